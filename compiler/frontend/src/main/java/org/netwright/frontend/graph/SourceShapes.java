package org.netwright.frontend.graph;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of what makes tensors from nothing. */
final class SourceShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.INPUT, (a, operands, say) -> List.of(a.type("type")),
          Primitive.READ, (a, operands, say) -> List.of(a.type("type")),
          Primitive.CONSTANT, (a, operands, say) -> List.of(constant(a, say)),
          Primitive.RANGE,
              (a, operands, say) ->
                  List.of(
                      new TensorType(
                          ElementType.I32,
                          Shape.of(Axes.notNegative(a.dim("length"), "the length", say)))),
          Primitive.SIZE,
              (a, operands, say) -> List.of(new TensorType(ElementType.I32, Shape.SCALAR)),
          Primitive.RANDOM_UNIFORM, SourceShapes::random,
          Primitive.RANDOM_NORMAL, SourceShapes::random,
          Primitive.RANDOM_TRUNCATED_NORMAL, SourceShapes::random);

  private SourceShapes() {}

  private static TensorType constant(Attributes attributes, ShapeMessages say) {
    TensorType type = attributes.type("type");
    int have = attributes.numbers("values").length;
    if (have != 1 && !type.shape().elements().is(have)) {
      long wanted = type.shape().isKnown() ? type.shape().elements().known() : 1;
      throw say.wrongCount("the constant", have, wanted);
    }
    return type;
  }

  private static List<TensorType> random(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType counter = operands.get(0);
    if (counter.element() != ElementType.I64 || counter.shape().rank() != 0) {
      throw say.wrongType("the counter of draws", counter, "an i64 scalar");
    }
    return List.of(TensorType.f32(attributes.shape("shape")));
  }
}
