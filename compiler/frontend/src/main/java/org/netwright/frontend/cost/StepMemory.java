package org.netwright.frontend.cost;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;

/**
 * The memory that training takes, as far as the graph shows it. What a back end needs beside (work
 * space of convolutions, batches fetched ahead) is not counted.
 *
 * @param parameters bytes of parameters and states
 * @param slots bytes that optimizers keep
 * @param activations bytes of forward results that the backward pass reads, at the size of the
 *     batch; empty when a size stays free
 */
public record StepMemory(long parameters, long slots, Optional<Long> activations) {
  /**
   * Counts a training.
   *
   * @param variables all of the recipe
   * @param sizes of free dims, the batch among them
   */
  public static StepMemory of(List<Variable> variables, StepGraph step, Map<String, Dim> sizes) {
    long parameters = 0;
    long slots = 0;
    for (Variable variable : variables) {
      long bytes = variable.type().shape().elements().known() * variable.type().element().bytes();
      switch (variable.kind()) {
        case PARAMETER, STATE -> parameters += bytes;
        case SLOT, COUNTER -> slots += bytes;
        case METRIC -> {}
      }
    }
    return new StepMemory(parameters, slots, activations(step, sizes));
  }

  private static Optional<Long> activations(StepGraph step, Map<String, Dim> sizes) {
    Set<Value> kept = new HashSet<>();
    for (Op op : step.graph().ops()) {
      if (op.origin().backward()) {
        op.operands().stream()
            .map(StepMemory::source)
            .filter(StepMemory::isMade)
            .forEach(kept::add);
      }
    }
    Dim bytes = Dim.of(0);
    for (Value value : kept) {
      Dim elements = value.type().shape().elements();
      bytes = bytes.plus(elements.times(value.type().element().bytes()));
    }
    Dim known = bytes.substitute(sizes);
    return known.isKnown() ? Optional.of(known.known()) : Optional.empty();
  }

  /** A reshape is its operand seen otherwise. */
  private static Value source(Value value) {
    Value source = value;
    while (source.op().primitive() == Primitive.RESHAPE) {
      source = source.op().operand(0);
    }
    return source;
  }

  private static boolean isMade(Value value) {
    return switch (value.op().primitive()) {
      case INPUT, READ, CONSTANT, RANGE, SIZE -> false;
      default -> !value.op().origin().backward();
    };
  }
}
