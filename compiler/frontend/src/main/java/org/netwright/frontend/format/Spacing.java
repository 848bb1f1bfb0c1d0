package org.netwright.frontend.format;

import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;

/** Whether a blank stands between two words or signs of a line. */
final class Spacing {
  private Spacing() {}

  static boolean isTight(Lexeme before, Lexeme after) {
    return keepsNothingBehind(before) || takesNothingBefore(before, after);
  }

  private static boolean keepsNothingBehind(Lexeme before) {
    return switch (before.part()) {
      case OPEN, OPEN_APPLIED, PREFIX, JOINT -> true;
      default -> false;
    };
  }

  private static boolean takesNothingBefore(Lexeme before, Lexeme after) {
    return switch (after.part()) {
      case CLOSE, COMMA, COLON, SUFFIX, JOINT, OPEN_APPLIED -> true;
      case CLOSE_BLOCK -> before.part() == Part.OPEN_BLOCK || before.part() == Part.OPEN_BODY;
      default -> false;
    };
  }
}
