package org.netwright.frontend.program;

import java.util.List;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/**
 * A model elaborated at given input types, in inference mode: what {@code summary} shows and the
 * cost pass counts.
 *
 * @param layers one line per applied instance, in order of application
 */
public record ModelProgram(
    String name,
    List<Variable> variables,
    StepGraph initialize,
    StepGraph forward,
    List<LayerCall> layers) {
  public ModelProgram {
    variables = List.copyOf(variables);
    layers = List.copyOf(layers);
  }

  /**
   * One application of an instance.
   *
   * @param path the instance's path with loop indices
   * @param declaration the layer's name
   * @param depth how deep it is nested, from 0
   * @param output the type of its result; a tuple shows its first tensor
   * @param firstOp and lastOp the ids of the ops it made: those from first up to, without, last
   */
  public record LayerCall(
      String path,
      String declaration,
      int depth,
      TensorType output,
      int firstOp,
      int lastOp,
      Span place) {}
}
