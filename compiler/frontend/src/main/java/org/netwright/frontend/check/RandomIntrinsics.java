package org.netwright.frontend.check;

import java.util.Map;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** Draws; their keys are the affair of the step (definitions C17). */
final class RandomIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL =
      Map.of(
          "random_uniform",
          o -> Operands.tensor(o.graph().randomUniform(o.shape("shape"))),
          "random_normal",
          o -> Operands.tensor(o.graph().randomNormal(o.shape("shape"))),
          "random_bool",
          RandomIntrinsics::bool,
          "random_int",
          RandomIntrinsics::whole);

  private RandomIntrinsics() {}

  private static Denotation bool(Operands o) {
    Value draw = o.graph().randomUniform(o.shape("shape"));
    return Operands.tensor(o.graph().less(draw, o.tensor("p", draw)));
  }

  /** floor(low + u · (high − low)), kept below high where rounding reaches it. */
  private static Denotation whole(Operands o) {
    Shape shape = o.shape("shape");
    Value draw = o.graph().randomUniform(shape);
    Value low = o.graph().cast(o.tensor("low"), ElementType.F32);
    Value high = o.graph().cast(o.tensor("high"), ElementType.F32);
    Value width = o.graph().subtract(high, low);
    Value step = o.graph().floor(o.graph().multiply(draw, width));
    Value last = o.graph().subtract(width, o.graph().constant(1));
    Value number = o.graph().add(low, o.graph().minimum(step, last));
    return Operands.tensor(o.graph().cast(number, ElementType.I32));
  }
}
