package org.netwright.frontend.differentiate;

import java.util.Set;
import java.util.TreeSet;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * How a gradient passes a primitive: which operands it can reach, and what it is there.
 *
 * @param all whether every operand is reached; else those in {@code operands}
 */
record DerivativeRule(boolean all, Set<Integer> operands, Pullback pullback) {
  /** Writes the gradients of the operands, given those of the results. */
  @FunctionalInterface
  interface Pullback {
    void pull(Adjoint at);
  }

  /** Nothing passes: the result is piecewise constant, no float, or a stated stop. */
  static final DerivativeRule STOPS = new DerivativeRule(false, Set.of(), at -> {});

  /** The result depends on the operands smoothly, but no rule is written in primitives. */
  static final DerivativeRule UNWRITTEN = to(DerivativeRule::refuse);

  /** A rule; without listed operands it reaches all. */
  static DerivativeRule to(Pullback pullback, int... operands) {
    Set<Integer> reached = new TreeSet<>();
    for (int operand : operands) {
      reached.add(operand);
    }
    return new DerivativeRule(operands.length == 0, reached, pullback);
  }

  boolean reaches(int operand) {
    return all || operands.contains(operand);
  }

  static void refuse(Adjoint at) {
    throw new DiagnosticException(DifferentiationMessages.noRule(at.op()));
  }
}
