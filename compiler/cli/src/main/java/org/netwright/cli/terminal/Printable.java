package org.netwright.cli.terminal;

/**
 * Text as it may reach a terminal: a file or a file name can hold characters that move the cursor
 * or recolour the screen, and none of them gets through.
 */
public final class Printable {
  private static final int TAB = 4;

  private Printable() {}

  /** One line, every control or direction-changing character replaced. */
  public static String line(String text) {
    if (text.codePoints().noneMatch(Printable::isUnsafe)) {
      return text;
    }
    StringBuilder safe = new StringBuilder();
    text.codePoints().forEach(c -> append(safe, c));
    return safe.toString();
  }

  private static void append(StringBuilder to, int c) {
    if (c == '\t') {
      to.append(" ".repeat(TAB));
    } else if (isUnsafe(c)) {
      to.append('\ufffd');
    } else {
      to.appendCodePoint(c);
    }
  }

  private static boolean isUnsafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** How many columns of a terminal a text takes. */
  public static int width(String text) {
    return text.codePoints().map(Printable::width).sum();
  }

  private static int width(int c) {
    if (c == '\t') {
      return TAB;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(c) ? 2 : 1;
  }

  /** The wide and full-width blocks of Unicode's East Asian Width (UAX #11), and emoji. */
  private static boolean isWide(int c) {
    return c >= 0x1100
        && (c <= 0x115f
            || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
            || (c >= 0xac00 && c <= 0xd7a3)
            || (c >= 0xf900 && c <= 0xfaff)
            || (c >= 0xfe30 && c <= 0xfe6f)
            || (c >= 0xff00 && c <= 0xff60)
            || (c >= 0xffe0 && c <= 0xffe6)
            || (c >= 0x1f300 && c <= 0x1faff)
            || (c >= 0x20000 && c <= 0x3fffd));
  }
}
