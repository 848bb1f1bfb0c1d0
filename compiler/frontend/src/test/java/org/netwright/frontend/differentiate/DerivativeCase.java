package org.netwright.frontend.differentiate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.interpret.GraphInterpreter;
import org.netwright.frontend.interpret.Numbers;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * A function of tensors whose derivatives are compared with central differences. All is f64. The
 * loss is a sum of results with fixed random weights, so that no two errors cancel.
 *
 * @param twice whether the gradient is differentiated once more
 */
record DerivativeCase(
    String name,
    BiFunction<StepBuilder, List<Value>, Value> function,
    List<int[]> shapes,
    double low,
    double high,
    boolean twice) {
  private static final double STEP = 1e-5;

  static DerivativeCase of(
      String name, BiFunction<StepBuilder, List<Value>, Value> function, int[]... shapes) {
    return new DerivativeCase(name, function, List.of(shapes), -2, 2, true);
  }

  DerivativeCase between(double from, double to) {
    return new DerivativeCase(name, function, shapes, from, to, twice);
  }

  DerivativeCase once() {
    return new DerivativeCase(name, function, shapes, low, high, false);
  }

  @Override
  public String toString() {
    return name;
  }

  /** The primitives of the forward function. */
  Set<Primitive> primitives() {
    StepBuilder graph = new StepBuilder();
    function.apply(graph, inputs(graph));
    Set<Primitive> used = EnumSet.noneOf(Primitive.class);
    graph.ops().stream().map(Op::primitive).forEach(used::add);
    return used;
  }

  private List<Value> inputs(StepBuilder graph) {
    List<Value> inputs = new ArrayList<>();
    for (int[] sizes : shapes) {
      Dim[] dims = new Dim[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        dims[i] = Dim.of(sizes[i]);
      }
      inputs.add(graph.input("x" + inputs.size(), new TensorType(ElementType.F64, Shape.of(dims))));
    }
    return inputs;
  }

  private Map<String, Numbers> point(Random random) {
    Map<String, Numbers> point = new LinkedHashMap<>();
    for (int[] sizes : shapes) {
      point.put(
          "x" + point.size(), Numbers.of(sizes, at -> low + (high - low) * random.nextDouble()));
    }
    return point;
  }

  /** A scalar that depends on every element of a value in its own way. */
  private static Value weighted(StepBuilder graph, Value value, Random random) {
    Numbers weights =
        Numbers.of(
            java.util.Arrays.stream(value.type().shape().known()).mapToInt(n -> (int) n).toArray(),
            at -> random.nextDouble() + 0.5);
    return graph.sum(graph.multiply(value, graph.constant(weights.values(), value.type())));
  }

  void compare() {
    Random random = new Random(name.hashCode());
    StepBuilder graph = new StepBuilder();
    List<Value> inputs = inputs(graph);
    Value loss = weighted(graph, function.apply(graph, inputs), random);
    List<Optional<Value>> gradients = Differentiation.gradients(graph, loss, inputs);
    graph.output("loss", loss);
    StepGraph first = graph.build("loss");
    Value second = graph.constant(0, ElementType.F64);
    for (int i = 0; i < inputs.size(); i++) {
      if (gradients.get(i).isPresent()) {
        Value gradient = gradients.get(i).get();
        assertThat(gradient.type()).isEqualTo(inputs.get(i).type());
        graph.output("by." + i, gradient);
        second = graph.add(second, weighted(graph, gradient, random));
      }
    }
    Map<String, Numbers> point = point(random);
    agree(first, graph, point, "loss", "by.");
    if (twice) {
      List<Optional<Value>> again = Differentiation.gradients(graph, second, inputs);
      graph.output("second", second);
      StepGraph lossOnly = graph.build("second");
      for (int i = 0; i < inputs.size(); i++) {
        int index = i;
        again.get(i).ifPresent(g -> graph.output("again." + index, g));
      }
      agree(lossOnly, graph, point, "second", "again.");
    }
  }

  private void agree(
      StepGraph lossOnly,
      StepBuilder graph,
      Map<String, Numbers> point,
      String loss,
      String prefix) {
    StepGraph step = GraphVerifier.verified(graph.build("case"));
    Map<String, Numbers> results = GraphInterpreter.run(step, point, Map.of());
    for (int input = 0; input < shapes.size(); input++) {
      double[] x = point.get("x" + input).values();
      for (int i = 0; i < x.length; i++) {
        double here = x[i];
        x[i] = here + STEP;
        double above = GraphInterpreter.run(lossOnly, point, Map.of()).get(loss).values()[0];
        x[i] = here - STEP;
        double below = GraphInterpreter.run(lossOnly, point, Map.of()).get(loss).values()[0];
        x[i] = here;
        double slope = (above - below) / (2 * STEP);
        Numbers gradient = results.get(prefix + input);
        double have = gradient == null ? 0 : gradient.values()[i];
        assertThat(have)
            .as("d %s / d x%d[%d]", loss, input, i)
            .isCloseTo(slope, within(1e-5 * Math.max(1, Math.abs(slope))));
      }
    }
  }
}
