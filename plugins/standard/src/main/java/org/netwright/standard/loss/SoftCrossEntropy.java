package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** Cross-entropy of logits against a distribution that is taken as it is. */
public final class SoftCrossEntropy implements FunctionDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments) {
    Value logits = arguments.tensor("logits");
    Value products = graph.multiply(arguments.tensor("target"), graph.logSoftmax(logits));
    return List.of(graph.negate(graph.sum(products, false, logits.type().shape().rank() - 1)));
  }
}
