package org.netwright.frontend.graph;

import java.util.List;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.type.TensorType;

/**
 * What a primitive makes of its operands. It is asked when an op is born and again by the verifier;
 * operands are already widened to one type.
 */
@FunctionalInterface
interface ShapeRule {
  /**
   * @throws ShapeMisfit when operands or attributes do not fit
   */
  List<TensorType> results(Attributes attributes, List<TensorType> operands, ShapeMessages say);
}
