package org.netwright.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.OptimizerStep;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The step of a probe, while it is built: each promise of a definition is held to. */
final class ProbedStep {
  static final String GRADIENT = "gradient/";
  static final String OPTION = "option/";

  private final StepBuilder graph;
  private final ProbedVariables variables;
  private final BiConsumer<String, Double> fed;
  private final Optional<OptimizerProbe.Loss> loss;
  private final Map<String, Value> varying = new LinkedHashMap<>();

  /**
   * @param fed takes the first number of each option that varies
   */
  ProbedStep(
      StepBuilder graph,
      ProbedVariables variables,
      BiConsumer<String, Double> fed,
      Optional<OptimizerProbe.Loss> loss) {
    this.graph = graph;
    this.variables = variables;
    this.fed = fed;
    this.loss = loss;
  }

  StepGraph built(OptimizerDefinition optimizer, TestArguments arguments) {
    List<Value> values = new ArrayList<>();
    for (String path : variables.parameters()) {
      values.add(graph.read(variables.named(path)));
    }
    List<Value> moved = moved("", optimizer, arguments, values, gradients(values));
    for (int i = 0; i < moved.size(); i++) {
      graph.write(variables.named(variables.parameters().get(i)), moved.get(i));
    }
    for (Variable variable : variables.all()) {
      if (!graph.isWritten(variable)) {
        graph.write(variable, graph.read(variable)); // what is never changed can be saved too
      }
    }
    return graph.build("optimize");
  }

  private List<Value> gradients(List<Value> values) {
    if (loss.isPresent()) {
      return gradientsOfLoss(values);
    }
    return variables.parameters().stream()
        .map(path -> graph.input(GRADIENT + path, variables.type(path)))
        .toList();
  }

  private List<Value> gradientsOfLoss(List<Value> values) {
    Map<String, Value> leaves = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      leaves.put(variables.parameters().get(i), graph.stopGradient(values.get(i)));
    }
    Value value =
        loss.orElseThrow(
                () ->
                    new IllegalStateException(
                        "gradientAt needs a loss: OptimizerProbe.minimizing(…)"))
            .of(graph, leaves);
    List<Value> of = List.copyOf(leaves.values());
    List<Value> found = new ArrayList<>();
    for (Optional<Value> gradient : Differentiation.gradients(graph, value, of)) {
      Value leaf = of.get(found.size());
      found.add(gradient.orElseGet(() -> graph.zerosLike(leaf)));
    }
    return found;
  }

  /** The new values of all parameters. */
  private List<Value> moved(
      String prefix,
      OptimizerDefinition optimizer,
      TestArguments arguments,
      List<Value> values,
      List<Value> gradients) {
    Run run = new Run(prefix, optimizer, arguments.in(graph), values, gradients);
    optimizer.step(graph, run.arguments, run);
    return run.moved.stream().map(Moved::finished).toList();
  }

  /** One optimizer in the step: the one of the probe, or one that a wrapper was given. */
  private final class Run implements OptimizerStep {
    private final String prefix;
    private final TestArguments arguments;
    private final List<Slot> slots;
    private final List<Slot> statementSlots;
    private final List<Moved> moved = new ArrayList<>();
    private final Set<String> written = new HashSet<>();
    private @Nullable Value count;

    Run(
        String prefix,
        OptimizerDefinition optimizer,
        TestArguments arguments,
        List<Value> values,
        List<Value> gradients) {
      this.prefix = prefix;
      this.arguments = arguments;
      this.slots = optimizer.slots(arguments);
      this.statementSlots = optimizer.statementSlots(arguments);
      for (int i = 0; i < values.size(); i++) {
        String path = variables.parameters().get(i);
        moved.add(new Moved(this, path, values.get(i), gradients.get(i)));
        optimizer
            .inferenceSlot(arguments)
            .ifPresent(
                slot -> {
                  if (!declared(slots, slot).startsAtParameter()) {
                    throw new IllegalStateException(
                        "the slot that inference reads must start at its parameter: " + slot);
                  }
                  variables.slot(path, prefix + slot, declared(slots, slot));
                  variables.infer(path, path + "/" + prefix + slot);
                });
      }
    }

    private static Slot declared(List<Slot> slots, String name) {
      return slots.stream()
          .filter(slot -> slot.name().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "the slots must name the slot " + name + " that step() uses"));
    }

    @Override
    public List<Parameter> parameters() {
      return List.copyOf(moved);
    }

    @Override
    public Value count() {
      if (count == null) {
        String name = prefix + "steps";
        Value next = graph.add(variables.counter(name), 1);
        graph.write(variables.named(name), next);
        count = graph.cast(next, ElementType.F32);
      }
      return count;
    }

    @Override
    public Clock clock() {
      return new StepsClock(graph, count());
    }

    @Override
    public Value slot(String name) {
      return variables.statementSlot(prefix + name, declared(statementSlots, name));
    }

    @Override
    public void updateSlot(String name, Value newValue) {
      slot(name);
      once(written, "updateSlot", name);
      graph.write(variables.named(ProbedVariables.STATEMENT + prefix + name), newValue);
    }

    @Override
    public List<Value> gradientAt(List<Value> values) {
      return gradientsOfLoss(values);
    }

    @Override
    public List<Value> movedBy(String optimizer, List<Value> values, List<Value> gradients) {
      once(written, "movedBy", "optimizer " + optimizer);
      if (!(arguments.values().get(optimizer) instanceof TestArguments.Optimizer inner)) {
        throw new IllegalStateException("the test gives no optimizer " + optimizer);
      }
      return ProbedStep.this.moved(
          prefix + optimizer + "/", inner.definition(), inner.arguments(), values, gradients);
    }
  }

  private static void once(Set<String> written, String call, String name) {
    if (!written.add(name)) {
      throw new IllegalStateException("step() must call " + call + " once for " + name);
    }
  }

  /** One parameter of an optimizer, which must be updated once. */
  private final class Moved implements OptimizerStep.Parameter {
    private final Run run;
    private final String path;
    private final Value value;
    private final Value gradient;
    private final Set<String> written = new HashSet<>();
    private @Nullable Value next;

    Moved(Run run, String path, Value value, Value gradient) {
      this.run = run;
      this.path = path;
      this.value = value;
      this.gradient = gradient;
    }

    @Override
    public String path() {
      return path;
    }

    @Override
    public String role() {
      return variables.named(path).role();
    }

    @Override
    public Value value() {
      return value;
    }

    @Override
    public Value gradient() {
      return gradient;
    }

    @Override
    public Value slot(String name) {
      return variables.slot(path, run.prefix + name, Run.declared(run.slots, name));
    }

    @Override
    public Value option(String name) {
      if (run.arguments.values().get(name) instanceof TestArguments.Varying given) {
        return varying.computeIfAbsent(
            run.prefix + name,
            option -> {
              fed.accept(option, given.number());
              return graph.input(OPTION + option, TensorType.f32(Shape.SCALAR));
            });
      }
      return graph.constant(
          constantOption(name)
              .orElseThrow(
                  () -> new IllegalStateException(name + " must be a number for " + path)));
    }

    @Override
    public OptionalDouble constantOption(String name) {
      if (run.arguments.values().get(name) instanceof TestArguments.ByParameter by) {
        Double own = by.numbers().get(path);
        return own == null ? OptionalDouble.empty() : OptionalDouble.of(own);
      }
      return run.arguments.constant(name);
    }

    @Override
    public void update(Value newValue) {
      once(written, "update", path);
      if (!newValue.type().equals(value.type())) {
        throw new IllegalStateException(
            "the new value of " + path + " is " + newValue.type() + ", not " + value.type());
      }
      next = newValue;
    }

    @Override
    public void updateSlot(String name, Value newValue) {
      slot(name);
      once(written, "updateSlot", path + "/" + name);
      graph.write(variables.named(path + "/" + run.prefix + name), newValue);
    }

    Value finished() {
      if (next == null) {
        throw new IllegalStateException("step() must call update for " + path);
      }
      return next;
    }
  }
}
