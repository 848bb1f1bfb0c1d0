package org.netwright.frontend.syntax;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The nodes right below a node, in the order in which the forms list them: for what looks at a
 * whole tree and not at its forms.
 */
public final class Children {
  private Children() {}

  /** Visits a node and all below it, parents first. */
  public static void walk(Node root, Consumer<Node> visit) {
    Deque<Node> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Node node = open.pop();
      visit.accept(node);
      List<Node> below = of(node);
      for (int i = below.size() - 1; i >= 0; i--) {
        open.push(below.get(i));
      }
    }
  }

  public static List<Node> of(Node node) {
    if (node instanceof Declaration declaration) {
      return declaration.accept(OfDeclaration.INSTANCE).nodes;
    } else if (node instanceof Statement statement) {
      return statement.accept(OfStatement.INSTANCE).nodes;
    } else if (node instanceof Expression expression) {
      return expression.accept(OfExpression.INSTANCE).nodes;
    } else if (node instanceof TypeExpression type) {
      return ofType(type).nodes;
    } else if (node instanceof Selector selector) {
      return ofSelector(selector).nodes;
    }
    return ofPart(node).nodes;
  }

  /** Collects nodes. */
  private static final class Found {
    private final List<Node> nodes = new ArrayList<>();

    Found and(Node node) {
      nodes.add(node);
      return this;
    }

    Found and(Optional<? extends Node> node) {
      node.ifPresent(nodes::add);
      return this;
    }

    Found and(List<? extends Node> more) {
      nodes.addAll(more);
      return this;
    }
  }

  private static Found none() {
    return new Found();
  }

  private static Found ofType(TypeExpression type) {
    if (type instanceof TypeExpression.Word word) {
      return none().and(word.name());
    } else if (type instanceof TypeExpression.Tensor tensor) {
      return none().and(tensor.element()).and(tensor.dims());
    } else if (type instanceof TypeExpression.ListOf list) {
      return none().and(list.element());
    } else if (type instanceof TypeExpression.OptionalOf optional) {
      return none().and(optional.type());
    } else if (type instanceof TypeExpression.Choice choice) {
      return none().and(choice.choices());
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      return none().and(tuple.fields());
    }
    TypeExpression.Function function = (TypeExpression.Function) type;
    return none().and(function.from()).and(function.to());
  }

  private static Found ofSelector(Selector selector) {
    if (selector instanceof Selector.Not not) {
      return none().and(not.operand());
    } else if (selector instanceof Selector.And and) {
      return none().and(and.left()).and(and.right());
    } else if (selector instanceof Selector.Or or) {
      return none().and(or.left()).and(or.right());
    }
    return none().and(((Selector.Path) selector).segments());
  }

  /** The pieces that belong to no family. */
  private static Found ofPart(Node node) {
    if (node instanceof SourceUnit unit) {
      return none().and(unit.declarations());
    } else if (node instanceof Block block) {
      return none().and(block.statements());
    } else if (node instanceof Pattern.Whole whole) {
      return none().and(whole.name());
    } else if (node instanceof Pattern.Parts parts) {
      return none().and(parts.items());
    } else if (node instanceof Pattern.Item item) {
      return none().and(item.pattern()).and(item.alias());
    } else if (node instanceof Declaration.Parameter parameter) {
      return none().and(parameter.name()).and(parameter.type()).and(parameter.defaultValue());
    } else if (node instanceof Declaration.Constraint constraint) {
      return none().and(constraint.condition()).and(constraint.message());
    } else if (node instanceof Declaration.Promise promise) {
      return none().and(promise.word()).and(promise.value());
    } else if (node instanceof Expression.Argument argument) {
      return none().and(argument.name()).and(argument.value());
    } else if (node instanceof Expression.Comprehension.Clause clause) {
      return none().and(clause.pattern()).and(clause.values());
    } else if (node instanceof Expression.Select.Arm arm) {
      return none().and(arm.term()).and(arm.value());
    } else if (node instanceof Statement.Report.Item item) {
      return none().and(item.name()).and(item.value());
    } else if (node instanceof Statement.Rule.Assign assign) {
      return none().and(assign.target()).and(assign.value());
    } else if (node instanceof Statement.Rule.Unused unused) {
      return none().and(unused.pattern()).and(unused.name());
    } else if (node instanceof TypeExpression.DimExpression dim) {
      return none().and(dim.value());
    } else if (node instanceof TypeExpression.Field field) {
      return none().and(field.name()).and(field.type());
    } else if (node instanceof Selector.Segment segment) {
      return none().and(segment.word()).and(segment.choice()).and(segment.indices());
    } else if (node instanceof Name) {
      return none();
    }
    throw new IllegalStateException(node.getClass() + " is a node whose parts are not known");
  }

  /** The forms at the top level. */
  private static final class OfDeclaration implements Declaration.Visitor<Found> {
    private static final OfDeclaration INSTANCE = new OfDeclaration();

    @Override
    public Found use(Declaration.Use use) {
      Found found = none().and(use.path());
      use.items().forEach(item -> found.and(item.name()).and(item.alias()));
      return found;
    }

    @Override
    public Found constant(Declaration.Const constant) {
      return none().and(constant.name()).and(constant.type()).and(constant.value());
    }

    @Override
    public Found fn(Declaration.Fn fn) {
      return none()
          .and(fn.name())
          .and(fn.parameters())
          .and(fn.result())
          .and(fn.constraints())
          .and(fn.body());
    }

    @Override
    public Found layer(Declaration.Layer layer) {
      return none()
          .and(layer.name())
          .and(layer.hyperparameters())
          .and(layer.inputs())
          .and(layer.result())
          .and(layer.constraints())
          .and(layer.body());
    }

    @Override
    public Found preset(Declaration.Preset preset) {
      return none().and(preset.name()).and(preset.value());
    }

    @Override
    public Found quantizer(Declaration.Quantizer quantizer) {
      return none()
          .and(quantizer.name())
          .and(quantizer.hyperparameters())
          .and(quantizer.inputs())
          .and(quantizer.result())
          .and(quantizer.promises())
          .and(quantizer.constraints())
          .and(quantizer.body());
    }

    @Override
    public Found metric(Declaration.Metric metric) {
      return none()
          .and(metric.name())
          .and(metric.parameters())
          .and(metric.result())
          .and(metric.promises())
          .and(metric.constraints())
          .and(metric.body());
    }

    @Override
    public Found data(Declaration.Data data) {
      return none().and(data.name()).and(data.type()).and(data.value());
    }

    @Override
    public Found recipe(Declaration.Recipe recipe) {
      return none()
          .and(recipe.name())
          .and(recipe.parameters())
          .and(recipe.constraints())
          .and(recipe.body());
    }

    @Override
    public Found sweep(Declaration.Sweep sweep) {
      Found found = none().and(sweep.name());
      sweep.axes().forEach(axis -> found.and(axis.name()).and(axis.values()));
      return found.and(sweep.body()).and(sweep.tabulated()).and(sweep.by());
    }

    @Override
    public Found test(Declaration.Test test) {
      return none().and(test.body());
    }

    @Override
    public Found external(Declaration.External external) {
      return none()
          .and(external.kind())
          .and(external.name())
          .and(external.parameters())
          .and(external.inputs().orElse(List.of()))
          .and(external.result())
          .and(external.promises())
          .and(external.constraints());
    }
  }

  /** The forms in a block. */
  private static final class OfStatement implements Statement.Visitor<Found> {
    private static final OfStatement INSTANCE = new OfStatement();

    @Override
    public Found let(Statement.Let let) {
      return none().and(let.pattern()).and(let.type()).and(let.value());
    }

    @Override
    public Found param(Statement.Param param) {
      return none().and(param.name()).and(param.type()).and(param.initial()).and(param.role());
    }

    @Override
    public Found state(Statement.State state) {
      return none().and(state.name()).and(state.type()).and(state.initial()).and(state.source());
    }

    @Override
    public Found update(Statement.Update update) {
      return none().and(update.target()).and(update.value());
    }

    @Override
    public Found require(Statement.Require require) {
      return none().and(require.condition()).and(require.message());
    }

    @Override
    public Found check(Statement.Check check) {
      return none().and(check.condition()).and(check.type()).and(check.message());
    }

    @Override
    public Found returns(Statement.Return returned) {
      return none().and(returned.value());
    }

    @Override
    public Found minimize(Statement.Minimize minimize) {
      return none()
          .and(minimize.name())
          .and(minimize.loss())
          .and(minimize.over())
          .and(minimize.except())
          .and(minimize.chain());
    }

    @Override
    public Found report(Statement.Report report) {
      return none().and(report.items());
    }

    @Override
    public Found data(Statement.Data data) {
      return none().and(data.name()).and(data.type()).and(data.value());
    }

    @Override
    public Found net(Statement.Net net) {
      return none().and(net.name()).and(net.value()).and(net.source()).and(net.rules());
    }

    @Override
    public Found stage(Statement.Stage stage) {
      return none().and(stage.name()).and(stage.body());
    }

    @Override
    public Found train(Statement.Train train) {
      return none().and(train.length()).and(train.data()).and(train.pattern()).and(train.body());
    }

    @Override
    public Found evaluate(Statement.Evaluate evaluate) {
      return none()
          .and(evaluate.every())
          .and(evaluate.data())
          .and(evaluate.pattern())
          .and(evaluate.body());
    }

    @Override
    public Found predict(Statement.Predict predict) {
      return none().and(predict.name()).and(predict.inputs()).and(predict.body());
    }

    @Override
    public Found keep(Statement.Keep keep) {
      return none().and(keep.which()).and(keep.by());
    }

    @Override
    public Found result(Statement.Result result) {
      return none().and(result.value());
    }
  }

  /** The forms that have a value. */
  private static final class OfExpression implements Expression.Visitor<Found> {
    private static final OfExpression INSTANCE = new OfExpression();

    @Override
    public Found intLiteral(Expression.IntLiteral literal) {
      return none();
    }

    @Override
    public Found floatLiteral(Expression.FloatLiteral literal) {
      return none();
    }

    @Override
    public Found durationLiteral(Expression.DurationLiteral literal) {
      return none();
    }

    @Override
    public Found boolLiteral(Expression.BoolLiteral literal) {
      return none();
    }

    @Override
    public Found noneLiteral(Expression.NoneLiteral literal) {
      return none();
    }

    @Override
    public Found text(Expression.Text text) {
      Found found = none();
      text.parts().forEach(part -> found.and(part.expression()));
      return found;
    }

    @Override
    public Found reference(Expression.Reference reference) {
      return none().and(reference.name());
    }

    @Override
    public Found it(Expression.It it) {
      return none();
    }

    @Override
    public Found unary(Expression.Unary unary) {
      return none().and(unary.operand());
    }

    @Override
    public Found binary(Expression.Binary binary) {
      return none().and(binary.left()).and(binary.right());
    }

    @Override
    public Found comparison(Expression.Comparison comparison) {
      return none().and(comparison.operands());
    }

    @Override
    public Found call(Expression.Call call) {
      return none().and(call.target()).and(call.arguments()).and(call.block());
    }

    @Override
    public Found member(Expression.Member member) {
      return none().and(member.target()).and(member.name());
    }

    @Override
    public Found subscript(Expression.Subscript subscript) {
      Found found = none().and(subscript.target());
      subscript.indices().forEach(found::and);
      return found;
    }

    @Override
    public Found tap(Expression.Tap tap) {
      return none().and(tap.target()).and(tap.path());
    }

    @Override
    public Found pathPattern(Expression.PathPattern pattern) {
      return none().and(pattern.path());
    }

    @Override
    public Found marked(Expression.Marked marked) {
      return none().and(marked.operand());
    }

    @Override
    public Found tuple(Expression.Tuple tuple) {
      return none().and(tuple.fields());
    }

    @Override
    public Found list(Expression.ListOf list) {
      return none().and(list.elements());
    }

    @Override
    public Found comprehension(Expression.Comprehension comprehension) {
      return none()
          .and(comprehension.element())
          .and(comprehension.clauses())
          .and(comprehension.condition());
    }

    @Override
    public Found choose(Expression.If choice) {
      return none().and(choice.condition()).and(choice.then()).and(choice.otherwise());
    }

    @Override
    public Found select(Expression.Select select) {
      return none().and(select.arms());
    }

    @Override
    public Found pipe(Expression.Pipe pipe) {
      return none().and(pipe.head()).and(pipe.stages());
    }

    @Override
    public Found loop(Expression.Loop loop) {
      return none()
          .and(loop.pattern())
          .and(loop.over())
          .and(loop.counter())
          .and(loop.until())
          .and(loop.body());
    }

    @Override
    public Found block(Expression.BlockLayer block) {
      return none().and(block.block());
    }
  }
}
