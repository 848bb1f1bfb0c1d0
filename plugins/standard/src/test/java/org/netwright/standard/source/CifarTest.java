package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

/** Both versions of CIFAR on files of two records made here. */
class CifarTest {
  private static final int PLANE = 1024;

  @TempDir Path root;

  /** Pictures whose red is 1, green 2 and blue 3, the first pixel 9. */
  private void write(String name, int... labels) throws IOException {
    int count = labels.length / 2;
    byte[] file = new byte[2 * (count + 3 * PLANE)];
    for (int i = 0; i < 2; i++) {
      int at = i * (count + 3 * PLANE);
      for (int j = 0; j < count; j++) {
        file[at + j] = (byte) labels[i * count + j];
      }
      for (int j = 0; j < 3 * PLANE; j++) {
        file[at + count + j] = (byte) (j == 0 ? 9 : 1 + j / PLANE);
      }
    }
    Files.write(root.resolve(name), file);
  }

  private Opened hundred() throws IOException {
    return new Cifar100().open(TestArguments.of("folder", "."), new TestPlace(root));
  }

  @Test
  void aPictureOfTheHundredHasItsClassAndItsGroup() throws IOException {
    write("train.bin", 3, 99, 19, 200 - 180);
    write("test.bin", 0, 1, 2, 3);
    TestRecord first = TestRecord.read(hundred().splits().get("train"), 0);
    assertThat(first.field("label")).containsExactly(99);
    assertThat(first.field("coarse")).containsExactly(3);
    assertThat(first.field("image")).hasSize(3 * PLANE).startsWith(9, 2, 3, 1, 2, 3);
    assertThat(TestRecord.read(hundred().splits().get("train"), 1).field("label"))
        .containsExactly(20);
    assertThat(new Cifar100().facts(TestArguments.of())).containsEntry("groups", 20L);
  }

  @Test
  void aPictureOfTheTenHasItsClass() throws IOException {
    for (int i = 1; i <= 5; i++) {
      write("data_batch_" + i + ".bin", i, 9);
    }
    write("test_batch.bin", 0, 1);
    Opened opened = new Cifar10().open(TestArguments.of("folder", "."), new TestPlace(root));
    assertThat(opened.splits().get("train").size()).isEqualTo(10);
    assertThat(TestRecord.read(opened.splits().get("train"), 4).field("label")).containsExactly(3);
  }

  private void assertMistake(String sentence) {
    assertThatThrownBy(this::hundred)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsWrongWithAFileIsSaid() throws IOException {
    assertMistake("train.bin is missing");
    write("train.bin", 3, 99, 20, 0);
    write("test.bin", 3, 99, 2, 0);
    assertMistake("train.bin: coarse 1 is 20, outside 0 … 19");
    write("train.bin", 3, 100, 1, 0);
    assertMistake("train.bin: label 0 is 100, outside 0 … 99");
    Files.write(root.resolve("train.bin"), new byte[3073]);
    assertMistake("3073 bytes, no multiple of the 3074 of a record");
  }
}
