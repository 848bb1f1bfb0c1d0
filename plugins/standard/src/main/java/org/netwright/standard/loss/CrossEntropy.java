package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Cross-entropy of logits against class numbers or distributions, with smoothing towards the
 * uniform distribution (Szegedy et al., 2016).
 */
public final class CrossEntropy implements FunctionDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments) {
    Value logits = arguments.tensor("logits");
    Value label = arguments.tensor("label");
    double smoothing = arguments.number("smoothing");
    int last = logits.type().shape().rank() - 1;
    boolean numbers = ClassNumbers.fit(arguments, logits, label);
    Value logs = graph.logSoftmax(logits);
    Value right;
    if (numbers) {
      right = ClassNumbers.pick(graph, logs, ClassNumbers.checked(graph, logits, label));
    } else {
      Value target = graph.cast(label, logits.type().element());
      right = graph.sum(graph.multiply(target, logs), false, last);
    }
    if (smoothing == 0) {
      return List.of(graph.negate(right));
    }
    // Σ ((1 − s)·t + s / K)·log p = (1 − s)·Σ t·log p + s·mean log p
    Value everywhere = graph.mean(logs, false, last);
    Value mixed =
        graph.add(graph.multiply(right, 1 - smoothing), graph.multiply(everywhere, smoothing));
    return List.of(graph.negate(mixed));
  }
}
