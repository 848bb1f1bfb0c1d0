package org.netwright.standard.optimizer;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Stochastic weight averaging (Izmailov et al., 2018, algorithm 1): the equal average of values
 * that another optimizer makes, taken at regular times, which inference reads.
 */
public final class Swa implements OptimizerDefinition {
  private static final String AVERAGE = "average";
  private static final String TIMES = "times";
  private static final String SAMPLES = "samples";

  @Override
  public List<Slot> slots(Arguments arguments) {
    return List.of(Slot.ofParameter(AVERAGE));
  }

  /** How many times have come, and how many values are in the average. */
  @Override
  public List<Slot> statementSlots(Arguments arguments) {
    return List.of(Slot.zeros(TIMES), Slot.zeros(SAMPLES));
  }

  @Override
  public Optional<String> inferenceSlot(Arguments arguments) {
    return Optional.of(AVERAGE);
  }

  @Override
  public void step(GraphBuilder graph, Arguments arguments, OptimizerStep step) {
    Value times = times(graph, arguments, step.clock());
    Value due = graph.less(step.slot(TIMES), times);
    Value samples = graph.add(step.slot(SAMPLES), graph.constant(1));
    Value begun = graph.less(graph.constant(0), times);
    List<Value> moved = step.movedBy("optimizer");
    for (int i = 0; i < moved.size(); i++) {
      Parameter parameter = step.parameters().get(i);
      Value value = moved.get(i);
      Value average = parameter.slot(AVERAGE);
      Value share = graph.cast(graph.divide(graph.constant(1), samples), value.type().element());
      Value joined = Averages.towards(graph, average, value, share);
      parameter.update(value);
      parameter.updateSlot(AVERAGE, graph.select(begun, graph.select(due, joined, average), value));
    }
    step.updateSlot(TIMES, times);
    step.updateSlot(SAMPLES, graph.select(due, samples, step.slot(SAMPLES)));
  }

  /** How many times of an average have come when this step is over; 0 before the first. */
  private static Value times(GraphBuilder graph, Arguments arguments, Clock clock) {
    Value one = graph.constant(1);
    Value after =
        arguments.duration("after").amount() == 0
            ? graph.constant(0)
            : clock.inSteps(arguments.duration("after"));
    Value since = graph.subtract(graph.add(clock.step(), one), after);
    Value every = clock.inSteps(arguments.duration("every"));
    return graph.maximum(graph.floor(graph.divide(since, every)), graph.constant(0));
  }
}
