package org.netwright.frontend.syntax;

/** The nodes right below the forms that have a value. */
final class ExpressionChildren implements Expression.Visitor<NodeList> {
  static final ExpressionChildren INSTANCE = new ExpressionChildren();

  private ExpressionChildren() {}

  @Override
  public NodeList intLiteral(Expression.IntLiteral literal) {
    return NodeList.none();
  }

  @Override
  public NodeList floatLiteral(Expression.FloatLiteral literal) {
    return NodeList.none();
  }

  @Override
  public NodeList durationLiteral(Expression.DurationLiteral literal) {
    return NodeList.none();
  }

  @Override
  public NodeList boolLiteral(Expression.BoolLiteral literal) {
    return NodeList.none();
  }

  @Override
  public NodeList noneLiteral(Expression.NoneLiteral literal) {
    return NodeList.none();
  }

  @Override
  public NodeList text(Expression.Text text) {
    NodeList found = NodeList.none();
    text.parts().forEach(part -> found.and(part.expression()));
    return found;
  }

  @Override
  public NodeList reference(Expression.Reference reference) {
    return NodeList.none().and(reference.name());
  }

  @Override
  public NodeList it(Expression.It it) {
    return NodeList.none();
  }

  @Override
  public NodeList unary(Expression.Unary unary) {
    return NodeList.none().and(unary.operand());
  }

  @Override
  public NodeList binary(Expression.Binary binary) {
    return NodeList.none().and(binary.left()).and(binary.right());
  }

  @Override
  public NodeList comparison(Expression.Comparison comparison) {
    return NodeList.none().and(comparison.operands());
  }

  @Override
  public NodeList call(Expression.Call call) {
    return NodeList.none().and(call.target()).and(call.arguments()).and(call.block());
  }

  @Override
  public NodeList member(Expression.Member member) {
    return NodeList.none().and(member.target()).and(member.name());
  }

  @Override
  public NodeList subscript(Expression.Subscript subscript) {
    NodeList found = NodeList.none().and(subscript.target());
    subscript.indices().forEach(found::and);
    return found;
  }

  @Override
  public NodeList tap(Expression.Tap tap) {
    return NodeList.none().and(tap.target()).and(tap.path());
  }

  @Override
  public NodeList pathPattern(Expression.PathPattern pattern) {
    return NodeList.none().and(pattern.path());
  }

  @Override
  public NodeList marked(Expression.Marked marked) {
    return NodeList.none().and(marked.operand());
  }

  @Override
  public NodeList tuple(Expression.Tuple tuple) {
    return NodeList.none().and(tuple.fields());
  }

  @Override
  public NodeList list(Expression.ListOf list) {
    return NodeList.none().and(list.elements());
  }

  @Override
  public NodeList comprehension(Expression.Comprehension comprehension) {
    return NodeList.none()
        .and(comprehension.element())
        .and(comprehension.clauses())
        .and(comprehension.condition());
  }

  @Override
  public NodeList choose(Expression.If choice) {
    return NodeList.none().and(choice.condition()).and(choice.then()).and(choice.otherwise());
  }

  @Override
  public NodeList select(Expression.Select select) {
    return NodeList.none().and(select.arms());
  }

  @Override
  public NodeList pipe(Expression.Pipe pipe) {
    return NodeList.none().and(pipe.head()).and(pipe.stages());
  }

  @Override
  public NodeList loop(Expression.Loop loop) {
    return NodeList.none()
        .and(loop.pattern())
        .and(loop.over())
        .and(loop.counter())
        .and(loop.until())
        .and(loop.body());
  }

  @Override
  public NodeList block(Expression.BlockLayer block) {
    return NodeList.none().and(block.block());
  }
}
