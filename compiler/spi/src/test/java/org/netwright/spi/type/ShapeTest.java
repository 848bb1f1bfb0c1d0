package org.netwright.spi.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShapeTest {
  private static final Dim B = Dim.named("B");

  @Test
  void axesMayCountFromTheEnd() {
    Shape shape = Shape.of(B, Dim.of(3), Dim.of(4));
    assertThat(shape.dim(-1)).isEqualTo(Dim.of(4));
    assertThat(shape.with(-1, Dim.of(5))).hasToString("[B, 3, 5]");
    assertThat(shape.without(-3)).hasToString("[3, 4]");
    assertThat(shape.insert(1, Dim.of(9))).hasToString("[B, 9, 3, 4]");
  }

  @Test
  void theNumberOfElementsIsTheProductOfTheSizes() {
    assertThat(Shape.of(B, Dim.of(3), Dim.of(4)).elements()).isEqualTo(B.times(12));
    assertThat(Shape.SCALAR.elements()).isEqualTo(Dim.of(1));
  }

  @Test
  void namesAreReplacedInEverySize() {
    Shape shape = Shape.of(B, B.times(2)).substitute(Map.of("B", Dim.of(5)));
    assertThat(shape.isKnown()).isTrue();
    assertThat(shape.known()).containsExactly(5, 10);
  }

  @Test
  void aTypePrintsAsTheLanguageWritesIt() {
    assertThat(TensorType.f32(Shape.of(B, Dim.of(10)))).hasToString("[B, 10]");
    assertThat(TensorType.f32(Shape.SCALAR)).hasToString("f32[]");
    assertThat(new TensorType(ElementType.I64, Shape.of(B))).hasToString("i64[B]");
    assertThat(new TensorType(ElementType.F32, Shape.of(B)).substitute(Map.of("B", Dim.of(2))))
        .hasToString("[2]");
  }

  @Test
  void typesWidenAsTheDefinitionsSay() {
    assertThat(ElementType.U8.widened(ElementType.I32)).contains(ElementType.I32);
    assertThat(ElementType.I64.widened(ElementType.F32)).contains(ElementType.F32);
    assertThat(ElementType.F64.widened(ElementType.F32)).contains(ElementType.F64);
    assertThat(ElementType.BOOL.widened(ElementType.I32)).isEmpty();
    assertThat(ElementType.BOOL.widened(ElementType.BOOL)).contains(ElementType.BOOL);
    assertThat(ElementType.named("u8")).contains(ElementType.U8);
    assertThat(ElementType.named("U8")).isEmpty();
  }
}
