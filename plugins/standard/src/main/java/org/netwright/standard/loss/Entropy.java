package org.netwright.standard.loss;

import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/** −Σ p·log p along the last axis; a p of 0 adds nothing, a negative one gives NaN. */
public final class Entropy implements FunctionDefinition {
  @Override
  public List<Value> apply(GraphBuilder graph, Arguments arguments) {
    Value p = arguments.tensor("p");
    Value one = graph.constant(1, p.type().element());
    Value safe = graph.select(graph.equal(p, graph.constant(0, p.type().element())), one, p);
    Value products = graph.multiply(p, graph.log(safe));
    return List.of(graph.negate(graph.sum(products, false, p.type().shape().rank() - 1)));
  }
}
