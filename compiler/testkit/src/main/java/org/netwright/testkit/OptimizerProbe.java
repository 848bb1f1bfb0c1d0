package org.netwright.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * An optimizer at work on vectors of a test: gradients are given, the step runs through the back
 * end, values and slots can be read, saved and put back.
 */
public final class OptimizerProbe implements AutoCloseable {
  private final OptimizerDefinition optimizer;
  private final TestArguments arguments;
  private final StepBuilder graph = new StepBuilder();
  private final List<Variable> variables = new ArrayList<>();
  private final Map<String, double[]> feeds = new LinkedHashMap<>();
  private final StepGraph step;
  private final TensorFlowProgram program;
  private final Feeds fed;

  /**
   * @param start the first value of each parameter by its path, f32 vectors
   */
  public OptimizerProbe(
      OptimizerDefinition optimizer, TestArguments arguments, Map<String, double[]> start) {
    this(optimizer, arguments, start, ElementType.F32);
  }

  /** As above, with parameters of another float type. */
  public OptimizerProbe(
      OptimizerDefinition optimizer,
      TestArguments arguments,
      Map<String, double[]> start,
      ElementType element) {
    this.optimizer = optimizer;
    this.arguments = arguments.in(graph);
    this.step = built(start, element);
    this.program = TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
    this.fed = program.feeds(step, Map.of());
    for (Variable variable : variables) {
      program.assign(variable, first(variable, start));
    }
  }

  private StepGraph built(Map<String, double[]> start, ElementType element) {
    Variable counter =
        variable("steps", new TensorType(ElementType.I64, Shape.SCALAR), Variable.Kind.COUNTER, "");
    Value count = graph.add(graph.read(counter), 1);
    graph.write(counter, count);
    Map<String, Value> options = new LinkedHashMap<>();
    List<Moved> parameters = new ArrayList<>();
    start.forEach(
        (path, numbers) ->
            parameters.add(
                new Moved(path, new TensorType(element, Shape.of(numbers.length)), options)));
    optimizer.step(graph, arguments, new AllAtOnce(parameters, graph.cast(count, ElementType.F32)));
    parameters.forEach(Moved::finish);
    return graph.build("optimize");
  }

  private Variable variable(String path, TensorType type, Variable.Kind kind, String role) {
    Variable variable = new Variable("", path, type, kind, role, Variable.Storage.REAL, Span.NONE);
    variables.add(variable);
    return variable;
  }

  private HostTensor first(Variable variable, Map<String, double[]> start) {
    double[] numbers = start.get(variable.path());
    if (numbers == null) {
      numbers = new double[Math.toIntExact(variable.type().shape().elements().known())];
      for (Slot slot : optimizer.slots(arguments)) {
        if (variable.path().endsWith("/" + slot.name())) {
          java.util.Arrays.fill(numbers, slot.initial());
        }
      }
    }
    return Numbers.tensor(variable.type(), numbers);
  }

  /** Takes a step with a gradient for each parameter. */
  public void step(Map<String, double[]> gradients) {
    gradients.forEach((path, numbers) -> feeds.put("gradient/" + path, numbers));
    Numbers.feed(step, fed, feeds);
    program.run(step, fed);
  }

  /** Changes an option that was given as {@link TestArguments.Varying}. */
  public void set(String option, double number) {
    feeds.put("option/" + option, new double[] {number});
  }

  /** The current value of a parameter. */
  public double[] value(String parameter) {
    return program.value(named(parameter)).numbers();
  }

  /** The current value of a slot. */
  public double[] slot(String parameter, String slot) {
    return value(parameter + "/" + slot);
  }

  /** Everything that a checkpoint would hold, by name: values, slots and the count of steps. */
  public Map<String, double[]> save() {
    Map<String, double[]> saved = new LinkedHashMap<>();
    variables.forEach(v -> saved.put(v.path(), program.value(v).numbers()));
    return saved;
  }

  /** Puts back what {@link #save} gave. */
  public void restore(Map<String, double[]> saved) {
    saved.forEach(
        (path, numbers) -> {
          Variable variable = named(path);
          program.assign(variable, Numbers.tensor(variable.type(), numbers));
        });
  }

  private Variable named(String path) {
    return variables.stream()
        .filter(variable -> variable.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("the optimizer keeps no " + path));
  }

  @Override
  public void close() {
    fed.close();
    program.close();
  }

  private record AllAtOnce(List<Moved> moved, Value count) implements OptimizerStep {
    @Override
    public List<Parameter> parameters() {
      return List.copyOf(moved);
    }
  }

  /** One parameter of the step, which must be updated once. */
  private final class Moved implements OptimizerStep.Parameter {
    private final String path;
    private final Variable variable;
    private final Value gradient;
    private final Map<String, Variable> slots = new LinkedHashMap<>();
    private final Map<String, Value> options;
    private final Set<String> written = new HashSet<>();

    Moved(String path, TensorType type, Map<String, Value> options) {
      this.path = path;
      this.options = options;
      this.variable = variable(path, type, Variable.Kind.PARAMETER, "kernel");
      this.gradient = graph.input("gradient/" + path, type);
      for (Slot slot : optimizer.slots(arguments)) {
        slots.put(slot.name(), variable(path + "/" + slot.name(), type, Variable.Kind.SLOT, ""));
      }
      graph.read(variable);
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public Value value() {
      return graph.read(variable);
    }

    @Override
    public Value gradient() {
      return gradient;
    }

    @Override
    public Value slot(String name) {
      return graph.read(declared(name));
    }

    private Variable declared(String slot) {
      Variable kept = slots.get(slot);
      if (kept == null) {
        throw new IllegalStateException("slots() must name the slot " + slot + " that step() uses");
      }
      return kept;
    }

    @Override
    public Value option(String name) {
      if (arguments.values().get(name) instanceof TestArguments.Varying varying) {
        return options.computeIfAbsent(
            name,
            option -> {
              set(option, varying.number());
              return graph.input("option/" + option, TensorType.f32(Shape.SCALAR));
            });
      }
      return graph.constant(
          constantOption(name)
              .orElseThrow(
                  () -> new IllegalStateException(name + " must be a number for " + path)));
    }

    @Override
    public OptionalDouble constantOption(String name) {
      if (arguments.values().get(name) instanceof TestArguments.ByParameter by) {
        Double own = by.numbers().get(path);
        return own == null ? OptionalDouble.empty() : OptionalDouble.of(own);
      }
      return arguments.constant(name);
    }

    @Override
    public void update(Value newValue) {
      once("update", "");
      graph.write(variable, newValue);
    }

    @Override
    public void updateSlot(String name, Value newValue) {
      once("updateSlot", name);
      graph.write(declared(name), newValue);
    }

    private void once(String call, String slot) {
      if (!written.add(slot)) {
        throw new IllegalStateException(
            "step() must call " + call + " once for " + path + " " + slot);
      }
    }

    void finish() {
      if (!written.contains("")) {
        throw new IllegalStateException("step() must call update for " + path);
      }
    }
  }
}
