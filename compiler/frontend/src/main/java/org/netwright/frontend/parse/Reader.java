package org.netwright.frontend.parse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.grammar.LineEndingLexer;
import org.netwright.grammar.NetLexer;
import org.netwright.grammar.NetParser;

/** One pass of lexer, parser and tree builder over a stretch of a text. */
final class Reader {
  /**
   * Operators in one another for each bracket that may be: long sums are commoner than deep trees.
   */
  private static final int OPERATORS_PER_BRACKET = 2;

  private final SourceText source;
  private final Problems problems;
  private final NetLexer lexer;
  private final CommonTokenStream tokens;
  private final NetParser parser;
  private final MistakeStrategy mistakes;

  private Reader(SourceText source, int start, int end, Problems problems, int nesting) {
    this.source = source;
    this.problems = problems;
    this.lexer = new NetLexer(new TextStream(source.text(), start, end));
    lexer.removeErrorListeners();
    lexer.bound(nesting, OPERATORS_PER_BRACKET * nesting);
    this.tokens = new CommonTokenStream(lexer);
    this.parser = new NetParser(tokens);
    parser.removeErrorListeners();
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    this.mistakes = new MistakeStrategy(source, problems);
    parser.setErrorHandler(mistakes);
  }

  /** The declarations of a whole file. */
  static List<Declaration> file(SourceText source, Problems problems, int nesting) {
    Reader reader = new Reader(source, 0, source.text().length(), problems, nesting);
    if (!reader.tokenize(nesting)) {
      return List.of();
    }
    NetParser.FileContext file = reader.parser.file();
    DocComments docs = new DocComments(reader.tokens.getTokens());
    return reader.builder(docs).declarations().declarations(file);
  }

  /** The words and signs of a whole file with their parts in its sentences. */
  static List<Lexeme> lexemes(SourceText source, Problems problems, int nesting) {
    Reader reader = new Reader(source, 0, source.text().length(), problems, nesting);
    if (!reader.tokenize(nesting)) {
      return List.of();
    }
    NetParser.FileContext file = reader.parser.file();
    return LexemeReader.read(reader.tokens.getTokens(), file);
  }

  /** The same without the sentences: quick, and a word that may be a name is taken for none. */
  static List<Lexeme> words(SourceText source, Problems problems, int nesting) {
    Reader reader = new Reader(source, 0, source.text().length(), problems, nesting);
    return reader.tokenize(nesting) ? LexemeReader.read(reader.tokens.getTokens()) : List.of();
  }

  /** The value that a stretch of a text consists of, unless there is a mistake in it. */
  static Optional<Expression> value(
      SourceText source, int start, int end, Problems problems, int nesting) {
    Reader reader = new Reader(source, start, end, problems, nesting);
    int before = problems.size();
    if (!reader.tokenize(nesting)) {
      return Optional.empty();
    }
    NetParser.LoneValueContext value = reader.parser.loneValue();
    return problems.size() > before
        ? Optional.empty()
        : Optional.of(
            reader.builder(new DocComments(List.of())).expressions().element(value.element()));
  }

  /** Whether the text is within its bounds, so that reading it can go on. */
  private boolean tokenize(int nesting) {
    tokens.fill();
    LineEndingLexer.@Nullable TooDeep deep = lexer.tooDeep();
    if (deep != null) {
      boolean brackets = deep.measure() == LineEndingLexer.Measure.BRACKETS;
      int most = brackets ? nesting : OPERATORS_PER_BRACKET * nesting;
      problems.add(SyntaxMessages.tooDeep(source.span(deep.at()), brackets, most));
      return false;
    }
    for (LineEndingLexer.Unclosed unclosed : lexer.unclosed()) {
      problems.add(
          SyntaxMessages.unclosedBrace(
              source.span(unclosed.brace()), source.span(unclosed.before())));
    }
    return true;
  }

  private TreeBuilder builder(DocComments docs) {
    Set<ParserRuleContext> damaged = mistakes.damaged();
    return new TreeBuilder(source, problems, damaged, docs);
  }
}
