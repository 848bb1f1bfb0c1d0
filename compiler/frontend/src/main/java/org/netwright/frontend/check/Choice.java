package org.netwright.frontend.check;

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
}
