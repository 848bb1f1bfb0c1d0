package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemKind;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;
import org.netwright.frontend.resolve.NameSpace;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Unit;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Keywords;

/**
 * What may stand at a place: parameters of the call it is in, names given above it, what the file
 * sees, and layers of the library with the {@code use} that they need.
 */
final class Completions {
  private static final List<String> STATEMENTS =
      List.of(
          "let",
          "param",
          "state",
          "update",
          "minimize",
          "report",
          "require",
          "return",
          "check",
          "data",
          "net",
          "stage",
          "train",
          "evaluate",
          "keep",
          "predict",
          "if",
          "repeat",
          "recur");

  private static final List<String> VALUES =
      List.of("if", "repeat", "recur", "fresh", "select", "it", "true", "false", "none");

  private static final List<String> CLOCK = List.of("epoch", "step", "epochs", "steps", "progress");

  private final Document document;
  private final LiveFile file;
  private final List<CompletionItem> items = new ArrayList<>();
  private final Set<String> named = new LinkedHashSet<>();

  private Completions(Document document, LiveFile file) {
    this.document = document;
    this.file = file;
  }

  static List<CompletionItem> at(Document document, LiveFile file, Position position) {
    Completions completions = new Completions(document, file);
    completions.find(document.offset(position));
    return completions.items;
  }

  private void find(int offset) {
    List<Lexeme> lexemes = document.words();
    int last = CallContext.before(lexemes, offset);
    if (last >= 0 && isWordAt(lexemes.get(last), offset)) {
      last--;
    }
    while (last >= 0 && lexemes.get(last).part() == Part.SEPARATOR) {
      last--;
    }
    if (last >= 0 && lexemes.get(last).isComment() && isBehind(lexemes.get(last), offset)) {
      return;
    }
    Optional<Lexeme> before = last < 0 ? Optional.empty() : Optional.of(lexemes.get(last));
    Optional<List<Lexeme>> use = useLine(lexemes, last, offset);
    if (use.isPresent()) {
      importable(use.get());
    } else if (before.filter(l -> l.text().equals(".")).isPresent()) {
      members(lexemes, last);
    } else if (before.filter(l -> l.part() == Part.CLAUSE && l.text().equals("as")).isPresent()) {
      Words.ROLES.forEach(role -> word(role, CompletionItemKind.EnumMember));
    } else {
      values(lexemes, before, offset);
    }
  }

  private boolean isWordAt(Lexeme lexeme, int offset) {
    boolean word = lexeme.part() == Part.NAME || lexeme.part() == Part.KEYWORD;
    return (word || lexeme.part() == Part.CLAUSE) && lexeme.end() == offset;
  }

  private boolean isBehind(Lexeme comment, int offset) {
    return document.position(offset).getLine() + 1 == comment.line();
  }

  /** The words of the {@code use} line that a place is in. */
  private Optional<List<Lexeme>> useLine(List<Lexeme> lexemes, int last, int offset) {
    int line = document.position(offset).getLine() + 1;
    List<Lexeme> words = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (lexemes.get(i).line() == line && lexemes.get(i).part() != Part.SEPARATOR) {
        words.add(lexemes.get(i));
      }
    }
    return words.isEmpty() || !words.get(0).text().equals("use")
        ? Optional.empty()
        : Optional.of(words);
  }

  private void importable(List<Lexeme> words) {
    StringBuilder path = new StringBuilder();
    for (Lexeme word : words.subList(1, words.size())) {
      if (word.text().equals("{")) {
        String unit = path.substring(0, Math.max(0, path.length() - 1));
        file.program().spaces().stream()
            .filter(space -> space.unit().imported().equals(unit))
            .flatMap(space -> space.declared().stream())
            .forEach(symbol -> symbol(symbol.name(), symbol, ""));
        return;
      }
      path.append(word.text());
    }
    String begun = path.toString();
    for (NameSpace space : file.program().spaces()) {
      String unit = space.unit().imported();
      if (unit.startsWith(begun) && space.unit() != file.program().main()) {
        String rest = unit.substring(begun.length());
        int dot = rest.indexOf('.');
        word(dot < 0 ? rest : rest.substring(0, dot), CompletionItemKind.Module);
      }
    }
  }

  private void members(List<Lexeme> lexemes, int dot) {
    if (dot > 0 && lexemes.get(dot - 1).text().equals("now")) {
      CLOCK.forEach(word -> word(word, CompletionItemKind.Property));
      return;
    }
    List.of("train", "test", "length").forEach(word -> word(word, CompletionItemKind.Property));
  }

  private void values(List<Lexeme> lexemes, Optional<Lexeme> before, int offset) {
    CallContext.at(lexemes, offset).ifPresent(this::parameters);
    boolean statement =
        before.isEmpty()
            || before.get().closes()
            || before.get().text().equals("{")
            || document.position(offset).getLine() + 1 > before.get().line();
    if (statement) {
      boolean top = isTop(lexemes, offset);
      (top ? Keywords.DECLARATIONS : STATEMENTS)
          .forEach(word -> word(word, CompletionItemKind.Keyword));
      if (top) {
        return;
      }
    }
    locals(lexemes, offset);
    VALUES.forEach(word -> word(word, CompletionItemKind.Keyword));
    Words.CONSTRUCTS.forEach(word -> word(word, CompletionItemKind.Keyword));
    file.program().mainSpace().visible().forEach((name, symbol) -> symbol(name, symbol, ""));
    unimported();
  }

  private static boolean isTop(List<Lexeme> lexemes, int offset) {
    int depth = 0;
    for (Lexeme lexeme : lexemes) {
      if (lexeme.start() < offset) {
        depth += lexeme.opens() ? 1 : lexeme.closes() ? -1 : 0;
      }
    }
    return depth <= 0;
  }

  private void parameters(CallContext call) {
    file.program()
        .mainSpace()
        .find(call.callee())
        .ifPresent(
            symbol -> {
              for (Declaration.Parameter parameter : Callee.parameters(symbol, call.applied())) {
                String name = parameter.name().text();
                CompletionItem item = item(name, CompletionItemKind.Field);
                item.setInsertText(name + " = ");
                item.setDetail(Signatures.text(parameter, file));
                item.setSortText("0" + name);
                document(item, symbol);
              }
            });
  }

  /** The names that the words above give things in the same declaration. */
  private void locals(List<Lexeme> lexemes, int offset) {
    Set<String> found = new LinkedHashSet<>();
    for (int i = 0; i + 1 < lexemes.size() && lexemes.get(i).start() < offset; i++) {
      Lexeme lexeme = lexemes.get(i);
      Lexeme next = lexemes.get(i + 1);
      if (lexeme.column() == 0 && Keywords.DECLARATIONS.contains(lexeme.text())) {
        found.clear();
      }
      boolean named = next.part() == Part.NAME && next.end() < offset;
      switch (lexeme.text()) {
        case "let", "param", "state", "net", "data", "as" -> {
          if (named) {
            found.add(next.text());
          } else if (next.text().equals("(")) {
            names(lexemes, i + 1).forEach(found::add);
          }
        }
        default -> {
          if (lexeme.part() == Part.NAME && next.part() == Part.COLON) {
            found.add(lexeme.text());
          }
        }
      }
    }
    found.forEach(name -> word(name, CompletionItemKind.Variable));
  }

  /** The names in round brackets. */
  private static List<String> names(List<Lexeme> lexemes, int opening) {
    List<String> names = new ArrayList<>();
    for (int i = opening + 1; i < lexemes.size() && !lexemes.get(i).closes(); i++) {
      if (lexemes.get(i).part() == Part.NAME) {
        names.add(lexemes.get(i).text());
      }
    }
    return names;
  }

  /** Layers and constants of the library that need a {@code use} first. */
  private void unimported() {
    for (NameSpace space : file.program().spaces()) {
      if (space.unit().kind() == Unit.Kind.PROJECT) {
        continue;
      }
      for (Symbol symbol : space.declared()) {
        if (!symbol.isVisibleEverywhere() && !named.contains(symbol.name())) {
          symbol(symbol.name(), symbol, space.unit().imported());
        }
      }
    }
  }

  private CompletionItem item(String label, CompletionItemKind kind) {
    CompletionItem item = new CompletionItem(label);
    item.setKind(kind);
    items.add(item);
    return item;
  }

  private void word(String word, CompletionItemKind kind) {
    if (named.add(word)) {
      item(word, kind).setSortText("1" + word);
    }
  }

  private void symbol(String name, Symbol symbol, String from) {
    if (!named.add(name)) {
      return;
    }
    CompletionItem item = item(name, kind(symbol));
    item.setDetail(symbol.kindWord() + (from.isEmpty() ? "" : "  (use " + from + ")"));
    item.setSortText((from.isEmpty() ? "2" : "3") + name);
    document(item, symbol);
    if (!from.isEmpty()) {
      int line = firstFreeLine();
      Position place = new Position(line, 0);
      item.setAdditionalTextEdits(
          List.of(
              new TextEdit(new Range(place, place), "use " + from + ".{" + symbol.name() + "}\n")));
    }
  }

  private static void document(CompletionItem item, Symbol symbol) {
    String doc = Manual.doc(symbol.declaration());
    if (!doc.isEmpty()) {
      item.setDocumentation(new MarkupContent(MarkupKind.MARKDOWN, doc));
    }
  }

  /** The line behind the last {@code use}, else behind the comments at the top. */
  private int firstFreeLine() {
    String[] lines = document.text().split("\n", -1);
    int free = 0;
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].startsWith("use ")) {
        free = i + 1;
      } else if (free == i && lines[i].startsWith("#") && !lines[i].startsWith("##")) {
        free = i + 1;
      }
    }
    return free;
  }

  private static CompletionItemKind kind(Symbol symbol) {
    if (symbol.isConstructor()) {
      return CompletionItemKind.Class;
    } else if (symbol.isConstant()) {
      return CompletionItemKind.Constant;
    }
    return CompletionItemKind.Function;
  }
}
