package org.netwright.standard.metric;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** A batch of tensors written by hand. */
final class Rows implements HostMetricDefinition.Batch {
  private final Map<String, HostMetricDefinition.Tensor> tensors = new LinkedHashMap<>();

  Rows with(String name, Shape shape, double... values) {
    tensors.put(name, new Written(TensorType.f32(shape), values));
    return this;
  }

  @Override
  public boolean isNone(String name) {
    return !tensors.containsKey(name);
  }

  @Override
  public HostMetricDefinition.Tensor tensor(String name) {
    HostMetricDefinition.Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new AssertionError("no tensor " + name);
    }
    return tensor;
  }

  private record Written(TensorType type, double[] values) implements HostMetricDefinition.Tensor {
    @Override
    public double number(int index) {
      return values[index];
    }
  }
}
