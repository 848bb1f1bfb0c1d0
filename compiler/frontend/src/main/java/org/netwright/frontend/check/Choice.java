package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.netwright.frontend.program.Variable;

/** A value for each parameter. */
@FunctionalInterface
interface Choice {
  Denotation of(Variable parameter);

  /** The value for one parameter of what may or may not depend on it. */
  static Denotation of(Denotation value, Variable parameter) {
    return value instanceof Denotation.SelectDenotation select
        ? select.choice().of(parameter)
        : value;
  }

  /** Two values joined for each parameter; equal pairs are joined once. */
  static Choice combined(Denotation left, Denotation right, BinaryOperator<Denotation> join) {
    Map<List<Denotation>, Denotation> known = new HashMap<>();
    return parameter -> {
      Denotation a = of(left, parameter);
      Denotation b = of(right, parameter);
      Denotation joined = known.get(List.of(a, b));
      if (joined == null) {
        joined = join.apply(a, b);
        known.put(List.of(a, b), joined);
      }
      return joined;
    };
  }
}
