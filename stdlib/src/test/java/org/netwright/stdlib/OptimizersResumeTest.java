package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.run.Provenance;
import org.netwright.engine.run.RunDirectory;
import org.netwright.engine.train.Progress;
import org.netwright.engine.train.RunResult;
import org.netwright.engine.train.StopSignal;
import org.netwright.engine.train.Training;
import org.netwright.engine.train.TrainingOptions;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.RecipeProgram;

/** Every kind of slot is in checkpoints: a run that was stopped goes on as if it had not been. */
class OptimizersResumeTest {
  private static final DataRoots NOWHERE = new DataRoots(Optional.empty(), Optional.empty());

  @TempDir Path folder;

  private static RecipeProgram program(String chain, int stages) {
    return StandardLibrary.compileWhole(
            """
            use std.nn.{BatchNorm, Dropout, Linear}
            model M()(x: [B, 2, 2, 1]) -> [B, 3] { x / 255 |> flatten |> Linear(5) |> BatchNorm() |> relu |> Dropout(0.2) |> Linear(3) }
            recipe R() {
                data d = synthetic(height = 2, width = 2, classes = 3, size = 64) |> batch(8)
                net n = M()
                repeat %d {
                    train 6 steps on d.train as (image, label) {
                        minimize cross_entropy(n(image), label) using %s
                    }
                }
            }
            """
                .formatted(stages, chain))
        .recipe("R", RecipeOptions.NONE);
  }

  private RunResult train(RecipeProgram program, TrainingOptions.Target target, int stopAt) {
    StopSignal stop = new StopSignal();
    int[] taken = {0};
    Progress progress =
        new Progress() {
          @Override
          public void stepped(Progress.Step step) {
            if (++taken[0] == stopAt) {
              stop.request();
            }
          }
        };
    return Training.run(
        program,
        TrainingOptions.of(
                target, new Provenance("recipe.net", Map.of(), Map.of(), List.of(), "test"))
            .withData(NOWHERE)
            .withStop(stop)
            .withProgress(progress));
  }

  private static Map<String, List<Double>> saved(Path run) {
    Checkpoint last = Checkpoint.open(RunDirectory.open(run).checkpoints().last());
    Map<String, List<Double>> saved = new LinkedHashMap<>();
    last.header()
        .tensors()
        .forEach(
            tensor ->
                saved.put(
                    tensor.net() + "." + tensor.path(),
                    java.util.Arrays.stream(last.value(tensor).numbers()).boxed().toList()));
    return saved;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Lookahead(Adam(1e-2), k = 4)",
        "Swa(Sgd(0.1), every = 2 steps)",
        "ScheduleFreeAdamW(1e-2)",
        "clip_norm(1.0) |> Sam(Ema(NAdam(1e-2), decay = 0.9))",
        "accumulate(2) |> Ema(select { kernel: Lion(1e-2), else: Adam() })",
      })
  void aResumedRunKeepsWhatAnUnbrokenOneKeeps(String chain) {
    train(program(chain, 2), new TrainingOptions.Target.At(folder.resolve("whole")), -1);
    Path broken = folder.resolve("broken");
    assertThat(train(program(chain, 2), new TrainingOptions.Target.At(broken), 3).status())
        .isEqualTo(RunResult.Status.INTERRUPTED);
    assertThat(
            train(program(chain, 2), new TrainingOptions.Target.Resume(broken, false), 6).status())
        .isEqualTo(RunResult.Status.INTERRUPTED);
    train(program(chain, 2), new TrainingOptions.Target.Resume(broken, false), -1);
    assertThat(saved(broken)).isEqualTo(saved(folder.resolve("whole")));
  }

  @Test
  void theParameterHoldsTheAverageAndItsSlotWhatIsTrained() {
    train(
        program("Ema(Sgd(0.1), decay = 1.0)", 1),
        new TrainingOptions.Target.At(folder.resolve("average")),
        -1);
    train(program("Sgd(0.1)", 1), new TrainingOptions.Target.At(folder.resolve("plain")), -1);
    Map<String, List<Double>> average = saved(folder.resolve("average"));
    Map<String, List<Double>> plain = saved(folder.resolve("plain"));
    assertThat(average.get("n.linear.kernel")).isNotEqualTo(plain.get("n.linear.kernel"));
    assertThat(average.get("n.linear.kernel.ema.average")).isEqualTo(plain.get("n.linear.kernel"));
  }

  /** The loss is built again with the draws of the first time, and norms move once. */
  @Test
  void aNeighbourhoodWithoutWidthChangesNothing() {
    Map<String, Map<String, List<Double>>> runs = new LinkedHashMap<>();
    for (String chain : List.of("Sgd(0.1)", "Sam(Sgd(0.1), rho = 0.0)", "Sam(Sgd(0.1))")) {
      Path run = folder.resolve("run" + runs.size());
      train(program(chain, 1), new TrainingOptions.Target.At(run), -1);
      runs.put(chain, saved(run));
    }
    List<Map<String, List<Double>>> made = List.copyOf(runs.values());
    for (String path : List.of("n.linear.kernel", "n.linear_2.bias", "n.batch_norm.mean")) {
      List<Double> plain = Objects.requireNonNull(made.get(0).get(path), path);
      assertThat(farthest(plain, Objects.requireNonNull(made.get(1).get(path)))).isLessThan(1e-6);
      assertThat(farthest(plain, Objects.requireNonNull(made.get(2).get(path))))
          .isGreaterThan(1e-6);
    }
  }

  private static double farthest(List<Double> one, List<Double> other) {
    assertThat(one).hasSameSizeAs(other);
    double farthest = 0;
    for (int i = 0; i < one.size(); i++) {
      farthest = Math.max(farthest, Math.abs(one.get(i) - other.get(i)));
    }
    return farthest;
  }
}
