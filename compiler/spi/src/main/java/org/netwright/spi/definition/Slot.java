package org.netwright.spi.definition;

import java.util.function.UnaryOperator;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * A tensor that an optimizer keeps from step to step: one beside each parameter ({@link
 * OptimizerDefinition#slots}) or one for all of them ({@link OptimizerDefinition#statementSlots}).
 * Checkpoints hold it under its name.
 *
 * @param name unique among the slots of its kind
 * @param initial what it is filled with at the start
 * @param startsAtParameter whether it starts as a copy of the parameter instead, as the parameter
 *     is when the first training with the optimizer begins; its type is then the parameter's
 * @param type its type, from that of the parameter; for a slot of the statement from an f32 scalar
 */
public record Slot(
    String name, double initial, boolean startsAtParameter, UnaryOperator<TensorType> type) {

  /** A slot of the parameter's type and shape (or, of a statement, an f32 scalar). */
  public Slot(String name, double initial) {
    this(name, initial, false, UnaryOperator.identity());
  }

  /** A slot that starts at 0. */
  public static Slot zeros(String name) {
    return new Slot(name, 0);
  }

  /** A slot that starts as a copy of its parameter: slow weights, averages of weights. */
  public static Slot ofParameter(String name) {
    return new Slot(name, 0, true, UnaryOperator.identity());
  }

  /**
   * The slot with another shape, made from the parameter's: {@code s -> Shape.of(s.dim(0))} keeps a
   * number per row.
   */
  public Slot shaped(UnaryOperator<Shape> shape) {
    return typed(before -> new TensorType(before.element(), shape.apply(before.shape())));
  }

  /** The slot with elements of another type. */
  public Slot of(ElementType element) {
    return typed(before -> new TensorType(element, before.shape()));
  }

  private Slot typed(UnaryOperator<TensorType> change) {
    return new Slot(name, initial, startsAtParameter, before -> change.apply(type.apply(before)));
  }
}
