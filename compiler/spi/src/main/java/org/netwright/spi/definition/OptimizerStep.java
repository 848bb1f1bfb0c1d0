package org.netwright.spi.definition;

import java.util.List;
import java.util.OptionalDouble;
import org.netwright.spi.graph.Value;

/** One step of an optimizer: all parameters of its statement at once. */
public interface OptimizerStep {
  List<Parameter> parameters();

  /** The number of this step, counted from 1, as an f32 scalar. */
  Value count();

  /** One parameter in a step: what it is now, and what becomes of it. */
  interface Parameter {
    /** The full path, for messages. */
    String path();

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
