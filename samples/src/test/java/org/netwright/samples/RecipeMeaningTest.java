package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.run.Provenance;
import org.netwright.engine.train.Progress;
import org.netwright.engine.train.RunResult;
import org.netwright.engine.train.Training;
import org.netwright.engine.train.TrainingOptions;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.RecipeProgram;

/** What recipes of several nets, stages and runs come to when they are trained. */
class RecipeMeaningTest {
  private static final String FILE = "src/test/resources/recipes/meaning.net";

  @TempDir static Path stages;
  @TempDir Path folder;
  private static RunResult staged =
      new RunResult(
          Path.of(""),
          "",
          Precision.F32,
          RunResult.Status.INTERRUPTED,
          "",
          List.of(),
          List.of(),
          new RunResult.StepTimes(0, 0, 0, 0, 0));

  @BeforeAll
  static void trainStages() {
    staged = Training.run(recipe("Stages"), options(new TrainingOptions.Target.At(stages)));
  }

  private static RecipeProgram recipe(String name) {
    CompiledFile file = Project.compile(FILE);
    assertThat(file.diagnostics()).isEmpty();
    return file.recipe(name, RecipeOptions.NONE);
  }

  private static TrainingOptions options(TrainingOptions.Target target) {
    return TrainingOptions.of(target, new Provenance(FILE, Map.of(), Map.of(), List.of(), "test"));
  }

  private TrainingOptions into(String run) {
    return options(new TrainingOptions.Target.At(folder.resolve(run)));
  }

  private RunResult train(String name) {
    return Training.run(recipe(name), into(name));
  }

  /** The variables of a run's newest checkpoint by name. */
  private Map<String, List<Double>> last(String run) {
    return values(folder.resolve(run).resolve("checkpoints/last.ckpt"));
  }

  private static Map<String, List<Double>> values(Path file) {
    Checkpoint checkpoint = Checkpoint.open(file);
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (Tensor tensor : checkpoint.header().tensors()) {
      List<Double> numbers = new ArrayList<>();
      for (double number : checkpoint.value(tensor).numbers()) {
        numbers.add(number);
      }
      values.put(tensor.name(), numbers);
    }
    return values;
  }

  private Map<String, List<Double>> initial(String name) {
    Training.run(recipe(name), into(name + "-0").withMaxSteps(0));
    return last(name + "-0");
  }

  private static Map<String, List<Double>> under(String net, Map<String, List<Double>> all) {
    Map<String, List<Double>> some = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          boolean slot = name.matches(".*\\.(sgd|adam)(_\\d+)?\\..*");
          if (name.startsWith(net + ".") && !slot) {
            some.put(name.substring(net.length()), value);
          }
        });
    assertThat(some).isNotEmpty();
    return some;
  }

  private static double metric(RunResult result, int stage, String key) {
    Map<String, Measurement> metrics = result.stages().get(stage).metrics();
    assertThat(metrics).containsKey(key);
    return metrics.get(key).number();
  }

  // ---- nets

  @Test
  void aFrozenNetsParametersAndStatesAreBitEqualAfterAnEpoch() {
    Map<String, List<Double>> before = initial("FrozenAndTwin");
    train("FrozenAndTwin");
    assertThat(under("still", last("FrozenAndTwin"))).isEqualTo(under("still", before));
    assertThat(under("moving", last("FrozenAndTwin"))).isNotEqualTo(under("moving", before));
  }

  @Test
  void aTwinStartsEqualIsConstantUnderAnAverageThatKeepsAllAndFollowsACopy() {
    Map<String, List<Double>> before = initial("FrozenAndTwin");
    assertThat(under("same", before)).isEqualTo(under("moving", before));
    train("FrozenAndTwin");
    Map<String, List<Double>> after = last("FrozenAndTwin");
    for (String kept : List.of(".body.kernel", ".body.bias", ".head.kernel")) {
      assertThat(after.get("same" + kept)).as(kept).isEqualTo(before.get("moving" + kept));
    }
    // its own forward passes move its states, for it is in training mode
    assertThat(after.get("same.batch_norm.mean")).isNotEqualTo(before.get("same.batch_norm.mean"));
    assertThat(under("behind", after)).isEqualTo(under("moving", after));
  }

  @Test
  void theGeneratorIsBitEqualAfterTheCriticsMinimize() {
    Map<String, List<Double>> before = initial("Ordered");
    Training.run(recipe("Ordered"), into("one").withMaxSteps(1));
    Map<String, List<Double>> one = last("one");
    assertThat(one.get("generator.head.kernel")).isEqualTo(before.get("generator.head.kernel"));
    assertThat(one.get("critic.head.kernel")).isNotEqualTo(before.get("critic.head.kernel"));
    Training.run(recipe("Ordered"), into("two").withMaxSteps(2));
    assertThat(last("two").get("generator.head.kernel"))
        .isNotEqualTo(before.get("generator.head.kernel"));
  }

  @Test
  void aValueReadBehindAMinimizeIsTheNewOne() {
    RunResult result = Training.run(recipe("Ordered"), into("new").withMaxSteps(1));
    double sum = last("new").get("critic.head.kernel").stream().mapToDouble(v -> v).sum();
    assertThat(metric(result, 0, "train.old")).isCloseTo(sum, within(1e-5));
  }

  // ---- measures

  @Test
  void reportsOverTenExamplesInBatchesOfFourAreThoseOverTen() {
    RunResult result = train("Exact");
    assertThat(metric(result, 0, "test.fours")).isEqualTo(metric(result, 0, "test.tens"));
    assertThat(metric(result, 0, "test.loss_4"))
        .isCloseTo(metric(result, 0, "test.loss"), within(1e-6));
    assertThat(metric(result, 0, "test.gap_4"))
        .isCloseTo(metric(result, 0, "test.gap"), within(1e-6))
        .isCloseTo(metric(result, 0, "test.plain"), within(1e-6));
    assertThat(metric(result, 0, "test.found")).isCloseTo(1, within(1e-9));
  }

  // ---- stages and runs

  @Test
  void runsWithEqualArgumentsRunOnceAndStagesAreNamedByTheirPlace() {
    assertThat(recipe("Stages").stages().stream().map(RecipeProgram.Stage::name))
        .containsExactly("train[0]", "train[1]", "first.train", "student.train", "probe");
    assertThat(recipe("Stages").nets().stream().map(RecipeProgram.NetInfo::name))
        .containsExactly("teacher", "first/student", "student/student", "head");
  }

  @Test
  void aSharedOptimizerGoesOnFromStageToStage() {
    Map<String, List<Double>> last = values(stages.resolve("checkpoints/last.ckpt"));
    // four epochs of six batches, in two stages
    assertThat(last.get("adam.count")).containsExactly(24.0);
    assertThat(last.get("adam.clock")).containsExactly(24.0);
  }

  @Test
  void aRunHandsOnWhatItKeptAndWhatItMeasured() {
    RunResult result = staged;
    Map<String, List<Double>> last = values(stages.resolve("checkpoints/last.ckpt"));
    assertThat(metric(result, 4, "train.first"))
        .isCloseTo(metric(result, 2, "test.accuracy"), within(1e-9));
    // 48 labels an epoch, two epochs, and those that the first run has seen
    assertThat(last.get("first.seen").stream().mapToDouble(v -> v).sum()).isEqualTo(96);
    assertThat(last.get("student.seen").stream().mapToDouble(v -> v).sum())
        .isEqualTo(48.0 * epochsKept(result, 2) + 48.0 * epochsKept(result, 3));
  }

  private static double epochsKept(RunResult result, int stage) {
    return result.stages().get(stage).kept() / 6.0;
  }

  @Test
  void aKilledRunIsResumedBitForBitAcrossStagesAndClocks() throws IOException {
    Map<String, List<Double>> unbroken = values(stages.resolve("checkpoints/last.ckpt"));
    List<String> metrics = Files.readAllLines(stages.resolve("metrics.jsonl"));
    for (int steps : List.of(16, 34, 52)) {
      Path run = folder.resolve("killed-" + steps);
      kill(run, steps);
      Training.run(recipe("Stages"), options(new TrainingOptions.Target.Resume(run, false)));
      assertThat(last("killed-" + steps)).as("killed after %d", steps).isEqualTo(unbroken);
      assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).isEqualTo(metrics);
    }
  }

  private static void kill(Path run, int after) {
    Progress deadly =
        new Progress() {
          private int taken;

          @Override
          public void stepped(Step step) {
            taken++;
            if (taken == after) {
              throw new IllegalStateException("killed");
            }
          }
        };
    try {
      Training.run(
          recipe("Stages"),
          options(new TrainingOptions.Target.At(run)).withProgress(deadly).withSaveEverySteps(4));
    } catch (IllegalStateException killed) {
      assertThat(killed).hasMessage("killed");
      return;
    }
    throw new AssertionError("the run of " + after + " steps was to be killed");
  }

  // ---- from

  @Test
  void aNetOfAnEarlierStageGivesItsBestAndItsLast() throws IOException {
    RunResult result = train("Sources");
    Map<String, List<Double>> best = values(folder.resolve("Sources/checkpoints/train.best.ckpt"));
    Map<String, List<Double>> newest =
        values(folder.resolve("Sources/checkpoints/train.ended.ckpt"));
    Map<String, List<Double>> last = last("Sources");
    assertThat(under("kept", last)).isEqualTo(under("n", best));
    assertThat(under("newest", last)).isEqualTo(under("n", newest));
    assertThat(last.get("head.kernel")).isEqualTo(best.get("n.head.kernel"));
    assertThat(result.stages().get(1).steps()).isZero();
    assertThat(Files.readString(folder.resolve("Sources/loaded.json")))
        .contains("kept.body.kernel", "the net n", "train.ended.ckpt");
  }

  @Test
  void aRuleComputesWhatItsTargetTakes() throws IOException {
    train("Tables");
    Map<String, List<Double>> last = last("Tables");
    List<Double> small = last.get("n.table");
    List<Double> large = last.get("big.table");
    for (int row = 0; row < 8; row++) {
      for (int column = 0; column < 8; column++) {
        assertThat(large.get(8 * row + column)).isEqualTo(small.get(4 * (row / 2) + column / 2));
      }
    }
    assertThat(last.get("big.tail.kernel").get(0)).isEqualTo(2 * last.get("n.tail.kernel").get(0));
    assertThat(last.get("big.tail.bias")).isEqualTo(last.get("n.tail.bias"));
    assertThat(Files.readString(folder.resolve("Tables/loaded.json")))
        .contains("table = resize(table, [8, 8], \\\"nearest\\\")");
  }

  @Test
  void aPathThatIsNotGivenStandsForMadeUpWeights() {
    CompiledFile file = Project.compile(FILE);
    RecipeOptions synthetic =
        new RecipeOptions(
            Map.of(), Optional.empty(), Optional.empty(), CompiledFile.SourceFacts.UNKNOWN, true);
    List<String> notes = new ArrayList<>();
    Progress listening =
        new Progress() {
          @Override
          public void noted(String note) {
            notes.add(note);
          }
        };
    Training.run(
        file.recipe("MadeUp", synthetic), into("MadeUp").withProgress(listening).withMaxSteps(1));
    assertThat(notes).contains("teacher keeps its initial values: `weights` is not given");
  }

  // ---- progress

  @Test
  void patienceEndsATrainingAndPlateausFall() {
    RunResult result = train("Waits");
    // nothing improves behind the first epoch: it ends three epochs later
    assertThat(result.stages().get(0).epochs()).isEqualTo(4);
    assertThat(result.stages().get(0).kept()).isEqualTo(6);
    assertThat(last("Waits").get("train.plateau.falls")).containsExactly(1.0);
    assertThat(result.stages().get(0).metrics()).doesNotContainKey("test.accuracy");
  }
}
