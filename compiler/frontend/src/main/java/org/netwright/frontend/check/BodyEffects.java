package org.netwright.frontend.check;

import java.util.Optional;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * What the statements that only recipes and tests may hold do at the place where they stand. Each
 * is a mistake unless the place gives it a meaning.
 */
interface BodyEffects {
  /** The place, for messages: {@code a train block}. */
  String where();

  private DiagnosticException misplaced(String word, Span span) {
    return new DiagnosticException(BodyMessages.misplaced(word, where(), span));
  }

  default Bodies.Outcome check(Statement.Check check, Scope scope) {
    throw misplaced("check", check.span());
  }

  default Bodies.Outcome minimize(Statement.Minimize minimize, Scope scope) {
    throw misplaced("minimize", minimize.span());
  }

  default Bodies.Outcome report(Statement.Report report, Scope scope) {
    throw misplaced("report", report.span());
  }

  default Bodies.Outcome data(Statement.Data data, Scope scope) {
    throw misplaced("data", data.span());
  }

  default Bodies.Outcome net(Statement.Net net, Scope scope) {
    throw misplaced("net", net.span());
  }

  default Bodies.Outcome stage(Statement.Stage stage, Scope scope) {
    throw misplaced("stage", stage.span());
  }

  default Bodies.Outcome train(Statement.Train train, Scope scope) {
    throw misplaced("train", train.span());
  }

  default Bodies.Outcome evaluate(Statement.Evaluate evaluate, Scope scope) {
    throw misplaced("evaluate", evaluate.span());
  }

  default Bodies.Outcome predict(Statement.Predict predict, Scope scope) {
    throw misplaced("predict", predict.span());
  }

  default Bodies.Outcome keep(Statement.Keep keep, Scope scope) {
    throw misplaced("keep", keep.span());
  }

  /** An update of a whole net, if the place knows any. */
  default Optional<Bodies.Outcome> updateNet(Statement.Update update, Scope scope) {
    return Optional.empty();
  }

  /** An expression that stands alone, such as {@code run X()}. */
  default Optional<Bodies.Outcome> standingAlone(Expression value, Scope scope) {
    return Optional.empty();
  }

  /** The answer of a statement {@code if} over a clock, if it is one and has a meaning here. */
  default Optional<Truth> clockCondition(Expression.If choice, Scope scope) {
    return Optional.empty();
  }

  /** The value of a {@code let}, if the place gives it a meaning of its own. */
  default Optional<Denotation> let(Statement.Let let, Scope scope) {
    return Optional.empty();
  }

  /** A state with {@code from}. */
  default Bodies.Outcome stateFrom(Statement.State state, Variable made, Scope scope) {
    throw misplaced("from", state.source().map(Expression::span).orElse(state.span()));
  }
}
