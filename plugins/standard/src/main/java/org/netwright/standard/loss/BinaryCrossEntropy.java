package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/**
 * Cross-entropy of independent yes-or-no logits: softplus(x) − target·x, whose derivative
 * sigmoid(x) − target is right everywhere, at 0 too.
 */
public final class BinaryCrossEntropy implements FunctionDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments) {
    Value logits = arguments.tensor("logits");
    Value target = arguments.tensor("target");
    TensorType type = target.type();
    boolean fits = type.shape().rank() == 0 || type.shape().equals(logits.type().shape());
    if (!fits || !type.element().isNumber()) {
      throw arguments.error(
          "`target` is " + type + ", which fits no logits of the shape " + logits.type().shape(),
          "give numbers of the shape " + logits.type().shape() + ", or one number for all");
    }
    Value wanted = graph.cast(target, logits.type().element());
    return List.of(graph.subtract(graph.softplus(logits), graph.multiply(wanted, logits)));
  }
}
