package org.netwright.engine.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.VariableValues;
import org.netwright.engine.run.RunDirectory;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.TensorFlowProgram;

/** A program with the weights of a run in it. */
public final class TrainedRun implements AutoCloseable {
  private final TensorFlowProgram program;
  private final Checkpoint checkpoint;

  private TrainedRun(TensorFlowProgram program, Checkpoint checkpoint) {
    this.program = program;
    this.checkpoint = checkpoint;
  }

  /**
   * Builds the steps and gives the variables that they read the values of a run.
   *
   * @throws EnvironmentFault when there is no such run, its checkpoint is damaged, or it has other
   *     variables than the steps
   */
  public static TrainedRun open(
      Path folder, Choice choice, List<StepGraph> steps, UseOptions options) {
    Checkpoint checkpoint = RunDirectory.open(folder).checkpoints().chosen(choice, options.notes());
    TensorFlowProgram program =
        TensorFlowProgram.build(
            steps,
            new TensorFlowProgram.Settings(options.device(), options.threads(), options.threads()));
    try {
      VariableValues.restore(program, weights(steps), checkpoint);
    } catch (RuntimeException e) {
      program.close();
      throw e;
    }
    return new TrainedRun(program, checkpoint);
  }

  private static List<Variable> weights(List<StepGraph> steps) {
    Set<Variable> weights = new LinkedHashSet<>();
    for (StepGraph step : steps) {
      weights.addAll(step.reads().keySet());
    }
    weights.removeIf(variable -> variable.kind() == Variable.Kind.METRIC);
    return new ArrayList<>(weights);
  }

  public TensorFlowProgram program() {
    return program;
  }

  /** Which weights these are. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  @Override
  public void close() {
    program.close();
  }
}
