package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

class SyntheticTest {
  private static final TestArguments SMALL =
      TestArguments.of(
          "height",
          8,
          "width",
          6,
          "channels",
          2,
          "classes",
          4,
          "size",
          100,
          "seed",
          5,
          "noise",
          32.0);

  private static Map<String, Split> open(TestArguments arguments) throws IOException {
    Opened opened = new Synthetic().open(arguments, new TestPlace(Path.of("")));
    return opened.splits();
  }

  @Test
  void recordsHaveTheShapeThatWasAskedFor() throws IOException {
    Map<String, Split> splits = open(SMALL);
    assertThat(splits.get("train").size()).isEqualTo(100);
    assertThat(splits.get("test").size()).isEqualTo(20);
    assertThat(splits.get("train").fields().get(0).type().shape()).isEqualTo(Shape.of(8, 6, 2));
    assertThat(TestRecord.read(splits.get("train"), 7).field("label")).containsExactly(3);
    assertThat(open(SMALL.with("size", 3)).get("test").size()).isEqualTo(4);
  }

  @Test
  void theSeedDecidesEveryPixel() throws IOException {
    double[] one = TestRecord.read(open(SMALL).get("train"), 13).field("image");
    assertThat(TestRecord.read(open(SMALL).get("train"), 13).field("image")).isEqualTo(one);
    assertThat(TestRecord.read(open(SMALL.with("seed", 6)).get("train"), 13).field("image"))
        .isNotEqualTo(one);
    assertThat(TestRecord.read(open(SMALL).get("test"), 13).field("image")).isNotEqualTo(one);
    assertThat(TestRecord.read(open(SMALL).get("train"), 17).field("image")).isNotEqualTo(one);
  }

  @Test
  void theNearestMeanTellsClassesApart() throws IOException {
    Map<String, Split> splits = open(SMALL);
    double[][] means = new double[4][96];
    for (int i = 0; i < 100; i++) {
      TestRecord record = TestRecord.read(splits.get("train"), i);
      for (int p = 0; p < 96; p++) {
        means[(int) record.field("label")[0]][p] += record.field("image")[p] / 25;
      }
    }
    for (int i = 0; i < 20; i++) {
      TestRecord record = TestRecord.read(splits.get("test"), i);
      int nearest = 0;
      for (int c = 1; c < 4; c++) {
        if (distance(means[c], record.field("image"))
            < distance(means[nearest], record.field("image"))) {
          nearest = c;
        }
      }
      assertThat((double) nearest).isEqualTo(record.field("label")[0]);
    }
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }

  @Test
  void withoutNoiseAllOfAClassAreAlike() throws IOException {
    Split train = open(SMALL.with("noise", 0.0)).get("train");
    assertThat(TestRecord.read(train, 1).field("image"))
        .isEqualTo(TestRecord.read(train, 5).field("image"));
  }
}
