package org.netwright.frontend.graph;

import java.util.OptionalDouble;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.ElementType;

/** Facts about constants in a graph. */
public final class Constants {
  private static final double EXACT_WHOLE = 1L << 53;

  private Constants() {}

  /** The number that every element of a constant is, as its element type holds it. */
  public static OptionalDouble uniform(Value value) {
    if (value.op().primitive() != Primitive.CONSTANT) {
      return OptionalDouble.empty();
    }
    double[] numbers = value.op().attributes().numbers("values");
    return numbers.length == 1
        ? OptionalDouble.of(held(value.type().element(), numbers[0]))
        : OptionalDouble.empty();
  }

  /** Whether every element of a value is known to be this number. */
  public static boolean is(Value value, double number) {
    OptionalDouble have = uniform(value);
    return have.isPresent() && have.getAsDouble() == number;
  }

  /** Whether an element type can hold a whole number without loss. */
  static boolean holds(ElementType element, double whole) {
    return switch (element) {
      case BOOL -> false;
      case U8 -> whole >= 0 && whole <= 255;
      case I32 -> whole >= Integer.MIN_VALUE && whole <= Integer.MAX_VALUE;
      case I64 -> Math.abs(whole) <= EXACT_WHOLE;
      case BF16 -> Bfloat16.holds(whole);
      case F32 -> (double) (float) whole == whole;
      case F64 -> true;
    };
  }

  /** The number as it is once stored: f32 and bf16 round. */
  static double held(ElementType element, double number) {
    return switch (element) {
      case F32 -> (float) number;
      case BF16 -> Bfloat16.rounded(number);
      default -> number;
    };
  }
}
