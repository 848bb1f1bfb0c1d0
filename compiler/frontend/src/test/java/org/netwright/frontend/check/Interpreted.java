package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.CompiledFile.NumberRunner;
import org.netwright.frontend.interpret.GraphInterpreter;
import org.netwright.frontend.interpret.Numbers;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Value;

/** Runs steps on the reference interpreter; its draws are not those of the back end. */
final class Interpreted {
  /** The values of variables, by name. */
  private final Map<String, Numbers> variables = new HashMap<>();

  static final Optional<NumberRunner> RUNNER =
      Optional.of(
          (initialize, step, inputs) -> {
            Interpreted state = new Interpreted();
            state.run(initialize, Map.of(), Map.of());
            return state.run(step, inputs, Map.of());
          });

  /** The value of a variable after the steps so far. */
  double[] variable(String name) {
    Numbers value = variables.get(name);
    if (value == null) {
      throw new AssertionError("no variable " + name + " in " + variables.keySet());
    }
    return value.values();
  }

  /** Runs a step, stores what it writes, and returns its outputs. */
  Map<String, double[]> run(StepGraph step, Map<String, double[]> inputs, Map<String, Long> sizes) {
    Map<String, Numbers> given = new HashMap<>(variables);
    for (StepGraph.Input input : step.inputs()) {
      int[] shape =
          input.type().shape().dims().stream()
              .mapToInt(d -> d.evaluate(sizes).orElseThrow().intValueExact())
              .toArray();
      double[] values = inputs.get(input.name());
      if (values == null) {
        throw new AssertionError("no input " + input.name());
      }
      given.put(input.name(), new Numbers(shape, values));
    }
    GraphInterpreter interpreter = new GraphInterpreter(given, sizes);
    interpreter.run(step.graph().ops());
    Map<String, double[]> outputs = new LinkedHashMap<>();
    step.outputs().forEach((name, v) -> outputs.put(name, interpreter.value(v).values()));
    for (Map.Entry<Variable, Value> write : step.writes().entrySet()) {
      variables.put(write.getKey().name(), interpreter.value(write.getValue()));
    }
    return outputs;
  }

  static List<Double> list(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }
}
