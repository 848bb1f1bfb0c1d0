package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.LoopDenotation;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;

/**
 * One application of {@code rolled recur n as i until c { … }}: a loop that runs while the step
 * runs (definitions C20). The block is elaborated once, over the types of what flows in.
 */
final class RolledLoop {
  private final Elaborator elaborator;
  private final LoopDenotation applied;
  private final Expression.Loop loop;

  RolledLoop(Elaborator elaborator, LoopDenotation applied) {
    this.elaborator = elaborator;
    this.applied = applied;
    this.loop = applied.loop();
  }

  /** What an iteration came to, in the types of what it was given. */
  private record Iteration(List<Value> results, Optional<Value> stop) {}

  Denotation apply(Denotation value, Span span) {
    if (value.isError()) {
      return value;
    }
    Denotation over = elaborator.evaluate(loop.over(), applied.scope());
    if (over.isError()) {
      return over;
    }
    Value count = count(over);
    TensorTree start = TensorTree.of(asTensors(value, span));
    if (start.tensors().isEmpty()) {
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("what flows into a rolled loop", span, Span.NONE),
              "a tensor or a tuple of tensors",
              value));
    }
    StepBuilder graph = elaborator.graph(span);
    StepBuilder inside = graph.iteration();
    CurrentStep step = elaborator.step(span).inside(inside);
    int calls = elaborator.layers.size();
    Optional<Iteration> made =
        elaborator.in(step, elaborator.training(), () -> iteration(start, inside));
    elaborator.layers.forget(calls);
    if (made.isEmpty()) {
      return Denotations.ERROR;
    }
    List<Value> results =
        elaborator
            .graph(span)
            .loop(count, start.tensors(), inside, made.get().results(), made.get().stop());
    return start.with(results);
  }

  // ---- what it starts with

  /** The number of iterations at most, as an i32 scalar. */
  private Value count(Denotation over) {
    Span place = loop.over().span();
    if (over instanceof IntStatic || over instanceof RatioStatic) {
      Dim count = elaborator.types.integer(over, place, "the count of a loop");
      if (count.isKnown() && count.known() < 0) {
        throw new DiagnosticException(SizeMessages.negativeCount(count, place));
      }
      return elaborator.graph(place).size(count);
    } else if (over instanceof TensorDenotation tensor
        && tensor.value().type().element().isInteger()
        && tensor.value().type().shape().rank() == 0) {
      return elaborator.graph(place).cast(tensor.value(), ElementType.I32);
    }
    throw new DiagnosticException(LoopMessages.rolledCount(over, place));
  }

  /** Numbers as scalars: what flows must have a type that every iteration keeps. */
  private Denotation asTensors(Denotation value, Span span) {
    if (value instanceof TupleDenotation tuple) {
      return new TupleDenotation(
          tuple.fields().stream()
              .map(f -> new Field(f.name(), asTensors(f.value(), span)))
              .toList());
    } else if (value instanceof ListDenotation list) {
      return new ListDenotation(list.elements().stream().map(e -> asTensors(e, span)).toList());
    } else if (Statics.isNumber(value) || value instanceof BoolStatic) {
      ElementType near = value instanceof IntStatic ? ElementType.I32 : ElementType.F32;
      return new TensorDenotation(elaborator.operators.value(value, near, span));
    }
    return value;
  }

  // ---- an iteration

  private Optional<Iteration> iteration(TensorTree start, StepBuilder graph) {
    Value index = graph.parameters().get(0);
    List<Value> given = start.tensors().stream().map(v -> graph.parameter(v.type())).toList();
    Scope inside = applied.scope().inner(place());
    loop.counter().ifPresent(name -> inside.define(name.text(), new TensorDenotation(index)));
    inside.define("it", start.with(given));
    Denotation result = elaborator.loops.value(loop.body(), inside);
    if (result.isError()) {
      return Optional.empty();
    }
    List<Value> results = new ArrayList<>();
    if (!keeps(start.whole(), result, results)) {
      throw new DiagnosticException(
          LoopMessages.rolledShape(start.whole(), result, Bodies.resultSpan(loop.body())));
    }
    inside.define("it", start.with(results));
    Optional<Denotation> until = loop.until().map(c -> elaborator.evaluate(c, inside));
    if (until.filter(Denotation::isError).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new Iteration(results, until.map(this::stop)));
  }

  private Place place() {
    Place outer = applied.scope().place();
    Place at = applied.segment().isEmpty() ? outer : outer.inside(applied.segment(), true);
    return at.rolled();
  }

  private Value stop(Denotation until) {
    Span place = loop.until().orElseThrow().span();
    Value answer =
        until instanceof BoolStatic || until instanceof TensorDenotation
            ? elaborator.operators.value(until, ElementType.BOOL, place)
            : null;
    if (answer == null
        || answer.type().element() != ElementType.BOOL
        || answer.type().shape().rank() != 0) {
      throw new DiagnosticException(LoopMessages.rolledUntil(until, place));
    }
    return answer;
  }

  /** Collects the result's tensors in the places and types of what was given. */
  private boolean keeps(Denotation given, Denotation result, List<Value> into) {
    if (given instanceof TupleDenotation one && result instanceof TupleDenotation other) {
      boolean same = one.fields().size() == other.fields().size();
      for (int i = 0; same && i < one.fields().size(); i++) {
        Field field = one.fields().get(i);
        Optional<Denotation> found =
            field.name().isPresent()
                ? other.field(field.name().get())
                : Optional.of(other.fields().get(i).value()).filter(f -> !other.isNamed());
        same = found.isPresent() && keeps(field.value(), found.get(), into);
      }
      return same;
    } else if (given instanceof ListDenotation one && result instanceof ListDenotation other) {
      boolean same = one.elements().size() == other.elements().size();
      for (int i = 0; same && i < one.elements().size(); i++) {
        same = keeps(one.elements().get(i), other.elements().get(i), into);
      }
      return same;
    } else if (given instanceof TensorDenotation one) {
      return keeps(one.value(), result, into);
    }
    return Statics.equal(given, result) == Truth.YES;
  }

  private boolean keeps(Value given, Denotation result, List<Value> into) {
    boolean number = Statics.isNumber(result) || result instanceof BoolStatic;
    if (!number && !(result instanceof TensorDenotation)) {
      return false;
    }
    Span span = Bodies.resultSpan(loop.body());
    ElementType wanted = given.type().element();
    Value made = elaborator.operators.value(result, wanted, span);
    ElementType found = made.type().element();
    boolean widens = found.widened(wanted).filter(joined -> joined == wanted).isPresent();
    if (found != wanted && !widens) {
      return false;
    }
    Value fitted = elaborator.graph(span).cast(made, wanted);
    boolean open = elaborator.isOpen() && !given.type().equals(fitted.type());
    if (open && given.type().shape().rank() == fitted.type().shape().rank()) {
      fitted = elaborator.graph(span).fill(0, given.type()); // sizes that an application decides
    }
    into.add(fitted);
    return given.type().equals(fitted.type());
  }
}
