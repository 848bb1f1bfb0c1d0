package org.netwright.frontend.parse;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.SourceUnit;
import org.netwright.spi.source.Span;

/** Reads the text of a file, or of one value, into the syntax tree. It never throws for a text. */
public final class Parser {
  private Parser() {}

  /**
   * Reads a file. Every mistake found is a diagnostic; what stands around it is read all the same.
   *
   * @param file the name that the places of the tree and of the diagnostics carry
   */
  public static Parsed parse(String file, String text, Limits limits) {
    return parse(file, text, 1, limits);
  }

  /**
   * Reads some declarations of a file.
   *
   * @param firstLine the number that the first line of the text has in all places
   */
  public static Parsed parse(String file, String text, int firstLine, Limits limits) {
    return CompilerStack.on(limits, () -> parsed(file, text, firstLine, limits));
  }

  private static Parsed parsed(String file, String text, int firstLine, Limits limits) {
    Problems problems = new Problems();
    String checked = Characters.check(file, text, firstLine, problems);
    SourceText source = new SourceText(file, checked, firstLine);
    List<Declaration> declarations = Reader.file(source, problems, limits.nesting());
    Span span = source.span(0, text.length());
    return new Parsed(new SourceUnit(file, declarations, span), problems.sorted());
  }

  /**
   * The words, signs and comments of a file in their order, each with its part in the sentence. Of
   * a text with mistakes the parts are as good as can be; one beyond the limits has none.
   */
  public static List<Lexeme> lexemes(String file, String text, Limits limits) {
    Problems problems = new Problems();
    SourceText source = new SourceText(file, Characters.check(file, text, 1, problems));
    return CompilerStack.on(limits, () -> Reader.lexemes(source, problems, limits.nesting()));
  }

  /**
   * The same from the words alone, for those who are in a hurry or whose text makes no sense yet:
   * what only a sentence tells, such as whether {@code data} is a name, is not told.
   */
  public static List<Lexeme> words(String file, String text, Limits limits) {
    Problems problems = new Problems();
    SourceText source = new SourceText(file, Characters.check(file, text, 1, problems));
    return Reader.words(source, problems, limits.nesting());
  }

  /**
   * Reads one value, as it stands behind {@code --set name=}.
   *
   * @param file what the places of the tree and of the diagnostics call the text
   */
  public static ParsedValue parseExpression(String file, String text) {
    Problems problems = new Problems();
    SourceText source = new SourceText(file, Characters.check(file, text, 1, problems));
    Optional<Expression> value =
        CompilerStack.on(
            Limits.DEFAULT,
            () -> Reader.value(source, 0, text.length(), problems, Limits.DEFAULT.nesting()));
    return new ParsedValue(problems.any() ? Optional.empty() : value, problems.sorted());
  }
}
