package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * A {@code from} while its recipe is being elaborated: which stage hands on the weights it takes is
 * settled when all stages are known.
 *
 * @param stage the number of the stage that begins behind it
 */
record PlannedLoad(
    String net,
    String path,
    Load.Origin origin,
    Load.Choice choice,
    List<Rule> rules,
    int stage,
    Span place) {

  Load load(List<StagePlan> stages) {
    return new Load(net, path, settled(stages), choice, rules, stage, place);
  }

  private Load.Origin settled(List<StagePlan> stages) {
    if (!(origin instanceof Load.Origin.Inside inside) || choice == Load.Choice.DEFAULT) {
      return origin;
    }
    Optional<Integer> trained = Optional.empty();
    for (int i = 0; i < Math.min(stage, stages.size()); i++) {
      if (stages.get(i).moves(inside.net())) {
        trained = Optional.of(i);
      }
    }
    boolean best = trained.filter(i -> stages.get(i).keepsBest()).isPresent();
    if (choice == Load.Choice.BEST && !best) {
      throw new DiagnosticException(CompositionMessages.keepsNoBest(inside.toString(), place));
    }
    return choice == Load.Choice.LAST && best
        ? new Load.Origin.Inside(inside.net(), inside.path(), trained)
        : origin;
  }
}
