package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The stages of one recipe in the order of its text, the one that is being elaborated last. */
final class StageSequence {
  private final RecipeElaboration recipe;
  private final Elaborator elaborator;
  private final String run;
  private final List<StagePlan> closed = new ArrayList<>();
  private StagePlan current;

  /**
   * @param run the name of the run that the recipe is; empty for a recipe by itself
   */
  StageSequence(RecipeElaboration recipe, Elaborator elaborator, String run) {
    this.recipe = recipe;
    this.elaborator = elaborator;
    this.run = run;
    this.current = new StagePlan("", elaborator);
  }

  /** The name that the text gives the stage; empty outside of one. */
  String name() {
    return current.name();
  }

  /** Those that have trained something and are over. */
  List<StagePlan> closed() {
    return List.copyOf(closed);
  }

  /** The number of the stage that begins behind the statement in hand. */
  int next() {
    boolean open = current.isTrained() && !recipe.plan().stages().contains(current);
    return recipe.plan().stages().size() + (open ? 1 : 0);
  }

  /** Ends the stage in hand. */
  void close() {
    close(current);
  }

  /** Ends the stage in hand; what follows is one of its own under the same name. */
  void renew() {
    close(current);
    current = new StagePlan(current.name(), elaborator);
  }

  Bodies.Outcome stage(Statement.Stage stage, Scope scope) {
    close(current);
    StagePlan outer = current;
    current = new StagePlan(stage.name().text(), elaborator);
    elaborator.bodies.run(stage.body(), scope.inner());
    close(current);
    current = new StagePlan(outer.name(), elaborator);
    return Bodies.Outcome.GOES_ON;
  }

  /** Ends a stage that has trained something. */
  private void close(StagePlan stage) {
    if (stage.isTrained() && !recipe.plan().stages().contains(stage)) {
      stage.demandKeep(recipe.isIncomplete());
      recipe.plan().add(stage);
      closed.add(stage);
    }
  }

  Bodies.Outcome train(Statement.Train train, Scope scope) {
    if (current.isTrained()) {
      renew();
    }
    String local = current.name().isEmpty() ? "train" : current.name();
    String name = (run.isEmpty() ? "" : run + ".") + local + scope.place().suffix(false, 0);
    recipe.plan().moved(current.train(recipe, recipe.plan().unique(name), train, scope));
    return Bodies.Outcome.GOES_ON;
  }

  Bodies.Outcome evaluate(Statement.Evaluate evaluate, Scope scope) {
    if (!current.isTrained()) {
      throw new DiagnosticException(RecipeMessages.noTrain("`evaluate`", evaluate.span()));
    }
    current.evaluate(recipe, evaluate, scope);
    return Bodies.Outcome.GOES_ON;
  }

  Bodies.Outcome keep(Statement.Keep keep) {
    if (!current.isTrained()) {
      throw new DiagnosticException(RecipeMessages.noTrain("`keep`", keep.span()));
    }
    current.keep(keep);
    return Bodies.Outcome.GOES_ON;
  }
}
