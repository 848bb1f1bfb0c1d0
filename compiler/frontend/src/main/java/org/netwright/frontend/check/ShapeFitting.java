package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.frontend.syntax.TypeExpression.DimExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Unification of one written shape with the shape of a value. */
final class ShapeFitting {
  private final Elaborator elaborator;
  private final TypeExpression.Tensor type;
  private final Scope scope;
  private final Types.Fitting fitting;

  ShapeFitting(
      Elaborator elaborator, TypeExpression.Tensor type, Scope scope, Types.Fitting fitting) {
    this.elaborator = elaborator;
    this.type = type;
    this.scope = scope;
    this.fitting = fitting;
  }

  /** The shape, if every name in it is bound. */
  Optional<Shape> bound() {
    for (DimExpression dim : type.dims()) {
      if (!elaborator.types.isBound(dim.value(), scope)) {
        return Optional.empty();
      }
    }
    return Optional.of(new Shape(elaborator.types.dims(type, scope)));
  }

  /** Binds unbound names and checks bound ones. */
  void fit(Shape shape, Denotation given) {
    int spread = spreadAt();
    int others = type.dims().size() - (spread < 0 ? 0 : 1);
    if (spread < 0 ? shape.rank() != others : shape.rank() < others) {
      throw new DiagnosticException(SizeMessages.wrongRank(fitting, type, shown(), given, shape));
    }
    List<DimExpression> patterns = new ArrayList<>();
    List<Dim> found = new ArrayList<>();
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < type.dims().size(); i++) {
      if (i == spread) {
        fitSpread(type.dims().get(i), shape.dims().subList(i, i + shape.rank() - others), shape);
        continue;
      }
      int axis = spread >= 0 && i > spread ? i + shape.rank() - others - 1 : i;
      patterns.add(type.dims().get(i));
      found.add(shape.dim(axis));
      axes.add(axis);
    }
    for (int i = 0; i < patterns.size(); i++) {
      bindName(patterns.get(i), found.get(i), axes.get(i));
    }
    for (int i = 0; i < patterns.size(); i++) {
      Dim expected = expected(patterns.get(i).value(), found.get(i));
      agree(patterns.get(i), expected, found.get(i), axes.get(i), shape);
    }
  }

  private int spreadAt() {
    for (int i = 0; i < type.dims().size(); i++) {
      if (type.dims().get(i).spread()) {
        return i;
      }
    }
    return -1;
  }

  private void fitSpread(DimExpression pattern, List<Dim> found, Shape shape) {
    if (!(pattern.value() instanceof Expression.Reference reference)) {
      throw new DiagnosticException(SizeMessages.spreadNeedsName(pattern.span()));
    }
    Denotation bound = scope.find(reference.name().text());
    if (bound == null) {
      scope.define(
          reference.name().text(),
          new ListDenotation(found.stream().<Denotation>map(IntStatic::new).toList()));
      return;
    }
    if (!(bound instanceof ListDenotation list)) {
      return;
    }
    if (list.elements().size() != found.size()) {
      throw new DiagnosticException(
          SizeMessages.wrongSpread(fitting, reference.name().text(), bound, shape));
    }
    for (int i = 0; i < found.size(); i++) {
      Dim expected = elaborator.types.integer(list.elements().get(i), pattern.span(), "a size");
      agree(pattern, expected, found.get(i), i, shape);
    }
  }

  private void bindName(DimExpression pattern, Dim found, int axis) {
    if (pattern.value() instanceof Expression.Reference reference
        && !elaborator.types.isBound(reference, scope)) {
      scope.define(reference.name().text(), new IntStatic(found));
      elaborator.shapes.bound(reference.name().text(), pattern.span(), found, axis, fitting.span());
    }
  }

  /** The size that a pattern stands for; one unbound name in it is solved for. */
  private Dim expected(Expression pattern, Dim found) {
    if (!elaborator.types.isBound(pattern, scope)) {
      solve(pattern, found);
    }
    Denotation value = elaborator.evaluate(pattern, scope);
    return value.isError() ? found : elaborator.types.integer(value, pattern.span(), "a size");
  }

  private void solve(Expression pattern, Dim found) {
    if (pattern instanceof Expression.Reference reference) {
      scope.define(reference.name().text(), new IntStatic(found));
    } else if (pattern instanceof Expression.Binary binary) {
      boolean left = elaborator.types.isBound(binary.left(), scope);
      boolean right = elaborator.types.isBound(binary.right(), scope);
      if (left != right) {
        Expression known = left ? binary.left() : binary.right();
        Expression unknown = left ? binary.right() : binary.left();
        Dim size =
            elaborator.types.integer(elaborator.evaluate(known, scope), known.span(), "a size");
        solve(unknown, rest(binary.operator(), size, found, left, pattern));
        return;
      }
      throw new DiagnosticException(SizeMessages.noSolution(pattern.span()));
    }
  }

  private Dim rest(
      BinaryOperator operator, Dim known, Dim found, boolean left, Expression pattern) {
    return switch (operator) {
      case PLUS -> found.minus(known);
      case MINUS -> left ? known.minus(found) : found.plus(known);
      case TIMES -> exact(found, known);
      case DIVIDE -> left ? exact(known, found) : found.times(known);
      default -> throw new DiagnosticException(SizeMessages.noSolution(pattern.span()));
    };
  }

  private Dim exact(Dim of, Dim by) {
    Optional<Dim> quotient = of.dividedBy(by);
    if (quotient.isEmpty() && of.isKnown() && by.isKnown()) {
      throw new DiagnosticException(SizeMessages.noMultiple(fitting, shown(), of, by));
    }
    if (quotient.isPresent()) {
      return quotient.get();
    } else if (elaborator.isOpen() && !elaborator.sizes.accept(Condition.divides(by, of))) {
      throw new DiagnosticException(SizeMessages.noMultiple(fitting, shown(), of, by));
    }
    return of.over(by);
  }

  private void agree(DimExpression pattern, Dim expected, Dim found, int axis, Shape shape) {
    if (expected.equals(found)) {
      return;
    }
    elaborator.variables.bindFree(expected, found);
    boolean undecided = !expected.minus(found).isKnown();
    if (undecided && elaborator.sizes.accept(Condition.equal(expected, found))) {
      return;
    }
    throw new DiagnosticException(
        SizeMessages.wrongSize(
            fitting, Source.text(pattern.value()), expected, found, axis, shown(), shape));
  }

  /** The written shape with the names that are bound replaced by their sizes. */
  private String shown() {
    List<String> parts = new ArrayList<>();
    for (DimExpression dim : type.dims()) {
      String text = Source.text(dim.value()) + (dim.spread() ? "..." : "");
      if (!dim.spread() && elaborator.types.isBound(dim.value(), scope)) {
        Denotation value = elaborator.guarded(() -> elaborator.evaluate(dim.value(), scope));
        text = value instanceof IntStatic i ? i.value().toString() : text;
      }
      parts.add(text);
    }
    String element = type.element().map(e -> e.text()).orElse("");
    return element + "[" + String.join(", ", parts) + "]";
  }
}
