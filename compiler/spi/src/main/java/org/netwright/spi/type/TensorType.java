package org.netwright.spi.type;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Element type and shape of a tensor. */
public record TensorType(ElementType element, Shape shape) {
  public static TensorType f32(Shape shape) {
    return new TensorType(ElementType.F32, shape);
  }

  public TensorType substitute(Map<String, Dim> values) {
    return new TensorType(element, shape.substitute(values));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || other instanceof TensorType type && element == type.element && shape.equals(type.shape);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + element.ordinal();
  }

  /** As the language writes it: an f32 shape stands without its type, unless it is a scalar. */
  @Override
  public String toString() {
    return element == ElementType.F32 && shape.rank() > 0
        ? shape.toString()
        : element + shape.toString();
  }
}
