package org.netwright.engine.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.netwright.engine.fixture.Runs;
import org.netwright.engine.fixture.TinyRecipe;
import org.netwright.spi.definition.Duration.Unit;

/** A process that trains for many steps and says how much memory it holds, and where time goes. */
final class LongTraining {
  private LongTraining() {}

  /**
   * @param arguments the folder, the steps, and those of them after which memory is told first
   */
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[1]);
    int warm = Integer.parseInt(arguments[2]);
    TinyRecipe tiny = new TinyRecipe();
    tiny.length = new org.netwright.spi.definition.Duration(steps, Unit.STEPS);
    tiny.every = new org.netwright.spi.definition.Duration(200, Unit.STEPS);
    Progress listener =
        new Progress() {
          @Override
          public void stepped(Step step) {
            if (step.step() == warm || step.step() == steps) {
              System.out.println("resident " + residentKilobytes());
            }
          }
        };
    RunResult result =
        Training.run(
            tiny.build(),
            Runs.into(Path.of(arguments[0]))
                .withProgress(listener)
                .withSaveEvery(Duration.ofDays(1)));
    System.out.println("times " + result.times());
  }

  private static long residentKilobytes() {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
      throw new IllegalStateException("Linux tells VmRSS of every process");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
