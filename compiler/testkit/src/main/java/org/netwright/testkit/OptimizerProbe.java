package org.netwright.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * An optimizer at work on tensors of a test: gradients are given, or come from a loss; the step
 * runs through the back end; values and slots can be read, saved and put back.
 */
public final class OptimizerProbe implements AutoCloseable {
  private final ProbedVariables variables;
  private final Map<String, double[]> feeds = new LinkedHashMap<>();
  private final StepGraph step;
  private final TensorFlowProgram program;
  private final Feeds fed;

  /** The first value of a parameter, numbers in row order. */
  public static final class Start {
    private final Shape shape;
    private final double[] numbers;

    public Start(Shape shape, double... numbers) {
      this.shape = shape;
      this.numbers = numbers.clone();
    }

    /** Of a vector. */
    public static Start vector(double... numbers) {
      return new Start(Shape.of(numbers.length), numbers);
    }

    Shape shape() {
      return shape;
    }

    double[] numbers() {
      return numbers.clone();
    }
  }

  /** What is minimized, for optimizers that ask for gradients at other values. */
  @FunctionalInterface
  public interface Loss {
    /** A scalar, from the value of each parameter by its path. */
    Value of(GraphBuilder graph, Map<String, Value> values);
  }

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
    this(optimizer, arguments, vectors(start), element, null);
  }

  private OptimizerProbe(
      OptimizerDefinition optimizer,
      TestArguments arguments,
      Map<String, Start> start,
      ElementType element,
      @Nullable Loss loss) {
    StepBuilder graph = new StepBuilder();
    this.variables = new ProbedVariables(graph, start, element);
    this.step =
        new ProbedStep(graph, variables, this::set, Optional.ofNullable(loss))
            .built(optimizer, arguments);
    this.program = TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
    this.fed = program.feeds(step, Map.of());
    for (Variable variable : variables.all()) {
      program.assign(variable, Numbers.tensor(variable.type(), variables.first(variable)));
    }
  }

  /** An optimizer on tensors of any shape and float type. */
  public static OptimizerProbe of(
      OptimizerDefinition optimizer,
      TestArguments arguments,
      Map<String, Start> start,
      ElementType element) {
    return new OptimizerProbe(optimizer, arguments, start, element, null);
  }

  /** The same where gradients come from a loss; {@link #step()} takes a step. */
  public static OptimizerProbe minimizing(
      Loss loss,
      OptimizerDefinition optimizer,
      TestArguments arguments,
      Map<String, Start> start,
      ElementType element) {
    return new OptimizerProbe(optimizer, arguments, start, element, loss);
  }

  private static Map<String, Start> vectors(Map<String, double[]> start) {
    Map<String, Start> vectors = new LinkedHashMap<>();
    start.forEach((path, numbers) -> vectors.put(path, Start.vector(numbers)));
    return vectors;
  }

  /** Takes a step with a gradient for each parameter. */
  public void step(Map<String, double[]> gradients) {
    gradients.forEach((path, numbers) -> feeds.put(ProbedStep.GRADIENT + path, numbers));
    Numbers.feed(step, fed, feeds);
    program.run(step, fed);
  }

  /** Takes a step along the gradients of the loss. */
  public void step() {
    step(Map.of());
  }

  /** Changes an option that was given as {@link TestArguments.Varying}. */
  public void set(String option, double number) {
    feeds.put(ProbedStep.OPTION + option, new double[] {number});
  }

  /** The current value of a parameter. */
  public double[] value(String parameter) {
    return program.value(variables.named(parameter)).numbers();
  }

  /** What inference reads for a parameter: the slot that the optimizer names, or the value. */
  public double[] inferred(String parameter) {
    return value(variables.inferred(parameter));
  }

  /**
   * The current value of a slot beside a parameter; that of an optimizer which a wrapper was given
   * is named {@code argument/slot}.
   */
  public double[] slot(String parameter, String slot) {
    return value(parameter + "/" + slot);
  }

  /** The current value of a slot of the statement. */
  public double[] slot(String slot) {
    return value(ProbedVariables.STATEMENT + slot);
  }

  /** Everything that a checkpoint would hold, by name: values, slots and the count of steps. */
  public Map<String, double[]> save() {
    Map<String, double[]> saved = new LinkedHashMap<>();
    variables.all().forEach(v -> saved.put(v.path(), program.value(v).numbers()));
    return saved;
  }

  /** Puts back what {@link #save} gave. */
  public void restore(Map<String, double[]> saved) {
    saved.forEach(
        (path, numbers) -> {
          Variable variable = variables.named(path);
          program.assign(variable, Numbers.tensor(variable.type(), numbers));
        });
  }

  @Override
  public void close() {
    fed.close();
    program.close();
  }
}
