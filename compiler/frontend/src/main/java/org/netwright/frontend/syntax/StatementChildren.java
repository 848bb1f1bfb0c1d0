package org.netwright.frontend.syntax;

/** The nodes right below the forms in a block. */
final class StatementChildren implements Statement.Visitor<NodeList> {
  static final StatementChildren INSTANCE = new StatementChildren();

  private StatementChildren() {}

  @Override
  public NodeList let(Statement.Let let) {
    return NodeList.none().and(let.pattern()).and(let.type()).and(let.value());
  }

  @Override
  public NodeList param(Statement.Param param) {
    return NodeList.none()
        .and(param.name())
        .and(param.type())
        .and(param.initial())
        .and(param.role());
  }

  @Override
  public NodeList state(Statement.State state) {
    return NodeList.none()
        .and(state.name())
        .and(state.type())
        .and(state.initial())
        .and(state.source());
  }

  @Override
  public NodeList update(Statement.Update update) {
    return NodeList.none().and(update.target()).and(update.value());
  }

  @Override
  public NodeList require(Statement.Require require) {
    return NodeList.none().and(require.condition()).and(require.message());
  }

  @Override
  public NodeList check(Statement.Check check) {
    return NodeList.none().and(check.condition()).and(check.type()).and(check.message());
  }

  @Override
  public NodeList returns(Statement.Return returned) {
    return NodeList.none().and(returned.value());
  }

  @Override
  public NodeList minimize(Statement.Minimize minimize) {
    return NodeList.none()
        .and(minimize.name())
        .and(minimize.loss())
        .and(minimize.over())
        .and(minimize.except())
        .and(minimize.chain());
  }

  @Override
  public NodeList report(Statement.Report report) {
    return NodeList.none().and(report.items());
  }

  @Override
  public NodeList data(Statement.Data data) {
    return NodeList.none().and(data.name()).and(data.type()).and(data.value());
  }

  @Override
  public NodeList net(Statement.Net net) {
    return NodeList.none().and(net.name()).and(net.value()).and(net.source()).and(net.rules());
  }

  @Override
  public NodeList stage(Statement.Stage stage) {
    return NodeList.none().and(stage.name()).and(stage.body());
  }

  @Override
  public NodeList train(Statement.Train train) {
    return NodeList.none()
        .and(train.length())
        .and(train.data())
        .and(train.pattern())
        .and(train.body());
  }

  @Override
  public NodeList evaluate(Statement.Evaluate evaluate) {
    return NodeList.none()
        .and(evaluate.every())
        .and(evaluate.data())
        .and(evaluate.pattern())
        .and(evaluate.body());
  }

  @Override
  public NodeList predict(Statement.Predict predict) {
    return NodeList.none().and(predict.name()).and(predict.inputs()).and(predict.body());
  }

  @Override
  public NodeList keep(Statement.Keep keep) {
    return NodeList.none().and(keep.which()).and(keep.by());
  }

  @Override
  public NodeList result(Statement.Result result) {
    return NodeList.none().and(result.value());
  }
}
