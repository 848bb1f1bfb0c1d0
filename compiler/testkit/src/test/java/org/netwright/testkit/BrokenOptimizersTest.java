package org.netwright.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** The contract finds what it is there to find. */
class BrokenOptimizersTest {
  /** From gradient and rate to what is taken from the value. */
  private interface Move {
    Value of(GraphBuilder graph, Value gradient, Value rate);
  }

  private static OptimizerContract contract(Move move) {
    OptimizerDefinition optimizer =
        new OptimizerDefinition() {
          @Override
          public List<Slot> slots(Arguments arguments) {
            return List.of();
          }

          @Override
          public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
            for (OptimizerStep.Parameter p : step.parameters()) {
              p.update(graph.subtract(p.value(), move.of(graph, p.gradient(), p.option("lr"))));
            }
          }
        };
    return new OptimizerContract() {
      @Override
      protected OptimizerDefinition optimizer() {
        return optimizer;
      }

      @Override
      protected TestArguments arguments() {
        return TestArguments.of("lr", 0.1);
      }
    };
  }

  @Test
  void aRateThatIsNotUsed() {
    OptimizerContract contract = contract((graph, gradient, rate) -> gradient);
    assertThatThrownBy(contract::aRateOfZeroChangesNothing).isInstanceOf(AssertionError.class);
    assertThatThrownBy(contract::anOptionMayDifferBetweenParameters)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aParameterThatStands() {
    OptimizerContract contract = contract((graph, gradient, rate) -> graph.multiply(gradient, 0));
    assertThatThrownBy(contract::aStepMovesEveryParameter).isInstanceOf(AssertionError.class);
  }

  @Test
  void aGradientThatIsHidden() {
    OptimizerContract contract =
        contract(
            (graph, gradient, rate) ->
                graph.multiply(
                    rate,
                    graph.select(
                        graph.equal(gradient, gradient), gradient, graph.zerosLike(gradient))));
    assertThatThrownBy(contract::aGradientThatIsNoNumberShows).isInstanceOf(AssertionError.class);
  }

  @Test
  void aStepTheWrongWay() {
    OptimizerContract contract =
        contract((graph, gradient, rate) -> graph.negate(graph.multiply(rate, gradient)));
    assertThatThrownBy(contract::itFindsTheMinimumOfAQuadratic).isInstanceOf(AssertionError.class);
  }
}
