package org.netwright.spi.definition;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.graph.GraphBuilder;

/**
 * {@code external optimizer}: how parameters move. Composed of primitives; knows no TensorFlow.
 *
 * <p>A header parameter of type {@code optimizer} makes a wrapper: it is given another optimizer
 * and asks for its steps with {@link OptimizerStep#movedBy}.
 */
public interface OptimizerDefinition {
  /** The slots of each parameter. One that {@link #step} does not ask for is not made. */
  List<Slot> slots(Arguments arguments);

  /** The slots that all parameters of a statement share: sums, distances, weights. */
  default List<Slot> statementSlots(Arguments arguments) {
    return List.of();
  }

  /**
   * The slot that everything but the training step takes for the parameter: {@code evaluate},
   * {@code predict}, the weights that are kept, exported and handed on to later stages. It is of
   * {@link Slot#ofParameter}. Without a name that is the parameter as {@link #step} leaves it.
   */
  default Optional<String> inferenceSlot(Arguments arguments) {
    return Optional.empty();
  }

  /**
   * Calls {@code update} once for every parameter, and {@code updateSlot} for the slots that
   * change.
   */
  void step(GraphBuilder graph, Arguments arguments, OptimizerStep step);
}
