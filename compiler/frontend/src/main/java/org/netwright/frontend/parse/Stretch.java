package org.netwright.frontend.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Keywords;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/**
 * A part of a text that begins where a declaration does, with the comments above it.
 *
 * @param line the number of its first line in the whole text
 */
public record Stretch(int line, String text) {
  /**
   * What a declaration is and how it is called: {@code layer}, {@code Conv2d}.
   *
   * @param isExternal whether a plugin defines it; its kind is then the second word
   */
  public record Head(boolean isExternal, String kind, Name name) {}

  /**
   * Cuts in front of each line that begins with the word of a declaration, and of the comments
   * above it. Where that is not the beginning of one, the stretches do not parse.
   *
   * @param most how many declarations may have a stretch of their own; in a text with more, several
   *     share one
   */
  public static List<Stretch> of(String text, int most) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    int comments = -1;
    int commentLine = 0;
    int line = 1;
    for (int at = 0; at < text.length(); line++) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end + 1;
      if (text.charAt(at) == '#') {
        commentLine = comments < 0 ? line : commentLine;
        comments = comments < 0 ? at : comments;
      } else {
        if (!wordAt(text, at).isEmpty()) {
          starts.add(comments < 0 ? at : comments);
          lines.add(comments < 0 ? line : commentLine);
        }
        comments = -1;
      }
      at = end;
    }
    return starts.isEmpty() ? List.of(new Stretch(1, text)) : cut(text, starts, lines, most);
  }

  private static List<Stretch> cut(
      String text, List<Integer> starts, List<Integer> lines, int most) {
    List<Stretch> cuts = new ArrayList<>(starts.size());
    int step = 1 + starts.size() / most;
    for (int i = 0; i < starts.size(); i += step) {
      int from = i == 0 ? 0 : starts.get(i);
      int to = i + step < starts.size() ? starts.get(i + step) : text.length();
      cuts.add(new Stretch(i == 0 ? 1 : lines.get(i), text.substring(from, to)));
    }
    return cuts;
  }

  /** The word of a declaration that stands at a position; empty when none does. */
  private static String wordAt(String text, int at) {
    for (String word : Keywords.DECLARATIONS) {
      int end = at + word.length();
      if (text.startsWith(word, at) && end < text.length() && text.charAt(end) == ' ') {
        return word;
      }
    }
    return "";
  }

  /**
   * The head of its declaration, from its words alone; empty for what has no name of its own: a
   * {@code use}, a {@code test}, a text without declarations.
   */
  public Optional<Head> head(String file) {
    int number = line;
    for (int at = 0; at < text.length(); number++) {
      String word = wordAt(text, at);
      if (word.equals(Keywords.EXTERNAL)) {
        int kind = at + word.length() + 1;
        int end = wordEnd(kind);
        return named(file, true, text.substring(kind, end), at, end + 1, number);
      } else if (!word.isEmpty()) {
        return Keywords.NAMELESS.contains(word)
            ? Optional.empty()
            : named(file, false, word, at, at + word.length() + 1, number);
      }
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    return Optional.empty();
  }

  private Optional<Head> named(
      String file, boolean isExternal, String kind, int lineStart, int from, int number) {
    int end = wordEnd(from);
    Span place = new Span(file, number, from - lineStart + 1, number, end - lineStart + 1);
    return end == from
        ? Optional.empty()
        : Optional.of(new Head(isExternal, kind, new Name(text.substring(from, end), place)));
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end;
  }
}
