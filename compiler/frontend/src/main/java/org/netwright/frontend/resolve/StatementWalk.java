package org.netwright.frontend.resolve;

import java.util.Optional;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;

/** The statements of a {@link BodyWalk}. */
final class StatementWalk implements Statement.Visitor<Optional<Void>> {
  private static final Optional<Void> DONE = Optional.empty();

  private final BodyWalk walk;

  StatementWalk(BodyWalk walk) {
    this.walk = walk;
  }

  @Override
  public Optional<Void> let(Statement.Let let) {
    if (let.pattern() instanceof Pattern.Whole whole && isNameable(let.value())) {
      walk.letValue(whole.name(), let.value());
    } else {
      walk.expression(let.value());
    }
    let.type().ifPresent(walk::type);
    walk.pattern(let.pattern());
    return DONE;
  }

  /** A constructor, one behind a marker, or a loop takes the name; so do the elements of a list. */
  private static boolean isNameable(Expression value) {
    return value instanceof Expression.Call
        || value instanceof Expression.Loop
        || value instanceof Expression.Comprehension
        || value instanceof Expression.Marked marked && isNameable(marked.operand());
  }

  @Override
  public Optional<Void> param(Statement.Param param) {
    walk.type(param.type());
    walk.expression(param.initial());
    walk.ownName(param.name());
    walk.defineOnce(param.name());
    return DONE;
  }

  @Override
  public Optional<Void> state(Statement.State state) {
    walk.type(state.type());
    walk.expression(state.initial());
    walk.ownName(state.name());
    walk.defineOnce(state.name());
    return DONE;
  }

  @Override
  public Optional<Void> update(Statement.Update update) {
    walk.expression(
        new Expression.Reference(update.target().get(0), update.target().get(0).span()));
    return walk.expression(update.value());
  }

  @Override
  public Optional<Void> require(Statement.Require require) {
    walk.expression(require.condition());
    require.message().ifPresent(walk::expression);
    return DONE;
  }

  @Override
  public Optional<Void> check(Statement.Check check) {
    walk.expression(check.condition());
    check.type().ifPresent(t -> walk.inNewLocals(() -> walk.type(t)));
    check.message().ifPresent(walk::expression);
    return DONE;
  }

  @Override
  public Optional<Void> returns(Statement.Return returned) {
    return walk.expression(returned.value());
  }

  @Override
  public Optional<Void> minimize(Statement.Minimize minimize) {
    walk.expression(minimize.loss());
    walk.paths(minimize.over());
    walk.paths(minimize.except());
    return walk.expression(minimize.chain());
  }

  @Override
  public Optional<Void> report(Statement.Report report) {
    report.items().forEach(i -> walk.expression(i.value()));
    return DONE;
  }

  @Override
  public Optional<Void> data(Statement.Data data) {
    data.type().ifPresent(t -> walk.inNewLocals(() -> walk.type(t)));
    walk.expression(data.value());
    walk.defineOnce(data.name());
    return DONE;
  }

  @Override
  public Optional<Void> net(Statement.Net net) {
    walk.letValue(net.name(), net.value());
    net.source().ifPresent(walk::expression);
    walk.defineOnce(net.name());
    return DONE;
  }

  @Override
  public Optional<Void> stage(Statement.Stage stage) {
    walk.body(stage.body());
    return DONE;
  }

  @Override
  public Optional<Void> train(Statement.Train train) {
    walk.expression(train.length());
    walk.expression(train.data());
    walk.inNewLocals(
        () -> {
          walk.pattern(train.pattern());
          walk.body(train.body());
        });
    return DONE;
  }

  @Override
  public Optional<Void> evaluate(Statement.Evaluate evaluate) {
    evaluate.every().ifPresent(walk::expression);
    walk.expression(evaluate.data());
    walk.inNewLocals(
        () -> {
          walk.pattern(evaluate.pattern());
          walk.body(evaluate.body());
        });
    return DONE;
  }

  @Override
  public Optional<Void> predict(Statement.Predict predict) {
    walk.inNewLocals(
        () -> {
          predict.inputs().forEach(walk::parameter);
          walk.body(predict.body());
        });
    return DONE;
  }

  @Override
  public Optional<Void> keep(Statement.Keep keep) {
    return DONE;
  }

  @Override
  public Optional<Void> result(Statement.Result result) {
    return walk.expression(result.value());
  }
}
