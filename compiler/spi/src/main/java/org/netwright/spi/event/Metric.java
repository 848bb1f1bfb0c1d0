package org.netwright.spi.event;

import java.util.List;
import org.netwright.spi.type.TensorType;

/**
 * What a {@code report} came to over a pass: a number, or numbers in row order.
 *
 * @param type of known shape; rank 0 for a number
 * @param values as many as the shape has elements; NaN and infinities stay what they are
 */
public record Metric(TensorType type, List<Double> values) {
  /** Copies the values. */
  public Metric {
    values = List.copyOf(values);
  }

  /** Whether it is one number. */
  public boolean isNumber() {
    return type.shape().rank() == 0;
  }

  /** The number; NaN where there are several, such as one per class. */
  public double number() {
    return isNumber() ? values.get(0) : Double.NaN;
  }
}
