package org.netwright.frontend.graph;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;

/** Shape rules of what orders and repeats work. */
final class FlowShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(Primitive.AWAIT, (a, operands, say) -> List.of(operands.get(0)));

  private FlowShapes() {}
}
