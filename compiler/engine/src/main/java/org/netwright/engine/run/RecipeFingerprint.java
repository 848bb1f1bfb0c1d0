package org.netwright.engine.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.netwright.engine.checkpoint.Digests;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.Graph;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.frontend.program.RecipeProgram.Stage;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;

/**
 * A digest of everything that a recipe computes: its steps op by op, its data pipes, its lengths.
 * Comments, names of locals and places in the text do not count; two recipes of one digest give
 * equal runs.
 */
public final class RecipeFingerprint {
  private final MessageDigest digest = Digests.sha256();

  private RecipeFingerprint() {}

  public static String of(RecipeProgram program) {
    RecipeFingerprint fingerprint = new RecipeFingerprint();
    fingerprint.add(program);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  /** What the first steps of a data pipe compute. */
  public static String of(DataProgram data, int steps) {
    RecipeFingerprint fingerprint = new RecipeFingerprint();
    fingerprint.add(data, steps, true);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  /** Each part is ended, so that no two lists of parts read the same. */
  private void put(Object... parts) {
    for (Object part : parts) {
      digest.update(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
    }
  }

  private void add(RecipeProgram program) {
    put("recipe", program.name(), program.seed());
    for (Variable variable : program.variables()) {
      put("variable", variable.name(), variable.type(), variable.kind(), variable.storage());
    }
    add(program.initialize());
    program.loads().forEach(this::add);
    program.stages().forEach(this::add);
  }

  private void add(Load load) {
    put("load", load.net(), load.path(), load.origin(), load.choice(), load.stage());
    for (Rule rule : load.rules()) {
      put("rule", rule.target(), rule.sources(), rule.fresh(), rule.unused(), rule.text());
    }
  }

  private void add(Stage stage) {
    RecipeProgram.Train train = stage.train();
    put("stage", stage.name(), train.length(), train.losses(), train.patience());
    add(train.pass());
    for (RecipeProgram.Variant variant : train.variants()) {
      put("variant", variant.when());
      add(variant.step());
    }
    train.plateaus().forEach(p -> put("plateau", p.falls().name(), p.patience()));
    for (RecipeProgram.Evaluate evaluate : stage.evaluates()) {
      put("evaluate", evaluate.every());
      add(evaluate.pass());
    }
    put("keep", stage.keep().by(), stage.keep().better());
    stage.starts().forEach((slot, from) -> put("start", slot.name(), from.name()));
  }

  private void add(Pass pass) {
    add(pass.data());
    add(pass.reset());
    add(pass.step());
    add(pass.result());
    for (Pass.Report report : pass.reports()) {
      put("report", report.key(), report.better());
      report.host().ifPresent(h -> put("host", h.definition().getClass().getName(), h.outputs()));
    }
  }

  private void add(DataProgram data) {
    put("shuffled", data.shuffled());
    add(data, data.steps().size(), false);
  }

  /**
   * @param nameless whether the names of the steps, which tell where a pipe is used, do not count
   */
  private void add(DataProgram data, int steps, boolean nameless) {
    put("data", data.sourceName(), data.plugin(), data.split(), data.record());
    for (DataProgram.Operator operator : data.steps().subList(0, steps)) {
      if (operator instanceof DataProgram.Operator.Map map) {
        put("map", map.fields());
        if (nameless) {
          addNameless(map.graph());
        } else {
          add(map.graph());
        }
      } else if (operator instanceof DataProgram.Operator.Join join) {
        put("join", join.by(), join.fields());
        add(join.other());
      } else {
        put(operator);
      }
    }
  }

  private void add(StepGraph step) {
    put("step", step.name());
    addNameless(step);
  }

  private void addNameless(StepGraph step) {
    step.inputs().forEach(input -> put("input", input.name(), name(input.value())));
    step.reads().forEach((variable, value) -> put("read", variable.name(), name(value)));
    step.writes().forEach((variable, value) -> put("write", variable.name(), name(value)));
    step.outputs().forEach((name, value) -> put("output", name, name(value)));
    step.finite().forEach(value -> put("finite", name(value)));
    add(step.graph());
  }

  private static String name(Value value) {
    return value.op().id() + "." + value.index();
  }

  private void add(Graph graph) {
    for (Op op : graph.ops()) {
      put("op", op.id(), op.primitive());
      op.operands().forEach(operand -> put(name(operand)));
      op.results().forEach(result -> put(result.type()));
      for (Map.Entry<String, Object> attribute : op.attributes().all().entrySet()) {
        put(attribute.getKey());
        addAttribute(attribute.getValue());
      }
    }
  }

  private void addAttribute(Object value) {
    if (value instanceof double[] numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length);
      bytes.asDoubleBuffer().put(numbers);
      digest.update(bytes);
    } else if (value instanceof long[] numbers) {
      ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length);
      bytes.asLongBuffer().put(numbers);
      digest.update(bytes);
    } else if (value instanceof Graph body) {
      add(body);
    } else if (value instanceof StepGraph body) {
      add(body);
    } else if (value instanceof List<?> list) {
      put("list", list.size());
      list.forEach(this::addAttribute);
    } else {
      put(value);
    }
  }
}
