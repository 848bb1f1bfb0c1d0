package org.netwright.frontend.parse;

import static org.netwright.grammar.NetLexer.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.netwright.grammar.NetParser;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;

/** Mistakes where declarations begin and in their headers. */
final class HeaderMistakes {
  /** What other languages call it. */
  private static final Map<String, String> HABITS =
      Map.ofEntries(
          Map.entry("def", "fn"),
          Map.entry("func", "fn"),
          Map.entry("fun", "fn"),
          Map.entry("function", "fn"),
          Map.entry("import", "use"),
          Map.entry("include", "use"),
          Map.entry("from", "use"),
          Map.entry("class", "layer"),
          Map.entry("module", "layer"),
          Map.entry("struct", "layer"),
          Map.entry("network", "model"),
          Map.entry("let", "const"),
          Map.entry("var", "const"),
          Map.entry("val", "const"),
          Map.entry("dataset", "data"),
          Map.entry("experiment", "recipe"),
          Map.entry("training", "recipe"));

  private static final List<String> OF_RECIPES =
      List.of("train", "evaluate", "net", "keep", "stage", "predict", "minimize", "report", "run");

  private HeaderMistakes() {}

  static Optional<Diagnostic> describe(Mistake mistake) {
    if (mistake.in(NetParser.FileContext.class) || mistake.in(NetParser.DeclarationContext.class)) {
      return declaration(mistake);
    }
    if (mistake.in(NetParser.ParametersContext.class) && mistake.expects(OPEN_PAREN)) {
      return secondList(mistake);
    }
    if (mistake.in(NetParser.ParametersContext.class) && Mistake.isName(mistake.found())) {
      return Optional.of(
          SyntaxMessages.missingComma(
              mistake.place(), "parameters", new Edit(mistake.behind(), ",")));
    }
    if (mistake.in(NetParser.ParameterContext.class) && mistake.expects(COLON)) {
      Token name = mistake.before(1).orElse(mistake.found());
      if (Mistake.isName(mistake.found())) {
        String swapped = mistake.found().getText() + ": " + name.getText();
        return Optional.of(
            SyntaxMessages.typeFirst(
                mistake.place(name),
                new Edit(mistake.source().span(name, mistake.found()), swapped)));
      }
      return Optional.of(SyntaxMessages.parameterWithoutType(mistake.place(name), name.getText()));
    }
    if (mistake.in(NetParser.UseDeclarationContext.class)) {
      return Optional.of(SyntaxMessages.use(mistake.place(), mistake.foundName()));
    }
    return promise(mistake);
  }

  private static Optional<Diagnostic> declaration(Mistake mistake) {
    Token found = mistake.found();
    String word = found.getText();
    if (mistake.found(AS) && isBehindUse(mistake)) {
      return Optional.of(SyntaxMessages.use(mistake.place(), "`as`"));
    }
    if (!mistake.begins(0)) {
      return mistake.expects(LINE_END) && Keywords.DECLARATIONS.contains(word)
          ? Optional.of(
              SyntaxMessages.declarationOnNewLine(
                  mistake.place(), word, mistake.insertBefore(found, "\n")))
          : Optional.empty();
    }
    if (OF_RECIPES.contains(word)) {
      return Optional.of(SyntaxMessages.statementOutside(mistake.place(), word, "recipe"));
    }
    if (word.isEmpty() || !Character.isLetter(word.charAt(0))) {
      return Optional.empty();
    }
    Optional<String> meant =
        Optional.ofNullable(HABITS.get(word)).or(() -> Nearest.to(word, Keywords.DECLARATIONS));
    return Optional.of(
        SyntaxMessages.noDeclaration(
            mistake.place(),
            word,
            meant,
            meant.map(right -> mistake.replace(found, right)),
            String.join(", ", Keywords.DECLARATIONS)));
  }

  private static boolean isBehindUse(Mistake mistake) {
    if (!(mistake.rule() instanceof NetParser.FileContext file) || file.declaration().isEmpty()) {
      return false;
    }
    List<NetParser.DeclarationContext> all = file.declaration();
    return all.get(all.size() - 1).useDeclaration() != null;
  }

  /** A layer or a quantizer with one list: it is the inputs that were written. */
  private static Optional<Diagnostic> secondList(Mistake mistake) {
    boolean second =
        mistake.rule().getParent() instanceof NetParser.LayerDeclarationContext layer
                && layer.hyperparameters != null
            || mistake.rule().getParent() instanceof NetParser.QuantizerDeclarationContext quantizer
                && quantizer.hyperparameters != null;
    if (!second || !mistake.before(1, CLOSE_PAREN)) {
      return Optional.empty();
    }
    Token first = ((NetParser.ParametersContext) mistake.rule().getParent().getChild(2)).getStart();
    String kind = mistake.rule().getParent().getChild(0).getText();
    return Optional.of(
        SyntaxMessages.oneList(
            mistake.source().span(first, mistake.before(1).orElse(first)),
            kind,
            mistake.insertBefore(first, "()")));
  }

  private static Optional<Diagnostic> promise(Mistake mistake) {
    Token found = mistake.found();
    boolean direction = found.getText().equals("higher") || found.getText().equals("lower");
    if (direction && mistake.expects(BETTER)) {
      return Optional.of(
          SyntaxMessages.promiseWithoutWord(
              mistake.place(), found.getText(), "better", mistake.insertBefore(found, "better ")));
    }
    if (found.getType() == INT && mistake.expects(BITS)) {
      return Optional.of(
          SyntaxMessages.promiseWithoutWord(
              mistake.place(), found.getText(), "bits", mistake.insertBefore(found, "bits ")));
    }
    return Optional.empty();
  }
}
