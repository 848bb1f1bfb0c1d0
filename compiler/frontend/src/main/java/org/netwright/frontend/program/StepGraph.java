package org.netwright.frontend.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/**
 * One unit of work for the back end: a function from fed inputs and the variables' values at its
 * start to outputs and the variables' values at its end.
 *
 * @param name unique in its program; letters, digits, {@code .} and {@code _}
 * @param inputs what is fed, by name; a dim that is not known is a name, and equal names are equal
 *     sizes
 * @param reads the value that each variable has at the start (an op {@code READ})
 * @param writes the value that each variable gets at the end; nothing is written if the step fails
 * @param outputs what is fetched, by name
 * @param finite values that must be finite before anything is written (losses)
 */
public record StepGraph(
    String name,
    List<Input> inputs,
    Map<Variable, Value> reads,
    Map<Variable, Value> writes,
    Map<String, Value> outputs,
    List<Value> finite,
    Graph graph) {
  public StepGraph {
    inputs = List.copyOf(inputs);
    reads = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(reads));
    writes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(writes));
    outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    finite = List.copyOf(finite);
  }

  /**
   * A value fed from outside: an op {@code INPUT}. The names of {@link Clock} are clocks; all
   * others are fields of the record.
   */
  public record Input(String name, Value value) {
    public TensorType type() {
      return value.type();
    }

    public boolean isClock() {
      return name.startsWith(Clock.PREFIX);
    }
  }

  /** The names of clock inputs. All are f32 scalars, but {@link #DRAW}. */
  public static final class Clock {
    public static final String PREFIX = "now.";
    public static final String EPOCH = "now.epoch";
    public static final String STEP = "now.step";
    public static final String EPOCHS = "now.epochs";
    public static final String STEPS = "now.steps";

    /**
     * i64 scalar: the counter of random draws. In a train step the step of this training; in a data
     * block a number made of epoch and record; in inference always 0.
     */
    public static final String DRAW = "now.draw";

    private Clock() {}
  }
}
