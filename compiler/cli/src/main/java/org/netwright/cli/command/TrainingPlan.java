package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.engine.fault.EngineFault;
import org.netwright.engine.feed.DataSources;
import org.netwright.engine.feed.EpochSize;
import org.netwright.frontend.check.ShapeLog.Moved;
import org.netwright.frontend.cost.StepMemory;
import org.netwright.frontend.explain.ShapeRecord;
import org.netwright.frontend.plan.RateCurve;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.DataProgram.Operator;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Dim;

/**
 * What a recipe will do, known before it runs.
 *
 * @param precision of the training steps
 * @param notes what the sources said about what they would read
 */
record TrainingPlan(
    RecipeProgram program, Precision precision, List<StagePlan> stages, List<String> notes) {
  private static final int CURVE_POINTS = 241;

  TrainingPlan {
    stages = List.copyOf(stages);
    notes = List.copyOf(notes);
  }

  /**
   * A training and its evaluations.
   *
   * @param steps in all
   * @param curve empty when the length is not known or the rate follows more than the clock
   */
  record StagePlan(
      RecipeProgram.Stage stage,
      PassPlan train,
      OptionalLong steps,
      List<PassPlan> evaluates,
      Optional<RateCurve> curve,
      List<Group> groups,
      StepMemory memory) {
    StagePlan {
      evaluates = List.copyOf(evaluates);
      groups = List.copyOf(groups);
    }
  }

  /**
   * A pass over data.
   *
   * @param unknown why the numbers are not known; empty when they are
   */
  record PassPlan(
      String source, OptionalLong records, OptionalLong batches, long batch, String unknown) {}

  /** Parameters that one optimizer moves with equal options. */
  record Group(
      String optimizer, String chain, Map<String, String> options, List<Variable> parameters) {
    Group {
      parameters = List.copyOf(parameters);
    }

    long elements() {
      return parameters.stream().mapToLong(v -> v.type().shape().elements().known()).sum();
    }
  }

  /** The parameters of a net. */
  List<Variable> parameters(String net) {
    return program.variables().stream()
        .filter(v -> v.net().equals(net) && v.kind() == Variable.Kind.PARAMETER)
        .toList();
  }

  /** The numbers in the parameters of a net. */
  long elements(String net) {
    return parameters(net).stream().mapToLong(v -> v.type().shape().elements().known()).sum();
  }

  /**
   * @param precision of the training steps, whose memory is counted
   */
  static TrainingPlan of(
      RecipeProgram program, ShapeRecord record, DataSources sources, Precision precision) {
    List<StagePlan> stages = new ArrayList<>();
    List<RecipeProgram.Stage> computed = precision.of(program).stages();
    for (int i = 0; i < computed.size(); i++) {
      StepGraph step = computed.get(i).train().pass().step();
      stages.add(stage(program, program.stages().get(i), step, record, sources));
    }
    return new TrainingPlan(program, precision, stages, sources.notes());
  }

  private static StagePlan stage(
      RecipeProgram program,
      RecipeProgram.Stage stage,
      StepGraph computed,
      ShapeRecord record,
      DataSources sources) {
    RecipeProgram.Train train = stage.train();
    PassPlan pass = pass(train.pass().data(), true, sources);
    OptionalLong steps = steps(train.length(), pass.batches());
    Optional<RateCurve> curve = Optional.empty();
    if (train.rate().isPresent() && steps.isPresent()) {
      long batches = pass.batches().orElse(steps.getAsLong());
      curve =
          RateCurve.of(
              train.pass().step(), train.rate().get(), batches, steps.getAsLong(), CURVE_POINTS);
    }
    return new StagePlan(
        stage,
        pass,
        steps,
        stage.evaluates().stream().map(e -> pass(e.pass().data(), false, sources)).toList(),
        curve,
        groups(stage.name(), record),
        StepMemory.of(program.variables(), computed, sizes(train.pass().data())));
  }

  private static OptionalLong steps(Duration length, OptionalLong batches) {
    if (length.unit() == Duration.Unit.STEPS) {
      return OptionalLong.of((long) Math.ceil(length.amount()));
    }
    return batches.isPresent()
        ? OptionalLong.of((long) Math.ceil(length.amount() * batches.getAsLong() - 1e-6))
        : OptionalLong.empty();
  }

  private static PassPlan pass(DataProgram data, boolean training, DataSources sources) {
    String name =
        data.split().isEmpty() ? data.sourceName() : data.sourceName() + "." + data.split();
    long batch = batchSize(data);
    try {
      long records = sources.open(data).split().size();
      OptionalLong batches = EpochSize.batches(data, records, training);
      return new PassPlan(
          name,
          OptionalLong.of(records),
          batches,
          batch,
          batches.isPresent() ? "" : "an operator of the pipe changes the number of records");
    } catch (DiagnosticException notThere) {
      return unknown(name, batch, notThere.diagnostics().get(0).message());
    } catch (EngineFault fault) {
      return unknown(name, batch, fault.diagnostic().message());
    }
  }

  private static PassPlan unknown(String name, long batch, String why) {
    return new PassPlan(name, OptionalLong.empty(), OptionalLong.empty(), batch, why);
  }

  private static long batchSize(DataProgram data) {
    return data.steps().stream()
        .filter(step -> step instanceof Operator.Batch)
        .mapToLong(step -> ((Operator.Batch) step).size())
        .findFirst()
        .orElse(1);
  }

  private static Map<String, Dim> sizes(DataProgram data) {
    Map<String, Dim> sizes = new LinkedHashMap<>();
    data.expected().forEach((name, size) -> sizes.put(name, Dim.of(size)));
    for (Operator step : data.steps()) {
      if (step instanceof Operator.Batch batch) {
        batch.axis().name().ifPresent(name -> sizes.put(name, Dim.of(batch.size())));
      }
    }
    return sizes;
  }

  private static List<Group> groups(String stage, ShapeRecord record) {
    Map<List<Object>, List<Moved>> groups = new LinkedHashMap<>();
    for (Moved moved : record.moved()) {
      if (moved.stage().equals(stage)) {
        groups
            .computeIfAbsent(
                List.of(moved.optimizer(), moved.chain(), moved.options()), k -> new ArrayList<>())
            .add(moved);
      }
    }
    return groups.values().stream()
        .map(
            all ->
                new Group(
                    all.get(0).optimizer(),
                    all.get(0).chain(),
                    all.get(0).options(),
                    all.stream().map(Moved::parameter).toList()))
        .toList();
  }

  /** Steps of all stages together; empty when one of them is not known. */
  OptionalLong steps() {
    long steps = 0;
    for (StagePlan stage : stages) {
      if (stage.steps().isEmpty()) {
        return OptionalLong.empty();
      }
      steps += stage.steps().getAsLong();
    }
    return OptionalLong.of(steps);
  }
}
