package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.lsp4j.SemanticTokenTypes;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensLegend;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/** What each word of a text is, for those who colour it by meaning. */
final class Colours {
  private static final List<String> TYPES =
      List.of(
          SemanticTokenTypes.Keyword,
          SemanticTokenTypes.Comment,
          SemanticTokenTypes.String,
          SemanticTokenTypes.Number,
          SemanticTokenTypes.Operator,
          SemanticTokenTypes.Class,
          SemanticTokenTypes.Function,
          SemanticTokenTypes.Variable,
          SemanticTokenTypes.Property);

  static final SemanticTokensLegend LEGEND = new SemanticTokensLegend(TYPES, List.of());

  private final Map<Long, String> meanings = new HashMap<>();

  private Colours() {}

  static SemanticTokens of(Document document, LiveFile file) {
    Colours colours = new Colours();
    colours.learn(file);
    return new SemanticTokens(colours.encoded(document.lexemes()));
  }

  /** What the names mean, by their places. */
  private void learn(LiveFile file) {
    Children.walk(
        file.program().main().tree(),
        node -> {
          if (node instanceof Name name) {
            Span place = file.place(name.span());
            kind(file, name)
                .ifPresent(kind -> meanings.put(key(place.line(), place.column()), kind));
          }
        });
    for (Symbol symbol : file.program().mainSpace().declared()) {
      Span place = file.place(symbol.place());
      meanings.put(key(place.line(), place.column()), kind(symbol));
    }
  }

  private static long key(int line, int column) {
    return ((long) line << 32) | column;
  }

  private static Optional<String> kind(LiveFile file, Name name) {
    Optional<Symbol> symbol = file.names().symbol(name);
    return symbol.isPresent()
        ? symbol.map(Colours::kind)
        : file.names().local(name).map(local -> SemanticTokenTypes.Variable);
  }

  private static String kind(Symbol symbol) {
    if (symbol.isConstructor()) {
      return SemanticTokenTypes.Class;
    }
    return symbol.isConstant() ? SemanticTokenTypes.Variable : SemanticTokenTypes.Function;
  }

  private List<Integer> encoded(List<Lexeme> lexemes) {
    List<Integer> data = new ArrayList<>();
    int line = 0;
    int column = 0;
    for (Lexeme lexeme : lexemes) {
      Optional<String> type = type(lexeme);
      if (type.isPresent() && !lexeme.text().isEmpty()) {
        int at = lexeme.line() - 1;
        data.add(at - line);
        data.add(at == line ? lexeme.column() - column : lexeme.column());
        data.add(lexeme.text().length());
        data.add(TYPES.indexOf(type.get()));
        data.add(0);
        line = at;
        column = lexeme.column();
      }
    }
    return data;
  }

  private Optional<String> type(Lexeme lexeme) {
    return switch (lexeme.part()) {
      case KEYWORD, CLAUSE -> Optional.of(SemanticTokenTypes.Keyword);
      case COMMENT, DOC -> Optional.of(SemanticTokenTypes.Comment);
      case STRING -> Optional.of(SemanticTokenTypes.String);
      case NUMBER -> Optional.of(SemanticTokenTypes.Number);
      case OPERATOR, PREFIX, PIPE, ARROW -> Optional.of(SemanticTokenTypes.Operator);
      case NAME ->
          Optional.of(
              meanings.getOrDefault(
                  key(lexeme.line(), lexeme.column() + 1), SemanticTokenTypes.Property));
      case SUFFIX, JOINT, ASSIGN, COLON, COMMA, SEPARATOR -> Optional.empty();
      case OPEN, OPEN_APPLIED, OPEN_BODY, OPEN_BLOCK, CLOSE, CLOSE_BLOCK -> Optional.empty();
    };
  }
}
