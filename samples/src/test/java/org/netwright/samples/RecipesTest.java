package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.engine.run.Provenance;
import org.netwright.engine.train.RunResult;
import org.netwright.engine.train.Training;
import org.netwright.engine.train.TrainingOptions;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.RecipeProgram;

/** Every recipe of the samples trains on its data, evaluates, and keeps weights. */
class RecipesTest {
  @TempDir Path runs;

  @TestFactory
  Stream<DynamicTest> aRecipeTrainsThreeSteps() {
    return Project.files().stream()
        .flatMap(
            file ->
                Project.compile(file).recipes().stream()
                    .map(
                        recipe ->
                            DynamicTest.dynamicTest(
                                file + ":" + recipe, () -> trains(file, recipe))));
  }

  private void trains(String file, String name) {
    RecipeProgram recipe = Project.compile(file).recipe(name, CompiledFile.RecipeOptions.NONE);
    Provenance provenance =
        new Provenance(
            Project.ROOT.resolve(file).toString(), Map.of(), Map.of(), List.of(), "test");
    TrainingOptions.Target target = new TrainingOptions.Target.At(runs.resolve(file + "-" + name));
    RunResult result = Training.run(recipe, TrainingOptions.of(target, provenance).withMaxSteps(3));
    assertThat(result.status()).isEqualTo(RunResult.Status.FINISHED);
    StageOutcome stage = result.stages().get(0);
    assertThat(stage.steps()).isEqualTo(3);
    assertThat(stage.metrics()).containsKey("test.accuracy");
    assertThat(stage.metrics().get("test.accuracy").number()).isBetween(0.0, 1.0);
  }
}
