package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.ALL;
import static org.netwright.spi.graph.Primitive.ANY;
import static org.netwright.spi.graph.Primitive.ARG_MAX;
import static org.netwright.spi.graph.Primitive.CUMULATIVE_SUM;
import static org.netwright.spi.graph.Primitive.MAX;
import static org.netwright.spi.graph.Primitive.MIN;
import static org.netwright.spi.graph.Primitive.PRODUCT;
import static org.netwright.spi.graph.Primitive.SUM;
import static org.netwright.spi.graph.Primitive.TOP_K;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.tensorflow.Output;

/** Many elements to one, along axes. */
final class ReductionEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          SUM, Emitter.of(ReductionEmitters::sum),
          MAX, Emitter.of(op -> reduce(op, "Max")),
          MIN, Emitter.of(op -> reduce(op, "Min")),
          PRODUCT, Emitter.of(op -> reduce(op, "Prod")),
          ALL, Emitter.of(op -> reduce(op, "All")),
          ANY, Emitter.of(op -> reduce(op, "Any")),
          ARG_MAX, Emitter.of(ReductionEmitters::argMax),
          CUMULATIVE_SUM, Emitter.of(ReductionEmitters::cumulativeSum),
          TOP_K, ReductionEmitters::topK);

  private ReductionEmitters() {}

  private static Output<?> reduce(Emission op, String type) {
    return op.node(type, op.in(0), op.integers(op.attributes().integers("axes")))
        .with("keep_dims", op.attributes().flag("keep"))
        .output();
  }

  private static Output<?> sum(Emission op) {
    long[] axes = op.attributes().integers("axes");
    int rank = op.shape(0).rank();
    boolean allButLast = Arrays.equals(axes, Emission.range(0, Math.max(0, rank - 1)));
    if (allButLast
        && rank >= 2
        && op.element(0) == ElementType.F32
        && !op.attributes().flag("keep")) {
      return op.make("BiasAddGrad", op.in(0));
    }
    return reduce(op, "Sum");
  }

  private static Output<?> argMax(Emission op) {
    return op.node("ArgMax", op.in(0), op.nodes().integer(op.attributes().integer("axis")))
        .with("output_type", ElementType.I64)
        .output();
  }

  private static Output<?> cumulativeSum(Emission op) {
    return op.node("Cumsum", op.in(0), op.nodes().integer(op.attributes().integer("axis")))
        .with("exclusive", op.attributes().flag("exclusive"))
        .with("reverse", op.attributes().flag("reverse"))
        .output();
  }

  private static List<Output<?>> topK(Emission op) {
    Output<?> k = op.size(op.attributes().dim("k"));
    return op.node("TopKV2", op.in(0), k).with("sorted", true).outputs(2);
  }
}
