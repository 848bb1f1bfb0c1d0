package org.netwright.frontend.check;

import java.util.List;
import java.util.function.Supplier;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** What one elaboration has done so far, against what it may do. */
final class Bounds {
  private final Limits limits;
  private int iterations;
  private int applications;
  private int depth;
  private long held;

  Bounds(Limits limits) {
    this.limits = limits;
  }

  /** Counts an iteration of some loop. */
  void iteration(Span span) {
    if (++iterations > limits.iterations()) {
      throw new DiagnosticException(BuildingMessages.tooManyIterations(span, limits.iterations()));
    }
  }

  /**
   * Counts an application. Once there are too many, every further one fails without a word: a
   * function that calls itself twice would say it as often as it calls.
   */
  void application(Span span) {
    if (applications > limits.applications()) {
      throw new DiagnosticException(List.of());
    } else if (++applications > limits.applications()) {
      throw new DiagnosticException(
          BuildingMessages.tooManyApplications(span, limits.applications()));
    }
  }

  /** Nothing is applied from here on: what is wrong was said. */
  void exhaust() {
    applications = Integer.MAX_VALUE;
  }

  /**
   * Does something inside what is in progress, as long as the stack of the compiler holds it. A
   * text of many brackets that calls itself is deeper than both bounds of its own.
   */
  <T> T inside(Span span, Supplier<T> work) {
    enter(span);
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** Begins what {@link #inside} does, for the innermost loop of all: {@link #leave} ends it. */
  void enter(Span span) {
    int most = CompilerStack.evaluations(limits);
    if (depth >= most) {
      exhaust();
      throw new DiagnosticException(StaticBoundMessages.evaluationTooDeep(span, most));
    }
    depth++;
  }

  void leave() {
    depth--;
  }

  /**
   * Counts what a list, tuple or string that was just made holds. A value inside a value counts
   * again, for whoever prints or compares the outer one meets it again.
   */
  <T extends Denotation> T made(T value, Span span) {
    if (held > limits.staticElements()) {
      throw new DiagnosticException(List.of());
    }
    add(value, 0, span);
    return value;
  }

  /** Counts so many elements that are about to be made. */
  void making(long elements, Span span) {
    held += elements;
    if (held > limits.staticElements()) {
      throw new DiagnosticException(
          StaticBoundMessages.tooManyElements(held, limits.staticElements(), span));
    }
  }

  private void add(Denotation value, int nested, Span span) {
    if (nested > limits.nesting()) {
      throw new DiagnosticException(StaticBoundMessages.valueTooDeep(span, limits.nesting()));
    }
    if (value instanceof TextStatic text) {
      making(text.value().length(), span);
    } else if (value instanceof ListDenotation list) {
      making(list.elements().size(), span);
      list.elements().forEach(element -> add(element, nested + 1, span));
    } else if (value instanceof TupleDenotation tuple) {
      making(tuple.fields().size(), span);
      tuple.fields().forEach(field -> add(field.value(), nested + 1, span));
    }
  }
}
