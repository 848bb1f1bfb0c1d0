package org.netwright.spi.definition;

import java.util.List;
import java.util.OptionalDouble;
import org.netwright.spi.graph.Value;

/** One step of an optimizer: all parameters of its statement at once. */
public interface OptimizerStep {
  List<Parameter> parameters();

  /** The number of this step, counted from 1, as an f32 scalar. */
  Value count();

  /** Where the training stands. */
  Clock clock();

  /** A slot of the statement as the step finds it. */
  Value slot(String name);

  /** Gives a slot of the statement its value after the step. */
  void updateSlot(String name, Value newValue);

  /**
   * The gradient that the step would have been given at other values of its parameters: the loss is
   * built again on the same batch with the same draws and without its updates of states, and goes
   * through the links before the optimizer. It costs a second pass forward and back.
   *
   * @param values one a parameter, in the order of {@link #parameters}
   * @return one a parameter; zeros where the loss does not depend on it
   */
  List<Value> gradientAt(List<Value> values);

  /**
   * What an optimizer that was given as an argument makes of the parameters. It keeps its own slots
   * and takes one step; nothing else may ask it for another in the same step.
   *
   * @param optimizer the name of the header's parameter
   * @param values what it is to take for the parameters' values, one a parameter
   * @param gradients what it is to take for their gradients
   * @return the new values, one a parameter
   */
  List<Value> movedBy(String optimizer, List<Value> values, List<Value> gradients);

  /** As above, with the values and gradients of this step. */
  default List<Value> movedBy(String optimizer) {
    return movedBy(
        optimizer,
        parameters().stream().map(Parameter::value).toList(),
        parameters().stream().map(Parameter::gradient).toList());
  }

  /** One parameter in a step: what it is now, and what becomes of it. */
  interface Parameter {
    /** The full path, for messages. */
    String path();

    /** What the author says it is: {@code kernel}, {@code bias}, {@code embedding} … */
    String role();

    Value value();

    Value gradient();

    Value slot(String name);

    /**
     * A numeric option of the header for this parameter: f32 scalar. Options may be schedules, and
     * may differ between parameters through {@code select}.
     */
    Value option(String name);

    /** The option, if it is one number known when compiling. */
    OptionalDouble constantOption(String name);

    void update(Value newValue);

    void updateSlot(String name, Value newValue);
  }
}
