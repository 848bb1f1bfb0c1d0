package org.netwright.frontend.check;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/**
 * What an elaboration tells a log of shapes: it adds the step and the application in which a thing
 * came about, and works for nothing when nobody is told.
 */
final class ShapeTelling {
  private final Elaborator elaborator;
  private ShapeLog log = ShapeLog.NONE;
  private int regions;

  ShapeTelling(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** Who is told from now on. */
  void to(ShapeLog told) {
    log = told;
  }

  /** Tells what an expression came to, if it is a tensor; gives it back. */
  Denotation shaped(Expression node, ShapeLog.Role role, Denotation value) {
    if (log != ShapeLog.NONE && value instanceof Denotation.TensorDenotation tensor) {
      log.shaped(new ShapeLog.Shaped(node, role, application(), tensor.value()));
    }
    return value;
  }

  private ShapeLog.Application application() {
    return elaborator
        .applications
        .innermost()
        .map(
            f ->
                new ShapeLog.Application(
                    f.name(), f.path(), f.application(), f.declared(), f.place()))
        .orElse(ShapeLog.Application.NONE);
  }

  /** Tells that a name in a written shape got its size. */
  void bound(String name, Span pattern, Dim size, int axis, Span given) {
    if (log != ShapeLog.NONE) {
      log.bound(new ShapeLog.Bound(name, pattern, size, axis, given));
    }
  }

  /** Tells of a parameter that an optimizer moves in the step in hand. */
  void moved(
      Variable parameter,
      String optimizer,
      Expression chain,
      Map<String, Denotation> options,
      Span place) {
    if (log == ShapeLog.NONE) {
      return;
    }
    elaborator
        .currentStep()
        .ifPresent(
            step -> {
              Map<String, String> texts = new LinkedHashMap<>();
              options.forEach(
                  (name, value) -> texts.put(name, Shown.value(Choice.of(value, parameter))));
              log.moved(
                  new ShapeLog.Moved(
                      step.stage(), parameter, optimizer, Source.text(chain), texts, place));
            });
  }

  /** The order of a region that begins now. */
  int beginRegion() {
    return regions++;
  }

  /**
   * Tells of a region that has ended, unless it computed first values only or lies in the iteration
   * of a loop, whose operations are counted by themselves.
   */
  void region(ShapeLog.Region ended) {
    if (log != ShapeLog.NONE
        && !ended.parts().isEmpty()
        && elaborator
            .currentStep()
            .filter(step -> step.purpose() != CurrentStep.Purpose.INITIALIZE)
            .filter(step -> step.graph().around().isEmpty())
            .isPresent()) {
      log.region(ended);
    }
  }

  /** Tells of a parameter or state that was declared. */
  void owned(Variable variable, TypeExpression.Tensor type, Scope scope) {
    if (log == ShapeLog.NONE) {
      return;
    }
    Map<String, Dim> names = new TreeMap<>();
    for (TypeExpression.DimExpression dim : type.dims()) {
      for (String name : NamesIn.expression(dim.value())) {
        if (scope.find(name) instanceof Denotation.IntStatic size) {
          names.put(name, size.value());
        }
      }
    }
    log.owned(
        new ShapeLog.Owned(
            variable, type.dims().stream().map(d -> Source.text(d.value())).toList(), names));
  }
}
