package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Adadelta (Zeiler, 2012, algorithm 1): steps in the units of the values. */
public final class Adadelta implements ParameterwiseOptimizer {
  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.zeros("square"), Slot.zeros("moved"));
  }

  @Override
  public void move(GraphBuilder graph, OptimizerStep step, Parameter parameter) {
    Value gradient = Options.decayedGradient(graph, parameter);
    Value rho = Options.of(graph, parameter, "rho");
    Value eps = Options.of(graph, parameter, "eps");
    Value square = Averages.moved(graph, parameter.slot("square"), rho, graph.square(gradient));
    Value top = graph.sqrt(graph.add(parameter.slot("moved"), eps));
    Value root = graph.sqrt(graph.add(square, eps));
    Value way = graph.multiply(graph.divide(top, root), gradient);
    Value moved = Averages.moved(graph, parameter.slot("moved"), rho, graph.square(way));
    parameter.updateSlot("square", square);
    parameter.updateSlot("moved", moved);
    ParameterwiseOptimizer.descend(graph, parameter, way);
  }
}
