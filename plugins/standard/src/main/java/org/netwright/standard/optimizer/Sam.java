package org.netwright.standard.optimizer;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Sharpness-aware minimization (Foret et al., 2021, algorithm 1; adaptive form of Kwon et al.,
 * 2021): another optimizer moves the values along the gradient at the top of the neighbourhood.
 */
public final class Sam implements OptimizerDefinition {
  /** Keeps a gradient of nothing but zeros from a division by zero. */
  private static final double TINY = 1e-12;

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of();
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    boolean adaptive = arguments.flag("adaptive");
    List<Value> scaled = new ArrayList<>();
    for (Parameter parameter : step.parameters()) {
      Value gradient = parameter.gradient();
      scaled.add(adaptive ? graph.multiply(graph.abs(parameter.value()), gradient) : gradient);
    }
    Value norm = graph.add(graph.globalNorm(scaled), graph.constant(TINY));
    List<Value> values = step.parameters().stream().map(Parameter::value).toList();
    List<Value> tops = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      Value length =
          graph.divide(
              Options.of(graph, step.parameters().get(i), "rho"),
              graph.cast(norm, value.type().element()));
      Value way = adaptive ? graph.multiply(graph.abs(value), scaled.get(i)) : scaled.get(i);
      tops.add(graph.add(value, graph.multiply(length, way)));
    }
    List<Value> moved = step.movedBy("optimizer", values, step.gradientAt(tops));
    for (int i = 0; i < moved.size(); i++) {
      step.parameters().get(i).update(moved.get(i));
    }
  }
}
