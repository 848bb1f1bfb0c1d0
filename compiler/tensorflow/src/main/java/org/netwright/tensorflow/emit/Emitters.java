package org.netwright.tensorflow.emit;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.tensorflow.Output;

/** The emitters of all primitives, from the tables of their families. */
public final class Emitters {
  private static final List<Map<Primitive, Emitter>> FAMILIES =
      List.of(
          SourceEmitters.TABLE,
          ElementwiseEmitters.TABLE,
          ReductionEmitters.TABLE,
          ShapeEmitters.TABLE,
          ImageEmitters.TABLE,
          ContractionEmitters.TABLE,
          ConvolutionEmitters.TABLE,
          PoolingEmitters.TABLE,
          NormalizationEmitters.TABLE,
          FlowEmitters.TABLE,
          UpdateEmitters.TABLE);

  /** Every primitive with its emitter. */
  public static final Map<Primitive, Emitter> ALL = joined();

  private Emitters() {}

  private static Map<Primitive, Emitter> joined() {
    Map<Primitive, Emitter> all = new EnumMap<>(Primitive.class);
    for (Map<Primitive, Emitter> family : FAMILIES) {
      family.forEach(
          (primitive, emitter) -> {
            if (all.put(primitive, emitter) != null) {
              throw new IllegalStateException(primitive + " must have one emitter");
            }
          });
    }
    return Collections.unmodifiableMap(all);
  }

  /** Writes the nodes of an op. */
  public static List<Output<?>> emit(Emission op) {
    Emitter emitter = ALL.get(op.op().primitive());
    if (emitter == null) {
      throw new IllegalStateException(op.op().primitive() + " must have an emitter");
    }
    return emitter.emit(op);
  }
}
