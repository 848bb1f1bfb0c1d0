package org.netwright.frontend.parse;

/**
 * A word, sign or comment of a text as it stands there, and its part in the sentence. Between two
 * of them lie only blanks and line breaks; a statement's end that no semicolon marks is one without
 * text.
 *
 * @param start the position of its first character in the text
 * @param line from 1
 * @param column of its first character, from 0, in UTF-16 units
 * @param partner of a bracket the index of the other one, of a pipe the index where the pipe
 *     begins; -1 if there is none
 * @param listing of an opening bracket: a comma may stand behind the last thing in it
 */
public record Lexeme(
    Part part, String text, int start, int line, int column, int partner, boolean listing) {

  /** What a lexeme is in its sentence. */
  public enum Part {
    /** A word of the language. */
    KEYWORD,
    /** A word of the language that may begin a line in the middle of a statement. */
    CLAUSE,
    /** The name of a value, argument or member, and the wild signs of a path. */
    NAME,
    NUMBER,
    STRING,
    /** Between two operands. */
    OPERATOR,
    /** In front of its operand: {@code -} and {@code !}. */
    PREFIX,
    /** Behind what it belongs to: {@code ?} and {@code ...}. */
    SUFFIX,
    /** What leaves no room on either side: {@code .}, {@code ..} and {@code @}. */
    JOINT,
    PIPE,
    /** {@code ->} in front of a result. */
    ARROW,
    ASSIGN,
    COLON,
    COMMA,
    /** The end of a statement. */
    SEPARATOR,
    /** A round or square bracket that stands for itself. */
    OPEN,
    /** A bracket that belongs to the word in front of it. */
    OPEN_APPLIED,
    /** The brace of a block whose statement or declaration it ends. */
    OPEN_BODY,
    /** The brace of another block, of {@code select} or of a transfer. */
    OPEN_BLOCK,
    CLOSE,
    /** A closing brace of a block, of {@code select} or of a transfer. */
    CLOSE_BLOCK,
    COMMENT,
    DOC
  }

  public boolean isComment() {
    return part == Part.COMMENT || part == Part.DOC;
  }

  public boolean opens() {
    return switch (part) {
      case OPEN, OPEN_APPLIED, OPEN_BODY, OPEN_BLOCK -> true;
      default -> false;
    };
  }

  public boolean closes() {
    return part == Part.CLOSE || part == Part.CLOSE_BLOCK;
  }

  /** The position behind its last character. */
  public int end() {
    return start + text.length();
  }
}
