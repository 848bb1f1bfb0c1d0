package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * AMSGrad (Reddi et al., 2018, algorithm 2): Adam whose scale never shrinks, corrected as in Adam.
 */
public final class AmsGrad implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Moments.FIRST, Moments.SECOND, Slot.zeros("largest"));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value gradient = Options.decayedGradient(graph, parameter);
    Moments moments = new Moments(graph, parameter, gradient, step.count());
    Value largest = graph.maximum(parameter.slot("largest"), moments.second());
    parameter.updateSlot("largest", largest);
    Value root = moments.root(largest);
    ParameterwiseOptimizer.descend(graph, parameter, graph.divide(moments.corrected(), root));
  }
}
