package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class TensorFlowNumbersTest {
  private static final Variable WEIGHT = Trial.variable("weight", Trial.f32(2));

  private final TensorFlowNumbers numbers =
      new TensorFlowNumbers(TensorFlowProgram.Settings.DEFAULT);

  private static StepGraph initialize() {
    StepBuilder graph = new StepBuilder();
    graph.write(WEIGHT, graph.constant(new double[] {3, 4}, Trial.f32(2)));
    return graph.build("initialize");
  }

  private static StepGraph product() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", TensorType.f32(Shape.of(Dim.named("B"), Dim.of(2))));
    graph.output("y", graph.multiply(x, graph.read(WEIGHT)));
    return graph.build("product");
  }

  @Test
  void aStepRunsOnFreshVariablesAndTakesItsBatchFromTheNumbers() {
    Map<String, double[]> inputs = Map.of("x", new double[] {1, 2, 3, 4, 5, 6});
    assertThat(numbers.run(initialize(), product(), inputs).get("y"))
        .containsExactly(3, 8, 9, 16, 15, 24);
  }

  @Test
  void anInputWithoutNumbersIsNamed() {
    assertThatThrownBy(() -> numbers.run(initialize(), product(), Map.of()))
        .hasMessageContaining("dim B")
        .hasMessageContaining("input x");
  }

  @Test
  void numbersThatDoNotFillARowAreRefused() {
    Map<String, double[]> inputs = Map.of("x", new double[] {1, 2, 3});
    assertThatThrownBy(() -> numbers.run(initialize(), product(), inputs))
        .hasMessageContaining("holds, not 3");
  }

  @Test
  void clocksStandAtZeroWhenNobodySetsThem() {
    StepBuilder graph = new StepBuilder();
    Value counter = graph.input(StepGraph.Clock.DRAW, Trial.type(ElementType.I64));
    graph.draws(origin -> DrawKeys.key(1, "test"), counter);
    graph.output("draw", graph.randomUniform(Shape.of(3)));
    StepGraph step = graph.build("draws");
    double[] first = numbers.run(initialize(), step, Map.of()).get("draw");
    assertThat(numbers.run(initialize(), step, Map.of()).get("draw")).containsExactly(first);
  }
}
