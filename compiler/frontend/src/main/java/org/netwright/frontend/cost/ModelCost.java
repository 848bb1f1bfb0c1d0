package org.netwright.frontend.cost;

import java.util.List;
import org.netwright.frontend.program.ModelProgram;

/**
 * What a model costs in total and per application of a layer. The line of a layer includes its
 * parts; a shared parameter stands in the line of each application and once in the total.
 */
public record ModelCost(ParameterCost parameters, WorkCost work, List<Layer> layers) {
  public ModelCost {
    layers = List.copyOf(layers);
  }

  /** One application of a layer. */
  public record Layer(ModelProgram.LayerCall call, ParameterCost parameters, WorkCost work) {}
}
