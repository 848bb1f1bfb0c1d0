package org.netwright.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.netwright.frontend.syntax.Keywords;

/** A program cut into pieces that look different, on a page as in a terminal. */
final class ProgramPieces {
  /** What a piece is for the eye; it need not be one for the parser. */
  enum Look {
    PLAIN,
    WORD,
    BUILT,
    NUMBER,
    STRING,
    COMMENT
  }

  /**
   * A part of the text.
   *
   * @param text never empty
   */
  record Piece(String text, Look look) {}

  private static final Set<String> WORDS =
      Stream.concat(
              Keywords.DECLARATIONS.stream(),
              Stream.of(
                  "let",
                  "param",
                  "state",
                  "update",
                  "require",
                  "return",
                  "if",
                  "else",
                  "repeat",
                  "recur",
                  "fresh",
                  "frozen",
                  "twin",
                  "run",
                  "as",
                  "in",
                  "for",
                  "it",
                  "where",
                  "train",
                  "evaluate",
                  "minimize",
                  "report",
                  "keep",
                  "best",
                  "last",
                  "by",
                  "on",
                  "every",
                  "over",
                  "except",
                  "using",
                  "net",
                  "from",
                  "stage",
                  "predict",
                  "select",
                  "check",
                  "and",
                  "or",
                  "not",
                  "none",
                  "true",
                  "false",
                  "slice",
                  "adapt",
                  "binarize",
                  "remat",
                  "rolled",
                  "until",
                  "unused",
                  "tabulate",
                  "epochs",
                  "steps"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern TOKENS =
      Pattern.compile(
          "(?<comment>#[^\\n]*)|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*\")"
              + "|(?<number>\\b\\d[\\d_]*(?:\\.\\d+)?(?:[eE][-+]?\\d+)?\\b)"
              + "|(?<word>\\b[A-Za-z_]\\w*\\b)");

  private ProgramPieces() {}

  /** The pieces in order; together they are the program. */
  static List<Piece> of(String program) {
    List<Piece> pieces = new ArrayList<>();
    Matcher token = TOKENS.matcher(program);
    int at = 0;
    while (token.find()) {
      if (token.start() > at) {
        pieces.add(new Piece(program.substring(at, token.start()), Look.PLAIN));
      }
      pieces.add(new Piece(token.group(), look(token)));
      at = token.end();
    }
    if (at < program.length()) {
      pieces.add(new Piece(program.substring(at), Look.PLAIN));
    }
    return pieces;
  }

  private static Look look(Matcher token) {
    String text = token.group();
    if (token.group("comment") != null) {
      return Look.COMMENT;
    } else if (token.group("string") != null) {
      return Look.STRING;
    } else if (token.group("number") != null) {
      return Look.NUMBER;
    } else if (WORDS.contains(text)) {
      return Look.WORD;
    }
    return text.length() > 1 && Character.isUpperCase(text.charAt(0)) ? Look.BUILT : Look.PLAIN;
  }
}
