package org.netwright.engine.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.fault.LoadMessages;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.load.LoadPlan.Entry;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Load.Origin;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** Fills the nets of a recipe that say {@code from}. Values only: no slots, clocks, counters. */
public final class WeightLoading {
  private final TensorFlowProgram program;
  private final RecipeProgram recipe;
  private final List<Path> folders;
  private final IntFunction<Path> ended;
  private final Consumer<String> notice;

  /**
   * @param folders where a relative source is looked for, in this order
   * @param ended the checkpoint with the last weights of a stage that hands on its best
   */
  public WeightLoading(
      TensorFlowProgram program,
      RecipeProgram recipe,
      List<Path> folders,
      IntFunction<Path> ended,
      Consumer<String> notice) {
    this.program = program;
    this.recipe = recipe;
    this.folders = folders;
    this.ended = ended;
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
   * Looks whether every file and run that any stage will need is there.
   *
   * @throws DiagnosticException when one is missing
   */
  public void demandSources() {
    recipe.loads().stream()
        .filter(load -> load.origin() instanceof Origin.Outside)
        .forEach(load -> CheckpointSource.open(load, folders, note -> {}));
  }

  /**
   * Fills what is filled before a stage.
   *
   * @param stage its number; that of all stages: what is filled at the end
   * @throws DiagnosticException when a source is missing or does not fit
   */
  public List<Loaded> load(int stage) {
    List<Loaded> table = new ArrayList<>();
    for (Load load : recipe.loads()) {
      if (load.stage() == stage) {
        table.addAll(load(load));
      }
    }
    return table;
  }

  private List<Loaded> load(Load load) {
    if (load.origin() instanceof Origin.Missing missing) {
      notice.accept(
          "%s keeps its initial values: `%s` is not given".formatted(load.target(), missing));
      return List.of();
    }
    List<Variable> targets =
        recipe.variables().stream()
            .filter(v -> v.net().equals(load.net()) && isValue(v.kind()))
            .filter(v -> WeightSource.isInside(v.path(), load.path()))
            .toList();
    WeightSource source = source(load);
    List<Entry> entries = LoadPlan.of(load, targets, source.tensors()).entries();
    List<StepGraph> steps = entries.stream().flatMap(e -> e.value().stream()).toList();
    Map<String, HostTensor> found =
        source.values(entries.stream().flatMap(e -> e.sources().stream()).distinct().toList());
    Map<Variable, HostTensor> filled = new LinkedHashMap<>();
    if (steps.isEmpty()) {
      entries.forEach(entry -> filled.put(entry.target(), fitting(entry, copied(entry, found))));
    } else {
      try (TensorFlowProgram computing =
          TensorFlowProgram.build(steps, TensorFlowProgram.Settings.DEFAULT)) {
        for (Entry entry : entries) {
          HostTensor value =
              entry.value().isPresent()
                  ? computed(computing, entry, entry.value().get(), found)
                  : copied(entry, found);
          filled.put(entry.target(), fitting(entry, value));
        }
      }
    }
    program.assignAll(filled);
    return entries.stream()
        .map(e -> new Loaded(e.target().name(), source.read(), e.sources(), e.rule()))
        .toList();
  }

  private WeightSource source(Load load) {
    if (!(load.origin() instanceof Origin.Inside inside)) {
      return CheckpointSource.open(load, folders, notice);
    }
    return inside.ended().isPresent()
        ? CheckpointSource.part(
            Checkpoint.open(ended.apply(inside.ended().get())), inside.net(), inside.path())
        : new LivingSource(program, recipe.variables(), inside);
  }

  private static boolean isValue(Variable.Kind kind) {
    return kind == Variable.Kind.PARAMETER || kind == Variable.Kind.STATE;
  }

  private static HostTensor fitting(Entry entry, HostTensor value) {
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
    return value;
  }

  private static boolean isBinary(HostTensor value) {
    for (int i = 0; i < value.elements(); i++) {
      if (Math.abs(value.number(i)) != 1) {
        return false;
      }
    }
    return true;
  }

  private static HostTensor copied(Entry entry, Map<String, HostTensor> found) {
    if (entry.sources().size() != 1) {
      throw new IllegalStateException("a rule without an expression takes one source: " + entry);
    }
    return value(found, entry.sources().get(0));
  }

  private static HostTensor value(Map<String, HostTensor> found, String name) {
    return Objects.requireNonNull(found.get(name), name);
  }

  /** Runs the rule's expression, one input a source. */
  private static HostTensor computed(
      TensorFlowProgram computing, Entry entry, StepGraph value, Map<String, HostTensor> found) {
    try (Feeds feeds = computing.feeds(value, Map.of())) {
      for (int i = 0; i < entry.sources().size(); i++) {
        ByteBuffer memory = feeds.bytes("x" + i);
        memory.put(value(found, entry.sources().get(i)).bytes().duplicate());
      }
      return computing.run(value, feeds).values().iterator().next();
    }
  }
}
