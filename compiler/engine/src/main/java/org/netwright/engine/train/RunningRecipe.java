package org.netwright.engine.train;

import java.util.function.IntFunction;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.CheckpointStore;
import org.netwright.engine.checkpoint.Header;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.checkpoint.TrainingState;
import org.netwright.engine.checkpoint.VariableValues;
import org.netwright.engine.run.RunLog;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Load.Origin;
import org.netwright.frontend.program.Variable;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** What the stages of a recipe share while it runs. */
record RunningRecipe(
    RecipeProgram recipe,
    TensorFlowProgram program,
    RunIdentity identity,
    CheckpointStore checkpoints,
    RunLog log,
    TrainingOptions options) {

  /** The stage's name in file names and curves: empty when it is the only one. */
  String label(RecipeProgram.Stage stage) {
    return label(recipe, stage);
  }

  static String label(RecipeProgram recipe, RecipeProgram.Stage stage) {
    return recipe.stages().size() == 1
        ? ""
        : stage.name().replace("[", "-").replace("]", "").replace('/', '.');
  }

  /** Keeps the last weights of a stage if something is filled from them later. */
  void saveEnded(int index, TrainingState state) {
    boolean wanted =
        recipe.loads().stream()
            .anyMatch(
                load ->
                    load.origin() instanceof Origin.Inside inside
                        && inside.ended().filter(e -> e == index).isPresent());
    if (wanted) {
      checkpoints.saveEnded(label(recipe.stages().get(index)), header(state), values());
    }
  }

  void saveLast(TrainingState state) {
    options.progress().saved(checkpoints.saveLast(header(state), values()));
  }

  void saveBest(String label, TrainingState state) {
    options.progress().saved(checkpoints.saveBest(label, header(state), values()));
  }

  private Header header(TrainingState state) {
    return Header.of(recipe, identity, state);
  }

  private IntFunction<HostTensor> values() {
    return VariableValues.reading(program, recipe.variables());
  }

  /** Brings all but the metric sums back to what they were. */
  void restoreWeights(Checkpoint checkpoint) {
    VariableValues.restore(
        program,
        recipe.variables().stream().filter(v -> v.kind() != Variable.Kind.METRIC).toList(),
        checkpoint);
  }
}
