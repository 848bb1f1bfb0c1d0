package org.netwright.frontend.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** Looks at the ops behind a loss for what is legal and costs days. */
final class LossWarnings {
  /** Their derivative is zero wherever there is one. */
  private static final Set<Primitive> FLAT =
      Set.of(
          Primitive.SIGN,
          Primitive.FLOOR,
          Primitive.CEIL,
          Primitive.ROUND,
          Primitive.FLOOR_DIVIDE,
          Primitive.EQUAL,
          Primitive.NOT_EQUAL,
          Primitive.LESS,
          Primitive.LESS_EQUAL);

  /** They keep every element as it is. */
  private static final Set<Primitive> MOVING =
      Set.of(Primitive.RESHAPE, Primitive.TRANSPOSE, Primitive.CAST);

  private final Elaborator elaborator;
  private final StepBuilder graph;

  LossWarnings(Elaborator elaborator, StepBuilder graph) {
    this.elaborator = elaborator;
    this.graph = graph;
  }

  /** A softmax whose result goes through another one, in the ops from one on. */
  void softmaxTwice(int firstOp, Span loss) {
    for (Op op : graph.ops().subList(firstOp, graph.nextId())) {
      if (op.primitive() == Primitive.LOG_SOFTMAX) {
        Op source = op.operand(0).op();
        while (MOVING.contains(source.primitive())) {
          source = source.operand(0).op();
        }
        if (source.primitive() == Primitive.SOFTMAX) {
          elaborator.report(
              WarningMessages.softmaxTwice(
                  loss, elaborator.applications.shownPlace(source.origin().span())));
          return;
        }
      }
    }
  }

  /**
   * Parameters that the loss depends on by flat functions only are said to be behind them; returns
   * the others.
   */
  List<Variable> behindFlat(Value loss, List<Variable> unreached, Span span) {
    Map<Op, List<String>> behind = new LinkedHashMap<>();
    List<Variable> others = new ArrayList<>();
    for (Variable parameter : unreached) {
      Optional<Op> flat = graph.current(parameter).flatMap(value -> flatAhead(value, loss));
      flat.ifPresent(
          op -> behind.computeIfAbsent(op, o -> new ArrayList<>()).add(parameter.name()));
      if (flat.isEmpty()) {
        others.add(parameter);
      }
    }
    behind.forEach(
        (op, paths) ->
            elaborator.report(
                WarningMessages.zeroGradient(
                    op.primitive().name().toLowerCase(Locale.ROOT),
                    elaborator.applications.shownPlace(op.origin().span()),
                    paths,
                    span)));
    return others;
  }

  /** The flat op nearest to a loss on some way from a value to it. */
  private Optional<Op> flatAhead(Value value, Value loss) {
    Set<Op> seen = new HashSet<>();
    Deque<Op> open = new ArrayDeque<>();
    open.add(loss.op());
    Optional<Op> found = Optional.empty();
    while (!open.isEmpty()) {
      Op op = open.remove();
      if (!seen.add(op)) {
        continue;
      }
      if (FLAT.contains(op.primitive()) && depends(op, value)) {
        found = Optional.of(op);
        break;
      }
      if (op.primitive() != Primitive.STOP_GRADIENT) {
        op.operands().forEach(operand -> open.add(operand.op()));
      }
    }
    return found;
  }

  private static boolean depends(Op op, Value value) {
    Set<Op> seen = new HashSet<>();
    Deque<Op> open = new ArrayDeque<>();
    open.add(op);
    while (!open.isEmpty()) {
      Op next = open.remove();
      if (next.equals(value.op())) {
        return true;
      } else if (seen.add(next)) {
        next.operands().forEach(operand -> open.add(operand.op()));
      }
    }
    return false;
  }
}
