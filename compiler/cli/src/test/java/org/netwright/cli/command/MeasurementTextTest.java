package org.netwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class MeasurementTextTest {
  private static Measurement of(Shape shape, Double... values) {
    return new Measurement(new TensorType(ElementType.F64, shape), List.of(values));
  }

  private static Measurement zeros(long... sizes) {
    Shape shape = Shape.of(sizes);
    int count = (int) shape.elements().known();
    return new Measurement(new TensorType(ElementType.F64, shape), Collections.nCopies(count, 0.0));
  }

  @Test
  void aLineHoldsNumbersAndShortRowsAndTheSizesOfTheRest() {
    assertThat(MeasurementText.inLine(Measurement.of(0.43123))).isEqualTo("0.4312");
    assertThat(MeasurementText.inLine(of(Shape.of(3), 0.5, 1.0, Double.NaN)))
        .isEqualTo("[0.5000 1 NaN]");
    assertThat(MeasurementText.inLine(zeros(1000))).isEqualTo("(1,000 numbers)");
    assertThat(MeasurementText.inLine(zeros(3, 4))).isEqualTo("(3 × 4 numbers)");
  }

  @Test
  void aMatrixIsATableOfItsRowsAndColumns() {
    assertThat(MeasurementText.block("test.confusion", of(Shape.of(2, 2), 926.0, 9.0, 8.0, 17.0)))
        .containsExactly(
            "", "test.confusion [2, 2]", "     0   1", "-  ---  --", "0  926   9", "1    8  17");
  }

  @Test
  void aRowIsATableWithOneColumn() {
    assertThat(MeasurementText.block("test.each", of(Shape.of(2), 0.25, 1.0)))
        .containsExactly("", "test.each [2]", "    value", "-  ------", "0  0.2500", "1       1");
  }

  @Test
  void whatIsTooLargeSaysWhereItIs() {
    assertThat(MeasurementText.block("test.each", zeros(2, 40)))
        .containsExactly(
            "", "test.each [2, 40]", "too large for a table; `--format json` prints all of it");
  }
}
