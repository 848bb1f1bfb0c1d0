package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.CONSTANT;
import static org.netwright.spi.graph.Primitive.INPUT;
import static org.netwright.spi.graph.Primitive.RANDOM_NORMAL;
import static org.netwright.spi.graph.Primitive.RANDOM_TRUNCATED_NORMAL;
import static org.netwright.spi.graph.Primitive.RANDOM_UNIFORM;
import static org.netwright.spi.graph.Primitive.RANGE;
import static org.netwright.spi.graph.Primitive.READ;
import static org.netwright.spi.graph.Primitive.SIZE;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.tensorflow.Output;

/** What comes from nowhere else: feeds, variables, numbers, sizes, draws. */
final class SourceEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          INPUT, Emitter.of(SourceEmitters::input),
          READ, Emitter.of(SourceEmitters::read),
          CONSTANT, Emitter.of(SourceEmitters::constant),
          RANGE, Emitter.of(SourceEmitters::range),
          SIZE, Emitter.of(op -> op.size(op.attributes().dim("dim"))),
          RANDOM_UNIFORM, Emitter.of(op -> random(op, "StatelessRandomUniform")),
          RANDOM_NORMAL, Emitter.of(op -> random(op, "StatelessRandomNormal")),
          RANDOM_TRUNCATED_NORMAL, Emitter.of(op -> random(op, "StatelessTruncatedNormal")));

  private SourceEmitters() {}

  private static Output<?> input(Emission op) {
    return op.node("Placeholder")
        .with("dtype", op.result().element())
        .with("shape", op.result().shape())
        .output();
  }

  private static Output<?> read(Emission op) {
    return op.node("ReadVariableOp", op.handle()).with("dtype", op.result().element()).output();
  }

  private static Output<?> constant(Emission op) {
    return op.nodes().constant(op.result(), op.attributes().numbers("values"));
  }

  private static Output<?> range(Emission op) {
    Output<?> length = op.size(op.attributes().dim("length"));
    return op.make("Range", op.nodes().integer(0), length, op.nodes().integer(1));
  }

  /**
   * Draws of Philox (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"): the same
   * key and counter give the same numbers in every process.
   */
  private static Output<?> random(Emission op, String type) {
    Output<?> key = op.nodes().wide(op.attributes().integer("key"));
    Output<?> seed = op.nodes().pack(List.of(key, op.in(0)));
    return op.node(type, op.sizes().vector(op.result().shape()), seed)
        .with("dtype", ElementType.F32)
        .output();
  }
}
