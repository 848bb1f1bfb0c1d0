package org.netwright.frontend.precision;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** What the values of one scope (a step, or the body of a loop) are made of. */
final class ValueFacts {
  private final Set<Value> constant = new HashSet<>();
  private final Set<Value> adaptable = new HashSet<>();
  private final Set<Value> ofGradients = new HashSet<>();
  private final Set<Op> wanted = new HashSet<>();

  /**
   * @param given what flows in from around the scope, by the parameter it flows into; those that
   *     are missing are data
   */
  ValueFacts(List<Op> ops, Map<Value, Made> given) {
    for (Op op : ops) {
      learn(op, given);
    }
    want(ops);
  }

  /** What a value that flows into a loop is made of. */
  record Made(boolean constant, boolean adaptable) {}

  Made made(Value value) {
    return new Made(isConstant(value), isAdaptable(value));
  }

  /** Whether no data flow into it: it follows from parameters, states, constants and draws. */
  boolean isConstant(Value value) {
    return constant.contains(value);
  }

  /**
   * Whether it may be rounded to meet a bf16 value: no float data flow into it, so that it carries
   * parameters, draws, or marks such as masks.
   */
  boolean isAdaptable(Value value) {
    return adaptable.contains(value);
  }

  /** Whether it works on gradients without being part of a derivative: an optimizer, a clip. */
  boolean isUpdate(Op op) {
    return ofGradients.contains(op.result()) && !op.origin().backward();
  }

  /** Whether its result goes to a contraction of its direction, through such work alone. */
  boolean isBeforeContraction(Op op) {
    return wanted.contains(op);
  }

  private void learn(Op op, Map<Value, Made> given) {
    boolean parameter = op.primitive() == Primitive.INPUT;
    boolean allConstant = !parameter || isClock(op);
    boolean allAdaptable = allConstant;
    for (Value operand : carried(op)) {
      allConstant &= isConstant(operand);
      allAdaptable &= isAdaptable(operand) || !operand.type().element().isFloat();
    }
    if (op.primitive() == Primitive.CAST && op.operand(0).type().element().isInteger()) {
      allAdaptable = allConstant; // a number that was counted may need more than eight bits
    }
    boolean gradients = op.origin().backward();
    for (Value operand : carried(op)) {
      gradients |= ofGradients.contains(operand);
    }
    for (Value result : op.results()) {
      Made made = given.getOrDefault(result, new Made(allConstant, allAdaptable));
      note(constant, result, made.constant());
      note(adaptable, result, made.adaptable());
      note(ofGradients, result, gradients);
    }
  }

  private static void note(Set<Value> set, Value value, boolean in) {
    if (in) {
      set.add(value);
    }
  }

  /** What is only waited for does not flow into a result. */
  private static List<Value> carried(Op op) {
    return op.primitive() == Primitive.AWAIT ? op.operands().subList(0, 1) : op.operands();
  }

  private static boolean isClock(Op input) {
    return input.attributes().text("name").startsWith(Clock.PREFIX);
  }

  private void want(List<Op> ops) {
    Map<Value, Boolean> before = new HashMap<>();
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      boolean leads = op.results().stream().anyMatch(r -> Boolean.TRUE.equals(before.get(r)));
      PrecisionRule rule = PrecisionTable.rule(op.primitive());
      if (leads) {
        wanted.add(op);
      }
      boolean through =
          switch (rule) {
            case CONTRACTION -> isHalved(op);
            case BETWEEN, STATISTICS, EXACT, FIRST -> leads;
            case COMPARISON, SINGLE, LOOP -> false;
          };
      if (through) {
        for (Value operand : carried(op)) {
          if (operand.op().origin().backward() == op.origin().backward()) {
            before.put(operand, true);
          }
        }
      }
    }
  }

  /** Whether a contraction is computed in bf16: what parameters alone make is made in f32. */
  boolean isHalved(Op contraction) {
    return contraction.result().type().element() == ElementType.F32
        && !isUpdate(contraction)
        && !contraction.operands().stream().allMatch(this::isConstant);
  }
}
