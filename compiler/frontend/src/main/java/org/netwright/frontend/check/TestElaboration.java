package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.CompiledFile.NumberRunner;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.program.TestResult;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** One {@code test} block: its checks in order, each judged by itself (definitions C27). */
final class TestElaboration implements BodyEffects {
  private static final int SHOWN_ELEMENTS = 8;

  private final Elaborator elaborator;
  private final Declaration.Test test;
  private final Probes probes;
  private final List<TestResult.Failure> failures = new ArrayList<>();

  TestElaboration(Elaborator elaborator, Declaration.Test test, Optional<NumberRunner> numbers) {
    this.elaborator = elaborator;
    this.test = test;
    this.probes = new Probes(elaborator, numbers);
  }

  /** Elaborates the block; mistakes in it are findings of the elaborator. */
  TestResult run() {
    elaborator.words(probes);
    Scope scope = Scope.top(new Place(elaborator.program.main(), "", List.of(), true));
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.CHECK, "");
    elaborator.in(
        step,
        Truth.NO,
        () -> elaborator.with(this, () -> elaborator.bodies.run(test.body(), scope)));
    return new TestResult(test.name().text(), failures.isEmpty(), failures, test.name().span());
  }

  @Override
  public String where() {
    return "a test";
  }

  @Override
  public Bodies.Outcome check(Statement.Check check, Scope scope) {
    try {
      return judged(check, scope);
    } catch (DiagnosticException mistake) {
      if (mistake.diagnostics().isEmpty()) {
        demandAnswer(check);
      }
      throw mistake;
    }
  }

  /** A check that comes to nothing, with nothing said about it, does not hold. */
  private void demandAnswer(Statement.Check check) {
    if (!elaborator.findings.hasErrors()) {
      fail("`" + Source.text(check.condition()) + "` has no answer", check.span());
    }
  }

  private Bodies.Outcome judged(Statement.Check check, Scope scope) {
    if (check.type().isPresent()) {
      probes.demandResult(check, scope);
      return Bodies.Outcome.GOES_ON;
    }
    List<String> parts = new ArrayList<>();
    Truth holds = truth(check.condition(), scope, parts);
    if (holds == Truth.NO) {
      String message =
          check
              .message()
              .map(m -> elaborator.evaluate(m, scope))
              .map(m -> m instanceof Denotation.TextStatic t ? t.value() + ": " : "")
              .orElse("");
      fail(
          message
              + "`"
              + Source.text(check.condition())
              + "` does not hold"
              + (parts.isEmpty() ? "" : "; " + String.join(", ", parts)),
          check.span());
    }
    if (holds == Truth.OPEN) {
      demandAnswer(check);
    }
    return Bodies.Outcome.GOES_ON;
  }

  private void fail(String message, Span place) {
    failures.add(new TestResult.Failure(message, place));
  }

  /** Whether a condition holds; adds the value of each part. */
  private Truth truth(Expression condition, Scope scope, List<String> parts) {
    if (condition instanceof Expression.Binary binary
        && (binary.operator() == BinaryOperator.AND || binary.operator() == BinaryOperator.OR)) {
      Truth left = truth(binary.left(), scope, parts);
      Truth right = truth(binary.right(), scope, parts);
      return binary.operator() == BinaryOperator.AND ? left.and(right) : left.or(right);
    } else if (condition instanceof Expression.Unary unary
        && unary.operator() == Expression.UnaryOperator.NOT) {
      return truth(unary.operand(), scope, parts).not();
    } else if (condition instanceof Expression.Comparison comparison) {
      List<Denotation> operands = new ArrayList<>();
      for (Expression operand : comparison.operands()) {
        Denotation value = elaborator.evaluate(operand, scope);
        operands.add(value);
        if (!isLiteral(operand)) {
          parts.add(Source.text(operand) + " = " + shown(value));
        }
      }
      if (operands.size() == 2
          && operands.get(0) instanceof ListDenotation left
          && operands.get(1) instanceof ListDenotation right) {
        difference(left, right).ifPresent(parts::add);
      }
      return judge(
          elaborator.operators.comparison(operands, comparison.operators(), comparison.span()),
          condition);
    }
    Denotation value = elaborator.evaluate(condition, scope);
    probes.reason().ifPresent(parts::add);
    return judge(value, condition);
  }

  /** A long list by its first elements. */
  private static String shown(Denotation value) {
    if (!(value instanceof ListDenotation list) || list.elements().size() <= SHOWN_ELEMENTS) {
      return Shown.value(value);
    }
    String first = Shown.value(new ListDenotation(list.elements().subList(0, SHOWN_ELEMENTS)));
    return "%s and %d more"
        .formatted(
            first.substring(0, first.length() - 1) + ", …]",
            list.elements().size() - SHOWN_ELEMENTS);
  }

  /** What one of two lists lacks. */
  private static Optional<String> difference(ListDenotation left, ListDenotation right) {
    List<Denotation> onlyLeft = new ArrayList<>(left.elements());
    List<Denotation> onlyRight = new ArrayList<>(right.elements());
    onlyLeft.removeAll(right.elements());
    onlyRight.removeAll(left.elements());
    List<String> said = new ArrayList<>();
    if (!onlyLeft.isEmpty()) {
      said.add("only the first has " + shown(new ListDenotation(onlyLeft)));
    }
    if (!onlyRight.isEmpty()) {
      said.add("only the second has " + shown(new ListDenotation(onlyRight)));
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", said));
  }

  private static boolean isLiteral(Expression expression) {
    return expression instanceof Expression.IntLiteral
        || expression instanceof Expression.FloatLiteral
        || expression instanceof Expression.BoolLiteral
        || expression instanceof Expression.Text
        || expression instanceof Expression.ListOf list
            && list.elements().stream().allMatch(TestElaboration::isLiteral);
  }

  private Truth judge(Denotation value, Expression condition) {
    if (value instanceof BoolStatic bool) {
      return bool.value();
    } else if (value.isError()) {
      return Truth.OPEN;
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting("a check", condition.span(), condition.span()), "a bool", value));
  }

  /** The tests of a file, by the order of the text. */
  static List<Declaration.Test> of(List<Declaration> declarations) {
    return declarations.stream()
        .filter(d -> d instanceof Declaration.Test)
        .map(d -> (Declaration.Test) d)
        .toList();
  }
}
