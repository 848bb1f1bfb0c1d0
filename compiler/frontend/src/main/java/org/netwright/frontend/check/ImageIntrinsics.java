package org.netwright.frontend.check;

import java.util.Map;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** What augmentations ask of the element type of an image (definitions C26). */
final class ImageIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL =
      Map.of("keep_type", ImageIntrinsics::keepType, "white", ImageIntrinsics::white);

  private static final double BYTE = 255;

  private ImageIntrinsics() {}

  private static Denotation keepType(Operands o) {
    ElementType wanted = o.tensor("like").type().element();
    Value value = o.tensor("value");
    if (value.type().element() == wanted) {
      return Operands.tensor(value);
    }
    if (!wanted.isFloat() && value.type().element().isFloat()) {
      value = o.one(Primitive.ROUND, Attributes.NONE, value);
    }
    if (wanted == ElementType.U8) {
      ElementType now = value.type().element();
      value = o.graph().maximum(value, o.graph().constant(0, now));
      value = o.graph().minimum(value, o.graph().constant(BYTE, now));
    }
    return Operands.tensor(o.graph().cast(value, wanted));
  }

  private static Denotation white(Operands o) {
    return FloatStatic.of(o.tensor("x").type().element().isFloat() ? 1 : BYTE);
  }
}
