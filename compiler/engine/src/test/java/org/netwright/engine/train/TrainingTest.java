package org.netwright.engine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.fault.TrainingStopped;
import org.netwright.engine.fixture.MemorySource;
import org.netwright.engine.fixture.MemorySource.Example;
import org.netwright.engine.fixture.Runs;
import org.netwright.engine.fixture.TinyRecipe;
import org.netwright.engine.run.RunDirectory;
import org.netwright.engine.train.RunResult.Status;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.DataProgram.Last;
import org.netwright.frontend.program.Pass.Better;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Keep;
import org.netwright.spi.definition.Duration.Unit;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.TensorFlowProgram;

class TrainingTest {
  @TempDir Path folder;

  private static org.netwright.spi.definition.Duration epochs(double amount) {
    return new org.netwright.spi.definition.Duration(amount, Unit.EPOCHS);
  }

  private static org.netwright.spi.definition.Duration steps(double amount) {
    return new org.netwright.spi.definition.Duration(amount, Unit.STEPS);
  }

  @Test
  void aTrainingLearnsAndReportsExactly() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.length = epochs(20);
    RunResult result = Training.run(tiny.build(), Runs.into(folder));
    assertThat(result.status()).isEqualTo(Status.FINISHED);
    assertThat(result.stages()).hasSize(1);
    assertThat(result.stages().get(0).steps()).isEqualTo(20 * 6);
    assertThat(result.stages().get(0).epochs()).isEqualTo(20);
    Measurement accuracy = result.stages().get(0).metrics().get("test.accuracy");
    // Ten examples in batches of 8 and 2: a tenth of something, whatever it is.
    assertThat(accuracy.number() * 10).isCloseTo(Math.rint(accuracy.number() * 10), within());
    assertThat(accuracy.number()).isGreaterThanOrEqualTo(0.9);
    assertThat(result.stages().get(0).metrics().get("train.loss").number()).isLessThan(0.3);
    assertThat(result.notes()).containsExactly("memory: made in memory");
  }

  private static TrainingOptions.Numbers numbers(Precision precision, boolean forced) {
    return new TrainingOptions.Numbers(Optional.of(precision), forced);
  }

  @Test
  void bf16OnACpuMustBeMeant() {
    TrainingOptions asked =
        Runs.into(folder)
            .withDevice(TensorFlowProgram.Device.CPU, 1)
            .withNumbers(numbers(Precision.BF16, false));
    assertThatThrownBy(() -> Training.run(new TinyRecipe().build(), asked))
        .isInstanceOfSatisfying(
            EnvironmentFault.class,
            fault -> assertThat(fault.diagnostic().code()).isEqualTo("NW655"));
  }

  @Test
  void aRunRemembersItsPrecisionAndGoesOnInNoOther() {
    RecipeProgram tiny = new TinyRecipe().build();
    RunResult result =
        Training.run(tiny, Runs.into(folder).withNumbers(numbers(Precision.BF16, true)));
    assertThat(result.precision()).isEqualTo(Precision.BF16);
    assertThat(RunDirectory.open(result.run()).record().precision()).isEqualTo(Precision.BF16);
    TrainingOptions other = Runs.resume(result.run()).withNumbers(numbers(Precision.F32, false));
    assertThatThrownBy(() -> Training.run(tiny, other))
        .hasMessageContaining("precision was bf16, now f32");
    TrainingOptions same =
        Runs.resume(result.run()).withNumbers(new TrainingOptions.Numbers(Optional.empty(), true));
    assertThat(Training.run(tiny, same).precision()).isEqualTo(Precision.BF16);
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }

  @Test
  void theSameSeedGivesTheSameWeightsBitForBit() {
    Training.run(new TinyRecipe().build(), Runs.into(folder.resolve("a")));
    Training.run(new TinyRecipe().build(), Runs.into(folder.resolve("b")));
    TinyRecipe other = new TinyRecipe();
    other.seed = 2;
    Training.run(other.build(), Runs.into(folder.resolve("c")));
    Map<String, List<Byte>> a = Runs.values(Runs.last(folder.resolve("a")));
    assertThat(Runs.values(Runs.last(folder.resolve("b")))).isEqualTo(a);
    assertThat(Runs.values(Runs.last(folder.resolve("c")))).isNotEqualTo(a);
  }

  @Test
  void aRunThatIsStoppedAtAnyStepAndResumedEqualsAnUnbrokenOne() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.keep = new Keep(Optional.of("test.accuracy"), Better.HIGHER);
    Path whole = folder.resolve("whole");
    Training.run(tiny.build(), Runs.into(whole));
    for (int at : new int[] {1, 5, 6, 7, 13, 18}) {
      Path broken = folder.resolve("broken" + at);
      StopSignal stop = new StopSignal();
      Progress stopper =
          new Progress() {
            @Override
            public void stepped(Step step) {
              if (step.step() == at) {
                stop.request();
              }
            }
          };
      RunResult first =
          Training.run(tiny.build(), Runs.into(broken).withStop(stop).withProgress(stopper));
      assertThat(first.status()).isEqualTo(at == 18 ? first.status() : Status.INTERRUPTED);
      RunResult second = Training.run(tiny.build(), Runs.resume(broken));
      assertThat(second.status()).isEqualTo(Status.FINISHED);
      assertThat(Runs.values(Runs.last(broken))).isEqualTo(Runs.values(Runs.last(whole)));
      assertThat(Runs.values(Runs.best(broken))).isEqualTo(Runs.values(Runs.best(whole)));
      assertThat(Runs.metrics(broken)).isEqualTo(Runs.metrics(whole));
    }
  }

  @Test
  void aStopInTheMiddleOfAnEvaluationLeavesItToTheResumedRun() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.keep = new Keep(Optional.of("test.accuracy"), Better.HIGHER);
    Path whole = folder.resolve("whole");
    Training.run(tiny.build(), Runs.into(whole));
    Path broken = folder.resolve("broken");
    StopSignal stop = new StopSignal();
    int[] batches = {0};
    Progress stopper =
        new Progress() {
          @Override
          public void evaluated(String stage, long batch, long all) {
            if (++batches[0] == 3) {
              stop.request();
            }
          }
        };
    Training.run(tiny.build(), Runs.into(broken).withStop(stop).withProgress(stopper));
    assertThat(Checkpoint.open(Runs.last(broken)).header().state().settled()).isFalse();
    Training.run(tiny.build(), Runs.resume(broken));
    assertThat(Runs.values(Runs.last(broken))).isEqualTo(Runs.values(Runs.last(whole)));
    assertThat(Runs.metrics(broken)).isEqualTo(Runs.metrics(whole));
  }

  @Test
  void aRunWithSeveralStagesResumesInsideTheSecond() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.stages = 2;
    tiny.keep = new Keep(Optional.of("test.accuracy"), Better.HIGHER);
    Path whole = folder.resolve("whole");
    RunResult result = Training.run(tiny.build(), Runs.into(whole));
    assertThat(result.stages()).extracting(s -> s.name()).containsExactly("part0", "part1");
    Path broken = folder.resolve("broken");
    StopSignal stop = new StopSignal();
    Progress stopper =
        new Progress() {
          @Override
          public void stepped(Step step) {
            if (step.stage().equals("part1") && step.step() == 8) {
              stop.request();
            }
          }
        };
    Training.run(tiny.build(), Runs.into(broken).withStop(stop).withProgress(stopper));
    RunResult resumed = Training.run(tiny.build(), Runs.resume(broken));
    assertThat(Runs.values(Runs.last(broken))).isEqualTo(Runs.values(Runs.last(whole)));
    assertThat(resumed.stages())
        .extracting(s -> s.metrics())
        .isEqualTo(result.stages().stream().map(s -> s.metrics()).toList());
  }

  @Test
  void aFinishedRunThatIsResumedDoesNothingMore() throws Exception {
    Training.run(new TinyRecipe().build(), Runs.into(folder));
    byte[] before = Files.readAllBytes(Runs.last(folder));
    RunResult again = Training.run(new TinyRecipe().build(), Runs.resume(folder));
    assertThat(again.status()).isEqualTo(Status.FINISHED);
    assertThat(again.stages()).hasSize(1);
    assertThat(Files.readAllBytes(Runs.last(folder))).isEqualTo(before);
  }

  @Test
  void theBestEvaluationIsKept() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.length = epochs(6);
    tiny.keep = new Keep(Optional.of("test.accuracy"), Better.LOWER);
    RunResult result = Training.run(tiny.build(), Runs.into(folder));
    List<Double> seen = new ArrayList<>();
    for (String line : Runs.metrics(folder)) {
      if (line.contains("\"kind\":\"evaluate\"")) {
        seen.add(Double.parseDouble(line.replaceAll(".*\"test.accuracy\":([^}]*)}.*", "$1")));
      }
    }
    assertThat(seen).hasSize(6);
    double lowest = seen.stream().mapToDouble(d -> d).min().orElseThrow();
    assertThat(result.stages().get(0).metrics().get("test.accuracy").number())
        .isCloseTo(lowest, within());
    assertThat(result.stages().get(0).kept()).isEqualTo(6L * (seen.indexOf(lowest) + 1));
    assertThat(Checkpoint.open(Runs.best(folder)).header().state().step())
        .isEqualTo(result.stages().get(0).kept());
  }

  @Test
  void evaluationsComeAtTheirTimeAndOnceAtTheEnd() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.length = steps(11);
    tiny.every = steps(4);
    List<Long> evaluated = new ArrayList<>();
    Progress listener =
        new Progress() {
          @Override
          public void measured(Measured pass) {
            if (pass.measurements().containsKey("test.accuracy")) {
              evaluated.add(pass.step());
            }
          }
        };
    RunResult result = Training.run(tiny.build(), Runs.into(folder).withProgress(listener));
    assertThat(evaluated).containsExactly(4L, 8L, 11L);
    assertThat(result.stages().get(0).epochs()).isEqualTo(2);
  }

  @Test
  void mostStepsCutEachTrainingShort() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.stages = 2;
    RunResult result = Training.run(tiny.build(), Runs.into(folder).withMaxSteps(2));
    assertThat(result.status()).isEqualTo(Status.FINISHED);
    assertThat(result.stages()).extracting(s -> s.steps()).containsExactly(2L, 2L);
    assertThat(result.stages().get(1).metrics()).containsKey("test.accuracy");
  }

  @Test
  void aLossThatIsNotFiniteStopsAtItsLineAndLeavesTheCheckpoints() {
    TinyRecipe tiny = new TinyRecipe();
    // In the second epoch the records hold numbers whose products overflow.
    int[] reads = {0};
    tiny.source =
        new MemorySource(
            Map.of("train", 50, "test", 10),
            i ->
                reads[0]++ > 140
                    ? new Example(Float.MAX_VALUE, -Float.MAX_VALUE, 0)
                    : MemorySource.separable(i));
    assertThatThrownBy(() -> Training.run(tiny.build(), Runs.into(folder)))
        .isInstanceOfSatisfying(
            TrainingStopped.class,
            stopped -> {
              Diagnostic told = stopped.diagnostic();
              assertThat(told.code()).isEqualTo("NW603");
              assertThat(told.span()).isEqualTo(TinyRecipe.LOSS);
              assertThat(told.message()).contains("step ").contains("of train stopped");
              assertThat(told.hint().orElseThrow().message()).contains("learning rate, now 0.5");
            });
    Checkpoint saved = Checkpoint.open(Runs.last(folder));
    assertThat(saved.header().state().step()).isEqualTo(6);
  }

  @Test
  void aCheckThatFailsIsToldWithItsOwnSentence() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.checkLabels = true;
    tiny.source =
        new MemorySource(Map.of("train", 50, "test", 10), i -> new Example(0, 0, i == 33 ? 7 : 1));
    assertThatThrownBy(() -> Training.run(tiny.build(), Runs.into(folder)))
        .isInstanceOfSatisfying(
            TrainingStopped.class,
            stopped -> {
              assertThat(stopped.diagnostic().code()).isEqualTo("NW604");
              assertThat(stopped.diagnostic().message()).contains("a label is not below 2");
              assertThat(stopped.diagnostic().span()).isEqualTo(TinyRecipe.LOSS);
            });
  }

  @Test
  void aBatchLargerThanTheDataNamesBothAndAWayOut() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.batch = 64;
    assertThatThrownBy(() -> Training.run(tiny.build(), Runs.into(folder)))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              Diagnostic told = e.diagnostics().get(0);
              assertThat(told.code()).isEqualTo("NW708");
              assertThat(told.message()).contains("50 records of memory.train", "batch of 64");
            });
    tiny.trainLast = Last.KEEP;
    assertThat(Training.run(tiny.build(), Runs.into(folder.resolve("kept"))).stages())
        .extracting(s -> s.steps())
        .containsExactly(3L);
  }

  @Test
  void anotherRecipeOrOtherDataAreRefusedOnResume() {
    TinyRecipe tiny = new TinyRecipe();
    Training.run(tiny.build(), Runs.into(folder).withMaxSteps(6));
    TinyRecipe faster = new TinyRecipe();
    faster.rate = 0.6;
    assertThatThrownBy(() -> Training.run(faster.build(), Runs.resume(folder)))
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("the recipe computes something else")
        .hasMessageContaining("rate was 0.5, now 0.6");
    TinyRecipe moved = new TinyRecipe();
    moved.source =
        new MemorySource(Map.of("train", 50, "test", 10), i -> MemorySource.separable(i + 1));
    assertThatThrownBy(() -> Training.run(moved.build(), Runs.resume(folder)))
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("the data of memory.train have changed");
  }

  @Test
  void aDamagedLastCheckpointFallsBackToThePreviousOneAndSaysSo() throws Exception {
    TinyRecipe tiny = new TinyRecipe();
    Path whole = folder.resolve("whole");
    Training.run(tiny.build(), Runs.into(whole));
    Path broken = folder.resolve("broken");
    StopSignal stop = new StopSignal();
    List<String> notes = new ArrayList<>();
    Progress stopper =
        new Progress() {
          @Override
          public void stepped(Step step) {
            if (step.step() == 9) {
              stop.request();
            }
          }

          @Override
          public void noted(String message) {
            notes.add(message);
          }
        };
    Training.run(
        tiny.build(), Runs.into(broken).withStop(stop).withProgress(stopper).withSaveEverySteps(2));
    byte[] bytes = Files.readAllBytes(Runs.last(broken));
    Files.write(Runs.last(broken), java.util.Arrays.copyOf(bytes, bytes.length - 100));
    Training.run(
        tiny.build(), Runs.resume(broken).withProgress(stopper).withStop(new StopSignal()));
    assertThat(notes)
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("last.ckpt is damaged: it is cut off")
                    .contains("previous.ckpt, at step 8 of stage 1"));
    assertThat(Runs.values(Runs.last(broken))).isEqualTo(Runs.values(Runs.last(whole)));
  }

  @Test
  void twoTrainingsInOneFolderAreRefused() {
    TinyRecipe tiny = new TinyRecipe();
    Training.run(tiny.build(), Runs.into(folder).withMaxSteps(1));
    var hold = org.netwright.engine.run.RunDirectory.open(folder).hold();
    try {
      assertThatThrownBy(() -> Training.run(tiny.build(), Runs.resume(folder)))
          .isInstanceOf(EnvironmentFault.class)
          .hasMessageContaining("another process is training");
    } finally {
      hold.close();
    }
  }

  @Test
  void aSourceThatFailsOnTheFeedingThreadIsToldOnTheMainOne() {
    TinyRecipe tiny = new TinyRecipe();
    int[] reads = {0};
    tiny.source =
        new MemorySource(
            Map.of("train", 50, "test", 10),
            i -> {
              if (reads[0]++ > 100) {
                throw new IllegalStateException("the tape is torn");
              }
              return MemorySource.separable(i);
            });
    assertThatThrownBy(() -> Training.run(tiny.build(), Runs.into(folder)))
        .isInstanceOf(org.netwright.engine.fault.PluginFault.class)
        .hasMessageContaining("memory.train")
        .hasMessageContaining("the tape is torn");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("netwright-feed"));
  }
}
