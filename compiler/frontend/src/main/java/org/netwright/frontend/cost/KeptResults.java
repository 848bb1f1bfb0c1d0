package org.netwright.frontend.cost;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.Limits;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.GraphCopy;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/**
 * The forward results that a training step must keep: those which the derivative of the outputs by
 * the parameters reads. Found by differentiating a copy of the step. Inputs, variables and
 * constants are there anyway, and a reshape or a mark is its operand seen otherwise.
 */
final class KeptResults {
  private static final Limits UNBOUNDED = Limits.DEFAULT.with(Limits.Key.OPS, Integer.MAX_VALUE);

  private KeptResults() {}

  static Set<Value> of(StepGraph forward) {
    StepBuilder builder = new StepBuilder(UNBOUNDED);
    GraphCopy copy = new GraphCopy(forward, builder);
    Map<Value, Value> originals = new HashMap<>();
    for (Op op : forward.graph().ops()) {
      copy.copy(op);
      op.results().forEach(result -> originals.putIfAbsent(copy.of(result), result));
    }
    int forwardOps = builder.nextId();
    try {
      differentiate(forward, builder, copy);
    } catch (DiagnosticException notDifferentiable) {
      return Set.of(); // such a model is never trained: nothing is kept
    }
    Set<Value> kept = new HashSet<>();
    for (Op op : builder.ops().subList(forwardOps, builder.nextId())) {
      for (Value operand : op.operands()) {
        Value source = source(operand);
        if (source.op().id() < forwardOps && isMade(source) && originals.containsKey(source)) {
          kept.add(originals.get(source));
        }
      }
    }
    return kept;
  }

  private static void differentiate(StepGraph forward, StepBuilder builder, GraphCopy copy) {
    List<Value> parameters =
        forward.reads().entrySet().stream()
            .filter(read -> read.getKey().kind() == Variable.Kind.PARAMETER)
            .map(read -> copy.of(read.getValue()))
            .toList();
    Value loss = builder.constant(0, ElementType.F32);
    for (Value output : forward.outputs().values()) {
      if (output.type().element().isFloat()) {
        // squared, so that the gradient that comes in differs from element to element
        Value sum = builder.sum(builder.square(copy.of(output)));
        loss = builder.add(loss, builder.cast(sum, ElementType.F32));
      }
    }
    Differentiation.gradients(builder, loss, parameters);
  }

  private static Value source(Value value) {
    Value source = value;
    while (source.op().primitive() == Primitive.RESHAPE
        || source.op().primitive() == Primitive.QUANTIZED) {
      source = source.op().operand(0);
    }
    return source;
  }

  private static boolean isMade(Value value) {
    return switch (value.op().primitive()) {
      case INPUT, READ, CONSTANT, RANGE, SIZE -> false;
      default -> true;
    };
  }
}
