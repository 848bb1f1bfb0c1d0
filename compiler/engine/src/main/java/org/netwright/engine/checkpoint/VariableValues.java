package org.netwright.engine.checkpoint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.fault.CheckpointMessages;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * Moves the values of variables between a program and checkpoints, several at a time, but never all
 * of a large net at once.
 */
public final class VariableValues {
  private static final long BYTES_AT_ONCE = 64L << 20;
  private static final int DIFFERENCES_SHOWN = 8;

  private VariableValues() {}

  /** The value of the variable of each index, for indices that are asked for in their order. */
  public static IntFunction<HostTensor> reading(
      TensorFlowProgram program, List<Variable> variables) {
    Map<Variable, HostTensor> read = new LinkedHashMap<>();
    return index -> {
      Variable variable = variables.get(index);
      if (!read.containsKey(variable)) {
        read.clear();
        read.putAll(program.values(group(variables.subList(index, variables.size()))));
      }
      HostTensor value = read.get(variable);
      if (value == null) {
        throw new IllegalStateException("the program must know the value of " + variable.name());
      }
      return value;
    };
  }

  /** The first variables that are not too many to hold at once; at least one. */
  private static List<Variable> group(List<Variable> variables) {
    long bytes = 0;
    int count = 0;
    while (count < variables.size() && (count == 0 || bytes < BYTES_AT_ONCE)) {
      TensorType type = variables.get(count).type();
      bytes += type.shape().elements().known() * type.element().bytes();
      count++;
    }
    return variables.subList(0, count);
  }

  /**
   * Gives variables the values of a checkpoint.
   *
   * @throws EnvironmentFault when the checkpoint lacks one, or has another type for it
   */
  public static void restore(
      TensorFlowProgram program, Collection<Variable> variables, Checkpoint checkpoint) {
    Map<String, Tensor> tensors = checkpoint.header().byName();
    List<String> differences = new ArrayList<>();
    for (Variable variable : variables) {
      Tensor tensor = tensors.get(variable.name());
      if (tensor == null) {
        differences.add("it has no " + variable.name());
      } else if (!tensor.type().equals(variable.type())) {
        differences.add(variable.name() + " is " + tensor.type() + ", not " + variable.type());
      }
    }
    if (!differences.isEmpty()) {
      throw new EnvironmentFault(
          CheckpointMessages.otherVariables(checkpoint.file(), shown(differences)));
    }
    List<Variable> rest = List.copyOf(variables);
    while (!rest.isEmpty()) {
      List<Variable> group = group(rest);
      Map<Variable, HostTensor> values = new LinkedHashMap<>();
      for (Variable variable : group) {
        Tensor tensor = tensors.get(variable.name());
        if (tensor != null) {
          values.put(variable, checkpoint.value(tensor));
        }
      }
      program.assignAll(values);
      rest = rest.subList(group.size(), rest.size());
    }
  }

  private static List<String> shown(List<String> differences) {
    if (differences.size() <= DIFFERENCES_SHOWN) {
      return differences;
    }
    List<String> some = new ArrayList<>(differences.subList(0, DIFFERENCES_SHOWN));
    some.add("and " + (differences.size() - DIFFERENCES_SHOWN) + " more");
    return some;
  }
}
