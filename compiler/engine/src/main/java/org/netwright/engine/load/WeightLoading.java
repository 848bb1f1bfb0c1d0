package org.netwright.engine.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.fault.LoadMessages;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.load.LoadPlan.Entry;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** Fills the nets of a recipe that say {@code from}. Values only: no slots, clocks, counters. */
public final class WeightLoading {
  private final TensorFlowProgram program;
  private final List<Path> folders;
  private final Consumer<String> notice;

  /**
   * @param folders where a relative source is looked for, in this order
   */
  public WeightLoading(TensorFlowProgram program, List<Path> folders, Consumer<String> notice) {
    this.program = program;
    this.folders = folders;
    this.notice = notice;
  }

  /**
   * A line of the table that a run keeps.
   *
   * @param rule the target pattern of the rule; empty: the same path
   */
  public record Loaded(String target, String file, List<String> sources, String rule) {
    public Loaded {
      sources = List.copyOf(sources);
    }

    public JsonNode json() {
      ObjectNode line = JsonNodeFactory.instance.objectNode();
      line.put("target", target).put("file", file);
      ArrayNode names = line.putArray("sources");
      sources.forEach(names::add);
      return line.put("rule", rule);
    }
  }

  /** Where relative sources are looked for: beside the recipe's file, then where one stands. */
  public static List<Path> folders(DataRoots roots, String recipeFile) {
    Path beside =
        roots
            .beside()
            .or(() -> Optional.ofNullable(Path.of(recipeFile).toAbsolutePath().getParent()))
            .orElse(Path.of(""));
    return List.of(beside, Path.of(""));
  }

  /**
   * @throws DiagnosticException when a source is missing or does not fit
   */
  public List<Loaded> load(RecipeProgram recipe) {
    List<Loaded> table = new ArrayList<>();
    for (Load load : recipe.loads()) {
      WeightSource source = WeightSource.open(load, folders, notice);
      List<Variable> targets =
          recipe.variables().stream()
              .filter(v -> v.net().equals(load.net()) && isValue(v.kind()))
              .toList();
      for (Entry entry : LoadPlan.of(load, targets, source.tensors().keySet()).entries()) {
        fill(entry, source);
        table.add(
            new Loaded(
                entry.target().name(), source.file().toString(), entry.sources(), entry.rule()));
      }
    }
    return table;
  }

  private static boolean isValue(Variable.Kind kind) {
    return kind == Variable.Kind.PARAMETER || kind == Variable.Kind.STATE;
  }

  private void fill(Entry entry, WeightSource source) {
    HostTensor value =
        entry.value().isPresent()
            ? computed(entry, entry.value().get(), source)
            : copied(entry, source);
    Variable target = entry.target();
    String from = String.join(", ", entry.sources());
    if (!value.type().equals(target.type())) {
      throw new DiagnosticException(
          LoadMessages.otherType(
              entry.load().place(), target.path(), target.type(), from, value.type()));
    }
    if (target.storage() == Variable.Storage.BINARY && !isBinary(value)) {
      throw new DiagnosticException(
          LoadMessages.notBinary(entry.load().place(), target.path(), from));
    }
    program.assign(target, value);
  }

  private static boolean isBinary(HostTensor value) {
    for (int i = 0; i < value.elements(); i++) {
      if (Math.abs(value.number(i)) != 1) {
        return false;
      }
    }
    return true;
  }

  private static HostTensor copied(Entry entry, WeightSource source) {
    if (entry.sources().size() != 1) {
      throw new IllegalStateException("a rule without an expression takes one source: " + entry);
    }
    return source.value(tensor(source, entry.sources().get(0)));
  }

  private static Tensor tensor(WeightSource source, String name) {
    return Objects.requireNonNull(source.tensors().get(name), name);
  }

  /** Runs the rule's expression, one input a source. */
  private HostTensor computed(Entry entry, StepGraph value, WeightSource source) {
    try (Feeds feeds = program.feeds(value, Map.of())) {
      for (int i = 0; i < entry.sources().size(); i++) {
        StepGraph.Input input = value.inputs().get(i);
        HostTensor given = source.value(tensor(source, entry.sources().get(i)));
        if (!given.type().equals(feeds.type(input.name()))) {
          throw new DiagnosticException(
              LoadMessages.otherType(
                  entry.load().place(),
                  input.name(),
                  feeds.type(input.name()),
                  entry.sources().get(i),
                  given.type()));
        }
        ByteBuffer memory = feeds.bytes(input.name());
        memory.put(given.bytes().duplicate());
      }
      return program.run(value, feeds).values().iterator().next();
    }
  }
}
