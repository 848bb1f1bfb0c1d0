package org.netwright.frontend.check;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.syntax.Declaration.Constraint;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/**
 * The conditions of declarations, asked with the values of one application. What sizes leave open
 * is asked of the batch, of the records, or assumed of a declaration that is elaborated by itself.
 */
final class ConstraintCheck {
  private final Elaborator elaborator;

  ConstraintCheck(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** The conditions of a declaration; one that does not hold is a mistake of the call. */
  void require(String name, List<Constraint> constraints, Scope callee, Span call) {
    for (Constraint constraint : constraints) {
      Scope scope = callee;
      Truth holds = truth(constraint, scope);
      if (holds == Truth.OPEN && !elaborator.isOpen() && !elaborator.batchSizes().isEmpty()) {
        scope = withSizes(constraint, callee, elaborator.batchSizes());
        holds = truth(constraint, scope);
      }
      if (holds == Truth.OPEN && elaborator.isOpen()) {
        holds = openCondition(constraint, callee, call);
      }
      if (holds == Truth.OPEN && elaborator.isAskedOfRecords()) {
        elaborator.step(call).demand(new RecordDemand(elaborator, name, constraint, callee, call));
      } else if (holds == Truth.OPEN && !elaborator.isOpen()) {
        elaborator.report(
            ArgumentMessages.leftOpen(
                name, Source.text(constraint.condition()), call, constraint.span()));
      }
      if (holds == Truth.NO) {
        throw new DiagnosticException(unmet(name, constraint, scope, call));
      }
    }
  }

  /** Of what is elaborated by itself a condition is given; of what it applies it is asked. */
  private Truth openCondition(Constraint constraint, Scope callee, Span call) {
    Denotation value = elaborator.evaluate(constraint.condition(), callee);
    if (!(value instanceof BoolStatic open)) {
      elaborator.sizes.leaveOut();
      return Truth.OPEN;
    }
    Condition condition =
        open.condition().isArithmetic()
            ? open.condition()
            : new Condition.Opaque(Source.text(constraint.condition()));
    if (elaborator.applications.isOutermost()) {
      elaborator.sizes.assume(condition);
      return Truth.OPEN;
    }
    boolean accepted = elaborator.sizes.accept(condition, call);
    return accepted ? Truth.OPEN : Truth.NO;
  }

  /** What is wrong when a condition does not hold. */
  Diagnostic unmet(String name, Constraint constraint, Scope known, Span call) {
    Optional<String> message =
        constraint
            .message()
            .map(m -> elaborator.evaluate(m, known))
            .map(m -> m instanceof Denotation.TextStatic t ? t.value() : "");
    return ArgumentMessages.unmet(
        name,
        message,
        Source.text(constraint.condition()),
        values(constraint, known) + NearestValues.words(elaborator, constraint, known),
        call,
        constraint.span());
  }

  Truth truth(Constraint constraint, Scope callee) {
    Denotation value = elaborator.evaluate(constraint.condition(), callee);
    return elaborator.expressions.condition(value, constraint.condition());
  }

  /** The scope of a condition with known sizes in place of their names. */
  Scope withSizes(Constraint constraint, Scope callee, Map<String, Dim> sizes) {
    Scope known = callee.inner();
    Set<String> names = new LinkedHashSet<>(NamesIn.expression(constraint.condition()));
    constraint.message().ifPresent(m -> names.addAll(NamesIn.expression(m)));
    for (String name : names) {
      if (callee.find(name) instanceof Denotation.IntStatic size) {
        known.define(name, new Denotation.IntStatic(size.value().substitute(sizes)));
      }
    }
    return known;
  }

  /** The values of the names in a condition, for a message. */
  private String values(Constraint constraint, Scope callee) {
    return NamesIn.expression(constraint.condition()).stream()
        .filter(n -> callee.find(n) != null)
        .map(n -> n + " = " + Shown.value(java.util.Objects.requireNonNull(callee.find(n))))
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }
}
