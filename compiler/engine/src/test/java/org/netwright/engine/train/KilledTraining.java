package org.netwright.engine.train;

import java.nio.file.Path;
import java.util.Optional;
import org.netwright.engine.fixture.Runs;
import org.netwright.engine.fixture.TinyRecipe;
import org.netwright.frontend.program.Pass.Better;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Keep;

/** A process that trains and dies without a word: at a given moment, or when it is killed. */
final class KilledTraining {
  private KilledTraining() {}

  static RecipeProgram recipe() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.keep = new Keep(Optional.of("test.accuracy"), Better.HIGHER);
    return tiny.build();
  }

  /**
   * @param arguments the folder; what to die at: {@code step N}, {@code save N} or {@code never 0}
   */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    int number = Integer.parseInt(arguments[2]);
    Progress deadly =
        new Progress() {
          private int saves;

          @Override
          public void stepped(Step step) {
            if (arguments[1].equals("step") && step.step() == number) {
              Runtime.getRuntime().halt(137);
            }
            if (arguments[1].equals("never")) {
              System.out.println("step " + step.step());
              waitALittle();
            }
          }

          @Override
          public void saved(Path checkpoint) {
            saves++;
            if (arguments[1].equals("save") && saves == number) {
              Runtime.getRuntime().halt(137);
            }
          }
        };
    Training.run(recipe(), Runs.into(folder).withProgress(deadly).withSaveEverySteps(2));
  }

  private static void waitALittle() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
