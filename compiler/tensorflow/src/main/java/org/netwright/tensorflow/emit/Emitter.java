package org.netwright.tensorflow.emit;

import java.util.List;
import org.tensorflow.Output;

/** Writes the nodes of one op and gives their results, one for each result of the op. */
@FunctionalInterface
public interface Emitter {
  List<Output<?>> emit(Emission op);

  /** Writes an op that has one result. */
  @FunctionalInterface
  interface Single {
    Output<?> emit(Emission op);
  }

  static Emitter of(Single single) {
    return op -> List.of(single.emit(op));
  }
}
