package org.netwright.engine.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.engine.evaluate.PassSteps;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;

/** Which step graphs a training needs. */
final class ProgramSteps {
  private ProgramSteps() {}

  /** All of them, each once. */
  static List<StepGraph> ofTraining(RecipeProgram recipe) {
    Set<StepGraph> steps = Collections.newSetFromMap(new IdentityHashMap<>());
    List<StepGraph> order = new ArrayList<>();
    Stream<StepGraph> passes = passes(recipe).stream().flatMap(pass -> PassSteps.of(pass).stream());
    Stream<StepGraph> variants =
        recipe.stages().stream().flatMap(stage -> stage.train().steps().stream());
    Stream.of(Stream.of(recipe.initialize()), variants, passes)
        .flatMap(s -> s)
        .filter(steps::add)
        .forEach(order::add);
    return order;
  }

  /** Those of the trainings and evaluations, in the order of the text. */
  static List<Pass> passes(RecipeProgram recipe) {
    return recipe.stages().stream()
        .flatMap(
            stage ->
                Stream.concat(
                    Stream.of(stage.train().pass()),
                    stage.evaluates().stream().map(RecipeProgram.Evaluate::pass)))
        .toList();
  }
}
