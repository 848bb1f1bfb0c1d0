package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Graph;

/** TensorFlow is asked for its kernels before a step runs. */
class KernelRegistryTest {
  private static final Span LINE = new Span("model.net", 7, 3, 7, 9);
  private static final Op OP =
      new Op(
          0,
          Primitive.ROUND,
          List.of(),
          Attributes.NONE,
          List.of(TensorType.f32(Trial.shape(4))),
          new Origin(LINE, "m", false),
          Optional.empty());

  private static void write(String type, ElementType element) {
    try (Graph graph = new Graph()) {
      NodeWriter nodes = new NodeWriter(graph, new NodeNames(), new KernelRegistry(Target.CPU));
      nodes.begin("m", OP, NodeNames.Role.COMPUTE);
      nodes.make(type, nodes.constant(Trial.type(element, 4), new double[] {1, 2, 3, 4}));
    }
  }

  @Test
  void aKernelThatIsMissingIsSaidAtTheLineThatNeedsIt() {
    assertThatThrownBy(() -> write("Rint", ElementType.BF16))
        .isInstanceOfSatisfying(
            EnvironmentFault.class,
            fault -> {
              assertThat(fault.diagnostic().code()).isEqualTo("NW822");
              assertThat(fault.diagnostic().span()).isEqualTo(LINE);
              assertThat(fault.diagnostic().message())
                  .isEqualTo(
                      "TensorFlow has no kernel for Rint in bf16 on a CPU, which round is computed"
                          + " with");
              assertThat(fault.diagnostic().hint().map(Hint::message))
                  .contains("train this program in float32: leave out --precision bf16");
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "F64"})
  void whatIsNotInBf16IsNotAskedFor(ElementType element) {
    assertThatCode(() -> write("Rint", element)).doesNotThrowAnyException();
  }

  /** Those that emitters write around the ops they are named after. */
  @ParameterizedTest
  @ValueSource(
      strings = {"Floor", "Ceil", "Round", "IsNan", "IsFinite", "Neg", "Sign", "Relu", "Tanh"})
  void theSimpleKernelsAreThere(String type) {
    assertThatCode(() -> write(type, ElementType.BF16)).doesNotThrowAnyException();
  }
}
