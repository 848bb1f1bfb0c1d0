package org.netwright.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.fixture.TinyRecipe;
import org.netwright.frontend.precision.Precision;
import org.netwright.tensorflow.EnvironmentFault;

class RunDirectoryTest {
  @TempDir Path folder;

  private static RunRecord record() {
    return new RunRecord(
        new RunIdentity(
            "Quick",
            "abc",
            3,
            List.of(new RunIdentity.Plugin("standard", "1.0", "def")),
            Map.of("fashion_mnist.train", "123"),
            "0.1.0"),
        "/home/me/quick.net",
        "quick.net",
        Map.of("length", "5 epochs"),
        Map.of("length", "5 epochs"),
        List.of("fashion_mnist: the embedded subset"),
        Machine.here("CPU", 2),
        Precision.BF16);
  }

  @Test
  void numbersCountUpAndSeveralAtOnceGetDifferentOnes() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Path>> tasks =
          java.util.Collections.nCopies(8, () -> RunDirectory.create(folder, "Quick").folder());
      Set<String> names = new HashSet<>();
      for (Future<Path> made : threads.invokeAll(tasks)) {
        names.add(made.get().getFileName().toString());
      }
      assertThat(names).hasSize(8).contains("Quick-1", "Quick-8");
    } finally {
      threads.shutdown();
    }
    Files.createDirectory(folder.resolve("Quick-41"));
    assertThat(RunDirectory.create(folder, "Quick").folder()).hasFileName("Quick-42");
  }

  @Test
  void aFolderInUseIsRefused() throws Exception {
    Files.writeString(folder.resolve("mine.txt"), "x");
    assertThatThrownBy(() -> RunDirectory.createAt(folder))
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("is there already and is not empty");
  }

  @Test
  void whatWasRunComesBack() throws Exception {
    RunDirectory run = RunDirectory.createAt(folder.resolve("run"));
    run.record(record(), Map.of("quick.net", "recipe Quick() {}", "nets/lenet.net", "model L"));
    RunDirectory opened = RunDirectory.open(folder.resolve("run"));
    assertThat(opened.record()).isEqualTo(record());
    assertThat(opened.sources().resolve("nets/lenet.net")).hasContent("model L");
  }

  @Test
  void aSourceMayNotLeaveTheFolder() {
    RunDirectory run = RunDirectory.createAt(folder.resolve("run"));
    assertThatThrownBy(() -> run.record(record(), Map.of("../../outside.net", "x")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDamagedRecordIsSaid() throws Exception {
    RunDirectory.createAt(folder.resolve("run"));
    Files.writeString(folder.resolve("run/run.json"), "{\"format_version\": 1}");
    assertThatThrownBy(() -> RunDirectory.open(folder.resolve("run")))
        .hasMessageContaining("is no run: its run.json has no \"recipe\"");
    Files.writeString(folder.resolve("run/run.json"), "nonsense");
    assertThatThrownBy(() -> RunDirectory.open(folder.resolve("run")))
        .isInstanceOf(EnvironmentFault.class);
    assertThatThrownBy(() -> RunDirectory.open(folder.resolve("nothing")))
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void theFingerprintFollowsWhatIsComputed() {
    String first = RecipeFingerprint.of(new TinyRecipe().build());
    assertThat(RecipeFingerprint.of(new TinyRecipe().build())).isEqualTo(first);
    TinyRecipe rate = new TinyRecipe();
    rate.rate = 0.25;
    TinyRecipe batch = new TinyRecipe();
    batch.batch = 4;
    TinyRecipe seed = new TinyRecipe();
    seed.seed = 9;
    TinyRecipe stages = new TinyRecipe();
    stages.stages = 2;
    assertThat(List.of(rate, batch, seed, stages))
        .allSatisfy(other -> assertThat(RecipeFingerprint.of(other.build())).isNotEqualTo(first));
  }
}
