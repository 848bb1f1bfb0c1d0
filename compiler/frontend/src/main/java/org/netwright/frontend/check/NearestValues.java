package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.syntax.Declaration.Constraint;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The numbers nearest to those of a condition that does not hold, with which it would. */
final class NearestValues {
  /** How far from the number is looked. */
  private static final int TRIED = 64;

  private NearestValues() {}

  /** {@code ; N = 8 or 12 would do}, of the first name that alone can mend it; else nothing. */
  static String words(Elaborator elaborator, Constraint constraint, Scope scope) {
    List<String> ways = new ArrayList<>();
    for (String name : NamesIn.expression(constraint.condition())) {
      if (scope.find(name) instanceof IntStatic number && number.value().isKnown()) {
        List<String> near = near(elaborator, constraint, scope, name, number.value().known());
        if (!near.isEmpty()) {
          ways.add(name + " = " + String.join(" or ", near));
        }
      }
    }
    return ways.isEmpty() ? "" : "; " + String.join(", or ", ways) + " would do";
  }

  private static List<String> near(
      Elaborator elaborator, Constraint constraint, Scope scope, String name, long number) {
    List<String> near = new ArrayList<>();
    for (int sign : new int[] {-1, 1}) {
      for (int step = 1; step <= TRIED; step++) {
        long other = number + (long) sign * step;
        if (other >= 1 && holds(elaborator, constraint, scope, name, other)) {
          near.add(Long.toString(other));
          break;
        }
      }
    }
    return near;
  }

  private static boolean holds(
      Elaborator elaborator, Constraint constraint, Scope scope, String name, long value) {
    Scope changed = scope.inner();
    changed.define(name, IntStatic.of(value));
    try {
      return elaborator.evaluate(constraint.condition(), changed) instanceof BoolStatic answer
          && answer.value() == Truth.YES;
    } catch (DiagnosticException meaningless) {
      return false;
    }
  }
}
