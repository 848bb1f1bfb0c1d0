package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;

/**
 * Bop (Helwegen et al., 2019, algorithm 2): a weight of ±1 flips when the moving average of its
 * gradient is larger than a threshold and has the weight's sign. At a tie it stays.
 */
public final class Bop implements OptimizerDefinition {
  private static final String MOMENTUM = "momentum";

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros(MOMENTUM));
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    for (Parameter parameter : step.parameters()) {
      Value gamma = Options.of(graph, parameter, "gamma");
      Value average =
          graph.add(
              graph.multiply(Options.rest(graph, gamma), parameter.slot(MOMENTUM)),
              graph.multiply(gamma, parameter.gradient()));
      parameter.updateSlot(MOMENTUM, average);
      parameter.update(flipped(graph, parameter, average));
    }
  }

  private static Value flipped(GraphBuilder graph, Parameter parameter, Value average) {
    Value weight = parameter.value();
    Value threshold = Options.of(graph, parameter, "threshold");
    Value wrong = graph.equal(graph.sign(average), graph.sign(weight));
    Value flips = graph.and(graph.less(threshold, graph.abs(average)), wrong);
    Value moved = graph.select(flips, graph.negate(weight), weight);
    // no comparison holds for a gradient that is no number: it would freeze the weight in silence
    Value finite = graph.apply(Primitive.IS_FINITE, Attributes.NONE, List.of(average)).get(0);
    return graph.select(finite, moved, average);
  }
}
