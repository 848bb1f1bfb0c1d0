package org.netwright.standard.optimizer;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** An optimizer that moves each parameter without a look at the others. */
interface ParameterwiseOptimizer extends OptimizerDefinition {
  /**
   * Moves one parameter.
   *
   * @param step of all parameters; who asks for its count makes it be kept
   */
  void move(GraphBuilder graph, OptimizerStep step, Parameter parameter);

  @Override
  default void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      move(graph, step, parameter);
    }
  }

  /** θ ← θ − η·d. */
  static void descend(GraphBuilder graph, Parameter parameter, Value direction) {
    Value rate = Options.of(graph, parameter, "lr");
    parameter.update(graph.subtract(parameter.value(), graph.multiply(rate, direction)));
  }
}
