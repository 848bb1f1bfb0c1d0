package org.netwright.frontend.parse;

import static org.netwright.grammar.NetLexer.*;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.netwright.grammar.NetParser;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;

/** Mistakes where statements begin and end, and in the forms of single statements. */
final class StatementMistakes {
  private static final List<String> STATEMENTS =
      List.of(
          "let",
          "param",
          "update",
          "minimize",
          "report",
          "require",
          "return",
          "check",
          "data",
          "net",
          "stage",
          "state",
          "train",
          "evaluate",
          "keep",
          "predict");

  private static final Map<String, String> HABITS =
      Map.ofEntries(
          Map.entry("var", "let"),
          Map.entry("val", "let"),
          Map.entry("const", "let"),
          Map.entry("set", "let"),
          Map.entry("assert", "require"),
          Map.entry("minimise", "minimize"),
          Map.entry("eval", "evaluate"),
          Map.entry("print", "report"),
          Map.entry("log", "report"),
          Map.entry("yield", "return"));

  private StatementMistakes() {}

  static Optional<Diagnostic> describe(Mistake mistake) {
    if (mistake.in(NetParser.BlockContext.class)) {
      return mistake.expects(OPEN_BRACE) && !mistake.expects(CLOSE_BRACE)
          ? missingBlock(mistake)
          : betweenStatements(mistake);
    }
    if (mistake.found(FOR) && mistake.in(NetParser.LoopContext.class)) {
      return Optional.of(
          SyntaxMessages.forInLoop(mistake.place(), mistake.replace(mistake.found(), "")));
    }
    if (mistake.found(ASSIGN) && mistake.in(NetParser.ArmContext.class)) {
      return Optional.of(
          SyntaxMessages.armWithEquals(mistake.place(), mistake.replace(mistake.found(), ":")));
    }
    if (mistake.found(COLON) && mistake.in(NetParser.AssignRuleContext.class)) {
      return Optional.of(
          SyntaxMessages.ruleWithColon(mistake.place(), mistake.replace(mistake.found(), "=")));
    }
    if (mistake.in(NetParser.MinimizeStatementContext.class) && mistake.expects(USING)) {
      return Optional.of(missingUsing(mistake));
    }
    boolean pass =
        mistake.in(NetParser.TrainStatementContext.class)
            || mistake.in(NetParser.EvaluateStatementContext.class);
    return pass ? missingPartOfPass(mistake) : Optional.empty();
  }

  /** A header without its block. */
  private static Optional<Diagnostic> missingBlock(Mistake mistake) {
    String found = mistake.foundName();
    boolean condition =
        mistake.under(NetParser.ChoiceContext.class)
            || mistake.backwards().anyMatch(token -> token.getType() == WHERE);
    if (mistake.found(ASSIGN) && condition) {
      return Optional.of(
          CharacterMessages.equalsInCondition(
              mistake.place(), mistake.replace(mistake.found(), "==")));
    }
    if (Mistake.isName(mistake.found()) && mistake.found().getText().equals("is")) {
      return Optional.of(BlockMessages.isComparison(mistake.place()));
    }
    if (mistake.found(COLON)) {
      return Optional.of(BlockMessages.colonForBlock(mistake.place()));
    }
    return Optional.of(BlockMessages.missingBlock(mistake.place(), found));
  }

  private static Optional<Diagnostic> betweenStatements(Mistake mistake) {
    Token found = mistake.found();
    Optional<Token> name = mistake.before(1).filter(Mistake::isName);
    if (mistake.found(FOR) || mistake.begins(0) && found.getText().equals("while")) {
      return Optional.of(loop(mistake));
    }
    if (mistake.found(ASSIGN)) {
      return Optional.of(assignment(mistake, name));
    }
    if (mistake.found(COLON) && name.isPresent() && mistake.begins(1)) {
      return Optional.of(missingLet(mistake, name.get()));
    }
    Optional<Diagnostic> report = report(mistake);
    if (report.isPresent()) {
      return report;
    }
    Optional<Diagnostic> mistyped = name.flatMap(word -> mistyped(mistake, word));
    if (mistyped.isPresent()) {
      return mistyped;
    }
    if (STATEMENTS.contains(found.getText()) && !mistake.begins(0)) {
      return Optional.of(
          SyntaxMessages.twoStatements(
              mistake.place(), found.getText(), new Edit(mistake.behind(), ";")));
    }
    return Optional.empty();
  }

  private static Diagnostic loop(Mistake mistake) {
    return SyntaxMessages.foreignLoop(
        mistake.place(),
        mistake.found().getText(),
        mistake.found(FOR)
            ? Optional.of(mistake.replace(mistake.found(), "repeat"))
            : Optional.empty());
  }

  private static Diagnostic assignment(Mistake mistake, Optional<Token> name) {
    if (name.isPresent() && mistake.begins(1)) {
      return missingLet(mistake, name.get());
    }
    NetParser.BlockContext block = (NetParser.BlockContext) mistake.rule();
    int last = block.statement().size() - 1;
    NetParser.StatementContext before = last < 0 ? null : block.statement(last);
    if (before instanceof NetParser.CheckStatementContext
        || before instanceof NetParser.RequireStatementContext) {
      return CharacterMessages.equalsInCondition(
          mistake.place(), mistake.replace(mistake.found(), "=="));
    }
    Optional<Edit> edit =
        before instanceof NetParser.ResultStatementContext
            ? Optional.of(mistake.insertBefore(before.getStart(), "update "))
            : Optional.empty();
    return CharacterMessages.assignment(mistake.place(), "=", edit);
  }

  private static Diagnostic missingLet(Mistake mistake, Token name) {
    return SyntaxMessages.missingLet(
        mistake.place(name), name.getText(), mistake.insertBefore(name, "let "));
  }

  /** {@code report e as name}. */
  private static Optional<Diagnostic> report(Mistake mistake) {
    NetParser.BlockContext block = (NetParser.BlockContext) mistake.rule();
    int last = block.statement().size() - 1;
    if (!mistake.found(AS)
        || last < 0
        || !(block.statement(last) instanceof NetParser.ReportStatementContext report)) {
      return Optional.empty();
    }
    NetParser.ReportItemContext item = report.reportItem(report.reportItem().size() - 1);
    Token name = mistake.tokens().LT(2);
    if (!Mistake.isName(name) || item.getStop() == null) {
      return Optional.of(SyntaxMessages.reportAs(mistake.place(), Optional.empty()));
    }
    String text = name.getText() + " = " + mistake.text(item.getStart(), item.getStop());
    Edit edit = new Edit(mistake.source().span(item.getStart(), name), text);
    return Optional.of(SyntaxMessages.reportAs(mistake.place(), Optional.of(edit)));
  }

  /** {@code lett y = x}: a first word that means nothing before a second one. */
  private static Optional<Diagnostic> mistyped(Mistake mistake, Token word) {
    if (!mistake.begins(1) || !Mistake.beginsValue(mistake.found())) {
      return Optional.empty();
    }
    if (word.getText().equals("while")) {
      return Optional.of(
          SyntaxMessages.foreignLoop(mistake.place(word), "while", Optional.empty()));
    }
    if (word.getText().equals("elif")) {
      return Optional.of(
          SyntaxMessages.elif(mistake.place(word), mistake.replace(word, "else if")));
    }
    return Optional.ofNullable(HABITS.get(word.getText()))
        .or(() -> Nearest.to(word.getText(), STATEMENTS))
        .map(
            meant ->
                SyntaxMessages.noStatement(
                    mistake.place(word), word.getText(), meant, mistake.replace(word, meant)));
  }

  private static Diagnostic missingUsing(Mistake mistake) {
    Optional<Edit> edit =
        Mistake.isName(mistake.found())
            ? Optional.of(mistake.insertBefore(mistake.found(), "using "))
            : Optional.empty();
    return SyntaxMessages.missingUsing(mistake.place(), edit);
  }

  private static Optional<Diagnostic> missingPartOfPass(Mistake mistake) {
    if (mistake.expects(ON)) {
      Optional<Edit> edit =
          Mistake.isName(mistake.found())
              ? Optional.of(mistake.insertBefore(mistake.found(), "on "))
              : Optional.empty();
      return Optional.of(
          SyntaxMessages.missingOn(mistake.place(), mistake.rule().getStart().getText(), edit));
    }
    // The block was taken for an argument of the data, because `as` did not come before it.
    boolean swallowed = mistake.found(LINE_END) && mistake.before(1, CLOSE_BRACE);
    return swallowed || mistake.expects(AS)
        ? Optional.of(
            SyntaxMessages.missingAs(
                mistake.place(mistake.rule().getStart()), mistake.rule().getStart().getText()))
        : Optional.empty();
  }
}
