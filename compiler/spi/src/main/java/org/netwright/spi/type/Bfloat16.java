package org.netwright.spi.type;

/** The numbers of {@link ElementType#BF16}: the upper half of an f32, rounded to the even one. */
public final class Bfloat16 {
  /** Half of the distance between two neighbours at 1, and the largest relative rounding error. */
  public static final double HALF_UNIT = 0x1p-8;

  private static final int LOWER = 16;

  private Bfloat16() {}

  /** The bits of the nearest number, the even one of two; NaN stays NaN. */
  public static short bits(double number) {
    float single = (float) number;
    int bits = Float.floatToRawIntBits(single);
    if (Float.isNaN(single)) {
      return (short) (bits >>> LOWER | 0x40);
    }
    int even = bits >>> LOWER & 1;
    return (short) (bits + 0x7fff + even >>> LOWER);
  }

  public static float number(short bits) {
    return Float.intBitsToFloat(bits << LOWER);
  }

  /** The nearest number. */
  public static float rounded(double number) {
    return number(bits(number));
  }

  /** Whether a number is one of them. */
  public static boolean holds(double number) {
    return rounded(number) == number;
  }
}
