package org.netwright.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

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

  private static final Map<String, double[]> START = Map.of("x", new double[] {1, 2});

  private static OptimizerProbe probe(BiConsumer<GraphBuilder, OptimizerStep.Parameter> move) {
    return new OptimizerProbe(optimizer(move), ARGUMENTS, START);
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
      assertThat(probe.save()).containsOnlyKeys("x", "x/last");
    }
  }

  @Test
  void stepsAreCountedWhereTheOptimizerAsksForThem() {
    try (OptimizerProbe probe = new OptimizerProbe(new Gathering(), ARGUMENTS, START)) {
      probe.step(Map.of("x", new double[] {1, -1}));
      probe.step(Map.of("x", new double[] {1, -1}));
      assertThat(probe.save().get("steps")).containsExactly(2);
    }
  }

  @Test
  void aSlotMayHaveAnotherShapeStartAtItsParameterOrBelongToAll() {
    try (OptimizerProbe probe = new OptimizerProbe(new Gathering(), ARGUMENTS, START)) {
      assertThat(probe.inferred("x")).containsExactly(1, 2);
      probe.step(Map.of("x", new double[] {1, -1}));
      probe.step(Map.of("x", new double[] {3, 0}));
      assertThat(probe.slot("x", "first")).containsExactly(1, 2);
      assertThat(probe.inferred("x")).containsExactly(1, 2);
      assertThat(probe.slot("x", "total")).containsExactly(3);
      assertThat(probe.slot("all")).containsExactly(3 + 5);
    }
  }

  @Test
  void aWrapperMovesByTheOptimizerThatItIsGiven() {
    TestArguments wrapped =
        TestArguments.of(
            "inner", new TestArguments.Optimizer(optimizer(OptimizerProbeTest::late), ARGUMENTS));
    try (OptimizerProbe probe = new OptimizerProbe(new Twice(), wrapped, START)) {
      probe.step(Map.of("x", new double[] {1, -1}));
      assertThat(probe.value("x")).containsExactly(1 - 2 * 3.5, 2 - 2 * 3.5);
      assertThat(probe.slot("x", "inner/last")).containsExactly(1, -1);
    }
  }

  @Test
  void aLossGivesItsGradientAtAnyValues() {
    OptimizerDefinition ahead =
        new OptimizerDefinition() {
          @Override
          public List<Slot> slots(Arguments arguments) {
            return List.of();
          }

          @Override
          public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
            OptimizerStep.Parameter x = step.parameters().get(0);
            Value other = graph.add(x.value(), graph.fill(1, x.value().type()));
            Value gradient = step.gradientAt(List.of(other)).get(0);
            x.update(graph.subtract(x.value(), graph.add(gradient, x.gradient())));
          }
        };
    try (OptimizerProbe probe =
        OptimizerProbe.minimizing(
            (graph, values) -> graph.sum(graph.square(values.get("x"))),
            ahead,
            ARGUMENTS,
            Map.of("x", OptimizerProbe.Start.vector(1, 2)),
            ElementType.F32)) {
      probe.step();
      assertThat(probe.value("x")).containsExactly(1 - 2 - 4, 2 - 4 - 6);
    }
  }

  /** Keeps one slot of each kind. */
  private static final class Gathering implements OptimizerDefinition {
    @Override
    public List<Slot> slots(Arguments arguments) {
      return List.of(Slot.ofParameter("first"), Slot.zeros("total").shaped(s -> Shape.SCALAR));
    }

    @Override
    public List<Slot> statementSlots(Arguments arguments) {
      return List.of(new Slot("all", 5));
    }

    @Override
    public Optional<String> inferenceSlot(Arguments arguments) {
      return Optional.of("first");
    }

    @Override
    public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
      step.count();
      Value all = step.slot("all");
      for (OptimizerStep.Parameter parameter : step.parameters()) {
        Value sum = graph.sum(parameter.gradient());
        all = graph.add(all, sum);
        parameter.updateSlot("total", graph.add(parameter.slot("total"), sum));
        parameter.update(graph.subtract(parameter.value(), parameter.gradient()));
      }
      step.updateSlot("all", all);
    }
  }

  /** Goes twice as far as the optimizer that it is given. */
  private static final class Twice implements OptimizerDefinition {
    @Override
    public List<Slot> slots(Arguments arguments) {
      return List.of();
    }

    @Override
    public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
      List<Value> moved = step.movedBy("inner");
      for (int i = 0; i < moved.size(); i++) {
        OptimizerStep.Parameter parameter = step.parameters().get(i);
        Value way = graph.subtract(moved.get(i), parameter.value());
        parameter.update(graph.add(parameter.value(), graph.multiply(way, 2)));
      }
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
