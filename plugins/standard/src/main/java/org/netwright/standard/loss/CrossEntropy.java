package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * Cross-entropy of logits against class numbers or distributions, with smoothing towards the
 * uniform distribution (Szegedy et al., 2016) or towards the other classes alone.
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
    return List.of(graph.negate(smoothed(graph, arguments, right, logs, last)));
  }

  /**
   * Towards all: Σ ((1 − s)·t + s / K)·log p = (1 − s)·Σ t·log p + s·mean log p. Towards the
   * others: Σ ((1 − s)·t + s·(1 − t) / (K − 1))·log p = (1 − s)·Σ t·log p + s / (K − 1)·(Σ log p −
   * Σ t·log p).
   */
  private static Value smoothed(
      GraphBuilder graph, Arguments arguments, Value right, Value logs, int last) {
    double smoothing = arguments.number("smoothing");
    Value share = graph.multiply(right, 1 - smoothing);
    if (arguments.text("towards").equals("all")) {
      return graph.add(share, graph.multiply(graph.mean(logs, false, last), smoothing));
    }
    Value others = graph.subtract(graph.sum(logs, false, last), right);
    Value count =
        graph.cast(graph.size(logs.type().shape().dim(last).minus(1)), logs.type().element());
    return graph.add(share, graph.divide(graph.multiply(others, smoothing), count));
  }
}
