package org.netwright.frontend.precision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.program.Graph;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Value;

/**
 * The pass of mixed precision: gives values of a step the type bf16 where {@link PrecisionTable}
 * says so, and writes a cast wherever a value is needed in the other type. It runs on a whole
 * training step, so that the forward pass, its derivative and the optimizer are judged together.
 *
 * <p>What a step takes and gives (inputs, variables, outputs, losses) keeps its type. An optimizer
 * works in f32: a gradient is cast where it leaves the derivative. f64 stays f64.
 */
public final class MixedPrecision {
  private MixedPrecision() {}

  /** The same step in mixed precision. */
  public static StepGraph of(StepGraph step) {
    ScopeRewriting scope = new ScopeRewriting(step.graph().ops(), Map.of(), new StepDecisions());
    scope.rewrite();
    Map<Variable, Value> reads = new LinkedHashMap<>();
    step.reads().forEach((variable, value) -> reads.put(variable, scope.single(value)));
    Map<Variable, Value> writes = new LinkedHashMap<>();
    step.writes().forEach((variable, value) -> writes.put(variable, scope.single(value)));
    Map<String, Value> outputs = new LinkedHashMap<>();
    step.outputs().forEach((name, value) -> outputs.put(name, scope.single(value)));
    List<StepGraph.Input> inputs =
        step.inputs().stream()
            .map(input -> new StepGraph.Input(input.name(), scope.single(input.value())))
            .toList();
    List<Value> finite = step.finite().stream().map(scope::single).toList();
    Graph graph = new Graph(scope.ops());
    return GraphVerifier.verified(
        new StepGraph(step.name(), inputs, reads, writes, outputs, finite, graph));
  }
}
