package org.netwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;

/** What the probe does with whole and with broken optimizers. */
class OptimizerProbeTest {
  private static final TestArguments ARGUMENTS = TestArguments.of("lr", 0.5);

  /** An optimizer with a slot "last" that begins at 7, from what it does with each parameter. */
  private static OptimizerDefinition optimizer(
      BiConsumer<GraphBuilder, OptimizerStep.Parameter> move) {
    return new OptimizerDefinition() {
      @Override
      public List<Slot> slots(Arguments arguments) {
        return List.of(new Slot("last", 7));
      }

      @Override
      public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
        step.parameters().forEach(parameter -> move.accept(graph, parameter));
      }
    };
  }

  private static OptimizerProbe probe(BiConsumer<GraphBuilder, OptimizerStep.Parameter> move) {
    return new OptimizerProbe(optimizer(move), ARGUMENTS, Map.of("x", new double[] {1, 2}));
  }

  /** Follows the gradient of the step before. */
  private static void late(GraphBuilder graph, OptimizerStep.Parameter parameter) {
    var moved = graph.multiply(parameter.slot("last"), parameter.option("lr"));
    parameter.update(graph.subtract(parameter.value(), moved));
    parameter.updateSlot("last", parameter.gradient());
  }

  @Test
  void valuesAndSlotsGoOnFromStepToStep() {
    try (OptimizerProbe probe = probe(OptimizerProbeTest::late)) {
      probe.step(Map.of("x", new double[] {1, -1}));
      assertThat(probe.value("x")).containsExactly(-2.5, -1.5);
      assertThat(probe.slot("x", "last")).containsExactly(1, -1);
      probe.step(Map.of("x", new double[] {0, 0}));
      assertThat(probe.value("x")).containsExactly(-3, -1);
      assertThat(probe.save()).containsKeys("x", "x/last", "steps");
      assertThat(probe.save().get("steps")).containsExactly(2);
    }
  }

  @Test
  void aParameterThatIsForgottenIsABrokenPromise() {
    assertThatThrownBy(() -> probe((graph, parameter) -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("update for x");
  }

  @Test
  void aSecondUpdateIsABrokenPromise() {
    assertThatThrownBy(
            () ->
                probe(
                    (graph, parameter) -> {
                      parameter.update(parameter.gradient());
                      parameter.update(parameter.gradient());
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("once for x");
  }

  @Test
  void aSlotThatIsNotDeclaredIsABrokenPromise() {
    assertThatThrownBy(() -> probe((graph, parameter) -> parameter.slot("other")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("slot other");
  }

  @Test
  void anArgumentThatTheTestForgotIsNamed() {
    assertThatThrownBy(() -> ARGUMENTS.number("momentum"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("momentum");
    assertThatThrownBy(() -> ARGUMENTS.flag("lr"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lr");
    assertThat(ARGUMENTS.constant("lr")).hasValue(0.5);
    assertThat(ARGUMENTS.with("lr", new TestArguments.Varying(1)).constant("lr")).isEmpty();
  }
}
