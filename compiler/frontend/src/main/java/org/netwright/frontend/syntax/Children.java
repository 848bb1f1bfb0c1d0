package org.netwright.frontend.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
      return declaration.accept(DeclarationChildren.INSTANCE).nodes();
    } else if (node instanceof Statement statement) {
      return statement.accept(StatementChildren.INSTANCE).nodes();
    } else if (node instanceof Expression expression) {
      return expression.accept(ExpressionChildren.INSTANCE).nodes();
    } else if (node instanceof TypeExpression type) {
      return ofType(type).nodes();
    } else if (node instanceof Selector selector) {
      return ofSelector(selector).nodes();
    }
    return ofPart(node).nodes();
  }

  private static NodeList ofType(TypeExpression type) {
    if (type instanceof TypeExpression.Word word) {
      return NodeList.none().and(word.name());
    } else if (type instanceof TypeExpression.Tensor tensor) {
      return NodeList.none().and(tensor.element()).and(tensor.dims());
    } else if (type instanceof TypeExpression.ListOf list) {
      return NodeList.none().and(list.element());
    } else if (type instanceof TypeExpression.OptionalOf optional) {
      return NodeList.none().and(optional.type());
    } else if (type instanceof TypeExpression.Choice choice) {
      return NodeList.none().and(choice.choices());
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      return NodeList.none().and(tuple.fields());
    }
    TypeExpression.Function function = (TypeExpression.Function) type;
    return NodeList.none().and(function.from()).and(function.to());
  }

  private static NodeList ofSelector(Selector selector) {
    if (selector instanceof Selector.Not not) {
      return NodeList.none().and(not.operand());
    } else if (selector instanceof Selector.And and) {
      return NodeList.none().and(and.left()).and(and.right());
    } else if (selector instanceof Selector.Or or) {
      return NodeList.none().and(or.left()).and(or.right());
    }
    return NodeList.none().and(((Selector.Path) selector).segments());
  }

  /** The pieces that belong to no family. */
  private static NodeList ofPart(Node node) {
    if (node instanceof SourceUnit unit) {
      return NodeList.none().and(unit.declarations());
    } else if (node instanceof Block block) {
      return NodeList.none().and(block.statements());
    } else if (node instanceof Pattern.Whole whole) {
      return NodeList.none().and(whole.name());
    } else if (node instanceof Pattern.Parts parts) {
      return NodeList.none().and(parts.items());
    } else if (node instanceof Pattern.Item item) {
      return NodeList.none().and(item.pattern()).and(item.alias());
    } else if (node instanceof Declaration.Parameter parameter) {
      return NodeList.none()
          .and(parameter.name())
          .and(parameter.type())
          .and(parameter.defaultValue());
    } else if (node instanceof Declaration.Constraint constraint) {
      return NodeList.none().and(constraint.condition()).and(constraint.message());
    } else if (node instanceof Declaration.Promise promise) {
      return NodeList.none().and(promise.word()).and(promise.value());
    } else if (node instanceof Expression.Argument argument) {
      return NodeList.none().and(argument.name()).and(argument.value());
    } else if (node instanceof Expression.Comprehension.Clause clause) {
      return NodeList.none().and(clause.pattern()).and(clause.values());
    } else if (node instanceof Expression.Select.Arm arm) {
      return NodeList.none().and(arm.term()).and(arm.value());
    } else if (node instanceof Statement.Report.Item item) {
      return NodeList.none().and(item.name()).and(item.value());
    } else if (node instanceof Statement.Rule.Assign assign) {
      return NodeList.none().and(assign.target()).and(assign.value());
    } else if (node instanceof Statement.Rule.Unused unused) {
      return NodeList.none().and(unused.pattern()).and(unused.name());
    } else if (node instanceof TypeExpression.DimExpression dim) {
      return NodeList.none().and(dim.value());
    } else if (node instanceof TypeExpression.Field field) {
      return NodeList.none().and(field.name()).and(field.type());
    } else if (node instanceof Selector.Segment segment) {
      return NodeList.none().and(segment.word()).and(segment.choice()).and(segment.indices());
    } else if (node instanceof Name) {
      return NodeList.none();
    }
    throw new IllegalStateException(node.getClass() + " is a node whose parts are not known");
  }
}
