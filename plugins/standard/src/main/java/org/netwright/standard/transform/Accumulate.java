package org.netwright.standard.transform;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.TransformDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Averages gradients over several steps, which together act like one step on a larger batch. */
public final class Accumulate implements TransformDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments, List<Value> values) {
    return values;
  }

  @Override
  public int every(Arguments arguments) {
    return Math.toIntExact(arguments.integer("steps"));
  }
}
