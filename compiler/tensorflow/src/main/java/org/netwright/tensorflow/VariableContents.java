package org.netwright.tensorflow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.Variable;
import org.netwright.tensorflow.lower.VariableResources;
import org.netwright.tensorflow.node.ElementTypes;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;

/** What the variables of a session hold, read and set from outside of steps. */
final class VariableContents {
  private final Session session;
  private final VariableResources variables;

  VariableContents(Session session, VariableResources variables) {
    this.session = session;
    this.variables = variables;
  }

  Map<Variable, HostTensor> values(Collection<Variable> wanted) {
    List<Variable> order = List.copyOf(new LinkedHashSet<>(wanted));
    Map<Variable, HostTensor> values = new LinkedHashMap<>();
    if (order.isEmpty()) {
      return values;
    }
    Session.Runner runner = session.runner();
    order.forEach(variable -> runner.fetch(resource(variable).read()));
    try (Result result = runner.run()) {
      for (int i = 0; i < order.size(); i++) {
        Variable variable = order.get(i);
        values.put(variable, NativeMemory.copy(result.get(i), variable.type().element()));
      }
    }
    return values;
  }

  void assign(Map<Variable, HostTensor> values) {
    if (values.isEmpty()) {
      return;
    }
    List<Tensor> tensors = new ArrayList<>();
    try {
      Session.Runner runner = session.runner();
      values.forEach(
          (variable, value) -> {
            VariableResources.Resource resource = resource(variable);
            Tensor tensor = tensor(variable, value);
            tensors.add(tensor);
            runner.feed(resource.value(), tensor).addTarget(resource.assign());
          });
      runner.run().close();
    } finally {
      tensors.forEach(Tensor::close);
    }
  }

  private VariableResources.Resource resource(Variable variable) {
    if (!variables.has(variable)) {
      throw new IllegalArgumentException(
          "variable " + variable.name() + " must be used by a step of the program");
    }
    return variables.of(variable);
  }

  private static Tensor tensor(Variable variable, HostTensor value) {
    if (!value.type().equals(variable.type())) {
      throw new IllegalArgumentException(
          "variable "
              + variable.name()
              + " must get a value of "
              + variable.type()
              + ", not "
              + value.type());
    }
    Tensor tensor = ElementTypes.allocate(value.type());
    NativeMemory.of(tensor).put(value.bytes().duplicate());
    return tensor;
  }
}
