package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.LoopDenotation;
import org.netwright.frontend.check.Denotation.LoopPartDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** {@code x[:, 0, a..b, none]}: static, counted from 0. */
final class Subscripts {
  private final Elaborator elaborator;

  Subscripts(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** {@code a..b} as a list of ints. */
  Denotation range(Denotation from, Denotation to, Span span) {
    if (from.isError() || to.isError()) {
      return Denotations.ERROR;
    }
    Dim first = elaborator.types.integer(from, span, "the start of `..`");
    Dim end = elaborator.types.integer(to, span, "the end of `..`");
    if (!first.isKnown() || !end.isKnown()) {
      if (elaborator.isOpen()) {
        elaborator.sizes.leaveOut();
        return Denotations.ERROR;
      }
      throw new DiagnosticException(SizeMessages.unknownCount(first.isKnown() ? end : first, span));
    }
    List<Denotation> numbers = new ArrayList<>();
    for (long i = first.known(); i < end.known(); i++) {
      elaborator.bounds.iteration(span);
      numbers.add(IntStatic.of(i));
    }
    return elaborator.bounds.made(new ListDenotation(numbers), span);
  }

  Denotation subscript(Denotation target, Expression.Subscript subscript, Scope scope) {
    if (target.isError()) {
      return target;
    } else if (target instanceof ListDenotation list) {
      return element(list, subscript, scope);
    } else if (target instanceof TensorDenotation tensor) {
      return new TensorDenotation(slice(tensor.value(), subscript, scope));
    } else if (target instanceof LoopDenotation loop) {
      return iterations(new LoopPartDenotation(loop, 0, Integer.MAX_VALUE), subscript, scope);
    } else if (target instanceof LoopPartDenotation part) {
      return iterations(part, subscript, scope);
    }
    throw new DiagnosticException(MemberMessages.noSubscript(target, subscript.span()));
  }

  /** Some iterations of a loop not yet applied. */
  private Denotation iterations(
      LoopPartDenotation loop, Expression.Subscript subscript, Scope scope) {
    if (subscript.indices().size() != 1) {
      throw new DiagnosticException(MemberMessages.oneIndex(subscript.span()));
    }
    Optional<Expression> index = subscript.indices().get(0);
    if (index.isEmpty()) {
      return loop;
    }
    boolean run =
        index.get() instanceof Expression.Binary range && range.operator() == BinaryOperator.RANGE;
    Optional<Long> from =
        known(run ? ((Expression.Binary) index.get()).left() : index.get(), scope);
    Optional<Long> to =
        run ? known(((Expression.Binary) index.get()).right(), scope) : from.map(i -> i + 1);
    return from.isEmpty() || to.isEmpty()
        ? Denotations.ERROR
        : elaborator.loops.part(loop, from.get(), to.get(), index.get().span());
  }

  // ---- lists

  private Denotation element(ListDenotation list, Expression.Subscript subscript, Scope scope) {
    if (subscript.indices().size() != 1) {
      throw new DiagnosticException(MemberMessages.oneIndex(subscript.span()));
    }
    Optional<Expression> index = subscript.indices().get(0);
    int size = list.elements().size();
    if (index.isEmpty()) {
      return list;
    }
    if (index.get() instanceof Expression.Binary range
        && range.operator() == BinaryOperator.RANGE) {
      Optional<Long> from = known(range.left(), scope);
      Optional<Long> to = known(range.right(), scope);
      if (from.isEmpty() || to.isEmpty()) {
        return Denotations.ERROR;
      }
      if (from.get() < 0 || to.get() > size || from.get() > to.get()) {
        throw new DiagnosticException(
            MemberMessages.outsideList(from.get() + ".." + to.get(), size, range.span()));
      }
      return elaborator.bounds.made(
          new ListDenotation(
              list.elements().subList((int) (long) from.get(), (int) (long) to.get())),
          subscript.span());
    }
    Optional<Long> at = known(index.get(), scope);
    if (at.isEmpty()) {
      return Denotations.ERROR;
    }
    if (at.get() < 0 || at.get() >= size) {
      throw new DiagnosticException(
          MemberMessages.outsideList(Long.toString(at.get()), size, index.get().span()));
    }
    return list.elements().get((int) (long) at.get());
  }

  private Optional<Long> known(Expression expression, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value.isError()) {
      return Optional.empty();
    }
    Dim index = elaborator.types.integer(value, expression.span(), "an index");
    if (index.isKnown()) {
      return Optional.of(index.known());
    }
    if (elaborator.isOpen()) {
      elaborator.sizes.leaveOut();
      return Optional.empty();
    }
    throw new DiagnosticException(SizeMessages.unknownCount(index, expression.span()));
  }

  // ---- tensors

  private Value slice(Value x, Expression.Subscript subscript, Scope scope) {
    Shape shape = x.type().shape();
    List<Dim> begin = new ArrayList<>();
    List<Dim> size = new ArrayList<>();
    List<Dim> result = new ArrayList<>();
    int axis = 0;
    for (Optional<Expression> index : subscript.indices()) {
      if (index.isPresent() && isNone(index.get(), scope)) {
        result.add(Dim.of(1));
        continue;
      }
      if (axis >= shape.rank()) {
        throw new DiagnosticException(
            MemberMessages.tooManyIndices(subscript.indices().size(), shape, subscript.span()));
      }
      axis(index, shape.dim(axis), scope, begin, size, result);
      axis++;
    }
    for (; axis < shape.rank(); axis++) {
      axis(Optional.empty(), shape.dim(axis), scope, begin, size, result);
    }
    StepBuilder graph = elaborator.graph(subscript.span());
    Value cut = size.equals(shape.dims()) ? x : graph.slice(x, begin, size);
    return graph.reshape(cut, new Shape(result));
  }

  private static boolean isNone(Expression index, Scope scope) {
    return index instanceof Expression.NoneLiteral
        || index instanceof Expression.Reference reference
            && scope.find(reference.name().text()) instanceof NoneStatic;
  }

  /** One axis of the operand: whole, a run, or one index, which takes the axis away. */
  private void axis(
      Optional<Expression> index,
      Dim length,
      Scope scope,
      List<Dim> begin,
      List<Dim> size,
      List<Dim> result) {
    if (index.isEmpty()) {
      begin.add(Dim.of(0));
      size.add(length);
      result.add(length);
      return;
    }
    if (index.get() instanceof Expression.Binary range
        && range.operator() == BinaryOperator.RANGE) {
      Dim from = dim(range.left(), scope);
      Dim to = dim(range.right(), scope);
      begin.add(from);
      size.add(to.minus(from));
      result.add(to.minus(from));
      return;
    }
    Dim at = dim(index.get(), scope);
    if (at.isKnown() && at.known() < 0) {
      throw new DiagnosticException(MemberMessages.negativeIndex(at, length, index.get().span()));
    }
    begin.add(at);
    size.add(Dim.of(1));
  }

  private Dim dim(Expression expression, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value instanceof TensorDenotation) {
      throw new DiagnosticException(MemberMessages.tensorIndex(expression.span()));
    }
    return elaborator.types.integer(value, expression.span(), "an index");
  }
}
