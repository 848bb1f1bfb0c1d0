package org.netwright.engine.load;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netwright.frontend.program.RecipeProgram.Load.Origin;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** What a net of the running program is at this moment: that of an earlier stage or run. */
final class LivingSource implements WeightSource {
  private final TensorFlowProgram program;
  private final Origin.Inside origin;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  LivingSource(TensorFlowProgram program, List<Variable> all, Origin.Inside origin) {
    this.program = program;
    this.origin = origin;
    for (Variable variable : all) {
      boolean value =
          variable.kind() == Variable.Kind.PARAMETER || variable.kind() == Variable.Kind.STATE;
      if (value
          && variable.net().equals(origin.net())
          && WeightSource.isInside(variable.path(), origin.path())) {
        variables.put(WeightSource.inside(variable.path(), origin.path()), variable);
      }
    }
  }

  @Override
  public Map<String, TensorType> tensors() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    variables.forEach((name, variable) -> types.put(name, variable.type()));
    return types;
  }

  @Override
  public Map<String, HostTensor> values(Collection<String> names) {
    List<Variable> wanted =
        names.stream().map(name -> Objects.requireNonNull(variables.get(name), name)).toList();
    Map<Variable, HostTensor> values = program.values(wanted);
    Map<String, HostTensor> named = new HashMap<>();
    names.forEach(name -> named.put(name, value(values, name)));
    return named;
  }

  private HostTensor value(Map<Variable, HostTensor> values, String name) {
    return Objects.requireNonNull(values.get(variables.get(name)), name);
  }

  @Override
  public String read() {
    return "the net " + origin;
  }
}
