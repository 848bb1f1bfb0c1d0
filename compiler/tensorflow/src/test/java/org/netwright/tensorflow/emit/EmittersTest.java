package org.netwright.tensorflow.emit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.netwright.spi.graph.Primitive;

class EmittersTest {
  @Test
  void everyPrimitiveHasAnEmitter() {
    assertThat(Emitters.ALL.keySet()).containsExactlyInAnyOrder(Primitive.values());
  }
}
