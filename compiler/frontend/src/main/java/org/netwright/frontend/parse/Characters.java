package org.netwright.frontend.parse;

import org.netwright.spi.source.Span;

/**
 * Looks for characters that no source text may hold because a reader cannot see what they do:
 * controls, marks that turn the direction of writing, halves of surrogate pairs, line breaks that
 * only some programs take for one.
 */
final class Characters {
  private Characters() {}

  /** The text with a blank for each such character, so that one message is enough. */
  static String check(String file, String text, int firstLine, Problems problems) {
    StringBuilder clean = null;
    int line = firstLine;
    int lineStart = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        line++;
        lineStart = i + 1;
      } else if (isForbidden(text, i)) {
        int column = i - lineStart + 1;
        if (problems.isFull()) {
          problems.addUnseen();
        } else {
          Span span = new Span(file, line, column, line, column + 1);
          problems.add(CharacterMessages.forbiddenCharacter(span, c));
        }
        clean = clean == null ? new StringBuilder(text) : clean;
        clean.setCharAt(i, ' ');
      }
    }
    return clean == null ? text : clean.toString();
  }

  private static boolean isForbidden(String text, int at) {
    char c = text.charAt(at);
    if (c >= ' ' && c < 0x7F || c == '\t') {
      return false;
    }
    if (c == '\r') {
      return at + 1 == text.length() || text.charAt(at + 1) != '\n';
    }
    if (c == '\uFEFF') {
      return at > 0;
    }
    if (Character.isSurrogate(c)) {
      boolean high =
          Character.isHighSurrogate(c)
              && at + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(at + 1));
      boolean low =
          Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
      return !high && !low;
    }
    return Character.isISOControl(c) || isDirection(c) || c == '\u2028' || c == '\u2029';
  }

  private static boolean isDirection(char c) {
    return c >= '\u202A' && c <= '\u202E'
        || c >= '\u2066' && c <= '\u2069'
        || c == '\u200E'
        || c == '\u200F'
        || c == '\u061C';
  }
}
