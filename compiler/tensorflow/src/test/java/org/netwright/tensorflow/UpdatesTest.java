package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.netwright.spi.graph.Primitive.ADAM_UPDATE;
import static org.netwright.spi.graph.Primitive.MOMENTUM_UPDATE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

class UpdatesTest {
  private static final int STEPS = 20;
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPS = 1e-3; // large, so that its place in the formula shows
  private static final double RATE = 0.01;

  /** Trains on fed gradients; with {@code watched} the new value is an output too. */
  private static List<double[]> train(
      List<Variable> variables, StepBuilder graph, List<Value> results, boolean watched) {
    TensorType type = variables.get(0).type();
    for (int i = 0; i < variables.size(); i++) {
      graph.write(variables.get(i), results.get(i));
    }
    if (watched) {
      graph.output("value", results.get(0));
    }
    StepGraph step = graph.build("train");
    List<double[]> values = new ArrayList<>();
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      for (Variable variable : variables) {
        program.assign(variable, HostTensor.allocate(type));
      }
      program.assign(variables.get(0), Trial.host(type, Trial.noise(99, type)));
      for (int t = 1; t <= STEPS; t++) {
        Trial.fill(feeds, "gradient", Trial.noise(t, type));
        if (step.inputs().size() > 1) {
          feeds.set("power1", Math.pow(BETA1, t));
          feeds.set("power2", Math.pow(BETA2, t));
        }
        program.run(step, feeds);
        values.add(program.value(variables.get(0)).numbers());
      }
    }
    return values;
  }

  private static TensorType type(ElementType element) {
    return Trial.type(element, 3, 5);
  }

  /** What 20 steps of rounding may add up to. */
  private static double tolerance(ElementType element) {
    return element == ElementType.F32 ? 2e-6 : 1e-12;
  }

  private static List<double[]> adam(ElementType element, boolean watched) {
    StepBuilder graph = new StepBuilder();
    TensorType type = type(element);
    List<Variable> variables =
        List.of(
            Trial.variable("w", type), Trial.variable("w/m", type), Trial.variable("w/v", type));
    List<Value> operands = new ArrayList<>(variables.stream().map(graph::read).toList());
    operands.add(graph.input("gradient", type));
    operands.add(graph.constant(RATE, element));
    operands.add(graph.input("power1", Trial.type(element)));
    operands.add(graph.input("power2", Trial.type(element)));
    Attributes attributes = Attributes.of("beta1", BETA1, "beta2", BETA2, "eps", EPS);
    return train(variables, graph, graph.apply(ADAM_UPDATE, attributes, operands), watched);
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void adamInPlaceEqualsAdamComposedAndAdamInDoubles(ElementType element) {
    List<double[]> inPlace = adam(element, false);
    List<double[]> composed = adam(element, true);
    double tolerance = tolerance(element);
    double[] w = Trial.noise(99, type(element));
    double[] m = new double[w.length];
    double[] v = new double[w.length];
    for (int t = 1; t <= STEPS; t++) {
      double[] g = Trial.noise(t, type(element));
      for (int i = 0; i < w.length; i++) {
        m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
        v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
        double mean = m[i] / (1 - Math.pow(BETA1, t));
        double square = v[i] / (1 - Math.pow(BETA2, t));
        w[i] -= RATE * mean / (Math.sqrt(square) + EPS);
        assertThat(inPlace.get(t - 1)[i]).isCloseTo(w[i], within(tolerance));
        assertThat(composed.get(t - 1)[i]).isCloseTo(w[i], within(tolerance));
        assertThat(inPlace.get(t - 1)[i]).isCloseTo(composed.get(t - 1)[i], within(tolerance / 2));
      }
    }
  }

  private static List<double[]> momentum(ElementType element, boolean nesterov, boolean watched) {
    StepBuilder graph = new StepBuilder();
    TensorType type = type(element);
    List<Variable> variables =
        List.of(Trial.variable("w", type), Trial.variable("w/momentum", type));
    List<Value> operands = new ArrayList<>(variables.stream().map(graph::read).toList());
    operands.add(graph.input("gradient", type));
    operands.add(graph.constant(RATE, element));
    Attributes attributes = Attributes.of("momentum", 0.9, "nesterov", nesterov);
    return train(variables, graph, graph.apply(MOMENTUM_UPDATE, attributes, operands), watched);
  }

  @ParameterizedTest
  @CsvSource({"F32, true", "F32, false", "F64, true", "F64, false"})
  void momentumInPlaceEqualsMomentumComposedAndInDoubles(ElementType element, boolean nesterov) {
    List<double[]> inPlace = momentum(element, nesterov, false);
    List<double[]> composed = momentum(element, nesterov, true);
    double tolerance = tolerance(element);
    double[] w = Trial.noise(99, type(element));
    double[] buffer = new double[w.length];
    for (int t = 1; t <= STEPS; t++) {
      double[] g = Trial.noise(t, type(element));
      for (int i = 0; i < w.length; i++) {
        buffer[i] = 0.9 * buffer[i] + g[i];
        w[i] -= RATE * (nesterov ? g[i] + 0.9 * buffer[i] : buffer[i]);
        assertThat(inPlace.get(t - 1)[i]).isCloseTo(w[i], within(tolerance));
        assertThat(inPlace.get(t - 1)[i]).isCloseTo(composed.get(t - 1)[i], within(tolerance / 2));
      }
    }
  }
}
