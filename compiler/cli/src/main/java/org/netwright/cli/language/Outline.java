package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeKind;
import org.eclipse.lsp4j.SymbolKind;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.source.Span;

/** What a file holds, and what of it can be folded away. */
final class Outline {
  private Outline() {}

  static List<DocumentSymbol> symbols(LiveFile file) {
    List<DocumentSymbol> symbols = new ArrayList<>();
    for (Declaration declaration : file.program().main().tree().declarations()) {
      if (declaration instanceof Declaration.Use) {
        continue;
      }
      name(declaration)
          .map(name -> symbol(file, declaration, name.text(), name.span(), kind(declaration)))
          .ifPresent(
              symbol -> {
                symbol.setChildren(statements(file, declaration));
                symbols.add(symbol);
              });
    }
    symbols.removeIf(symbol -> symbol.getRange().getEnd().getLine() == 0 && file.text().isEmpty());
    return symbols;
  }

  private static Optional<Name> name(Declaration declaration) {
    if (declaration instanceof Declaration.Test test) {
      return Optional.of(test.name());
    } else if (declaration instanceof Declaration.External external) {
      return Optional.of(external.name());
    }
    return Children.of(declaration).stream()
        .filter(Name.class::isInstance)
        .map(Name.class::cast)
        .findFirst();
  }

  private static SymbolKind kind(Declaration declaration) {
    if (declaration instanceof Declaration.Layer || declaration instanceof Declaration.Preset) {
      return SymbolKind.Class;
    } else if (declaration instanceof Declaration.Quantizer) {
      return SymbolKind.Class;
    } else if (declaration instanceof Declaration.Const) {
      return SymbolKind.Constant;
    } else if (declaration instanceof Declaration.Recipe
        || declaration instanceof Declaration.Sweep) {
      return SymbolKind.Event;
    } else if (declaration instanceof Declaration.Data) {
      return SymbolKind.Struct;
    } else if (declaration instanceof Declaration.Test) {
      return SymbolKind.Method;
    }
    return SymbolKind.Function;
  }

  private static List<DocumentSymbol> statements(LiveFile file, Declaration declaration) {
    List<DocumentSymbol> inside = new ArrayList<>();
    for (Node node : Children.of(declaration)) {
      if (node instanceof Block block) {
        block.statements().forEach(statement -> statement(file, statement, inside));
      }
    }
    return inside;
  }

  private static void statement(LiveFile file, Statement statement, List<DocumentSymbol> to) {
    if (statement instanceof Statement.Let let && let.pattern() instanceof Pattern.Whole whole) {
      to.add(named(file, statement, whole.name(), SymbolKind.Variable));
    } else if (statement instanceof Statement.Param param) {
      to.add(named(file, statement, param.name(), SymbolKind.Field));
    } else if (statement instanceof Statement.State state) {
      to.add(named(file, statement, state.name(), SymbolKind.Field));
    } else if (statement instanceof Statement.Net net) {
      to.add(named(file, statement, net.name(), SymbolKind.Object));
    } else if (statement instanceof Statement.Data data) {
      to.add(named(file, statement, data.name(), SymbolKind.Struct));
    } else if (statement instanceof Statement.Stage stage) {
      to.add(named(file, statement, stage.name(), SymbolKind.Event));
    } else if (statement instanceof Statement.Train) {
      to.add(symbol(file, statement, "train", statement.span(), SymbolKind.Event));
    } else if (statement instanceof Statement.Evaluate) {
      to.add(symbol(file, statement, "evaluate", statement.span(), SymbolKind.Event));
    }
  }

  private static DocumentSymbol named(LiveFile file, Node node, Name name, SymbolKind kind) {
    return symbol(file, node, name.text(), name.span(), kind);
  }

  private static DocumentSymbol symbol(
      LiveFile file, Node node, String name, Span selection, SymbolKind kind) {
    return new DocumentSymbol(
        name.isEmpty() ? "test" : name,
        kind,
        Document.range(file.place(node.span())),
        Document.range(file.place(selection)));
  }

  static List<FoldingRange> folds(Document document) {
    List<FoldingRange> folds = new ArrayList<>();
    List<Lexeme> lexemes = document.words();
    int comments = -1;
    for (int i = 0; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.opens() && lexeme.partner() > i) {
        int end = lexemes.get(lexeme.partner()).line() - 1;
        if (end > lexeme.line()) {
          folds.add(new FoldingRange(lexeme.line() - 1, end - 1));
        }
      }
      boolean goesOn =
          i + 1 < lexemes.size()
              && lexemes.get(i + 1).isComment()
              && lexemes.get(i + 1).line() == lexeme.line() + 1;
      if (lexeme.isComment() && lexeme.column() == 0) {
        comments = comments < 0 ? lexeme.line() : comments;
        if (!goesOn) {
          comment(folds, comments, lexeme.line());
          comments = -1;
        }
      }
    }
    return folds;
  }

  private static void comment(List<FoldingRange> folds, int from, int to) {
    if (to > from) {
      FoldingRange fold = new FoldingRange(from - 1, to - 1);
      fold.setKind(FoldingRangeKind.Comment);
      folds.add(fold);
    }
  }
}
