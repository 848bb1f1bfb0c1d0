package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

class IdxTest {
  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path folder;

  /** Three pictures to train on, whose pixels all are ten times their number, and two to test. */
  @BeforeEach
  void aWholeDataSet() throws IOException {
    write(IMAGES, images(0x0803, 3, 28, 28, 3));
    write(LABELS, labels(0x0801, 3, 0, 9, 4));
    write("t10k-images-idx3-ubyte", images(0x0803, 2, 28, 28, 2));
    write("t10k-labels-idx1-ubyte", labels(0x0801, 2, 1, 2));
  }

  private static byte[] images(int magic, int count, int height, int width, int held) {
    byte[] pixels = new byte[height * width * held];
    for (int i = 0; i < held; i++) {
      Arrays.fill(pixels, i * height * width, (i + 1) * height * width, (byte) (100 * i));
    }
    return file(pixels, magic, count, height, width);
  }

  private static byte[] labels(int magic, int count, int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < labels.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return file(bytes, magic, count);
  }

  private static byte[] file(byte[] body, int... header) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (int number : header) {
        out.writeInt(number);
      }
      out.write(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }

  private Opened open() throws IOException {
    return new Idx().open(TestArguments.of("folder", ".", "classes", 10), new TestPlace(folder));
  }

  private void refused(String file, byte[] bytes, String... words) throws IOException {
    write(file, bytes);
    assertThatThrownBy(this::open)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(file)
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void recordsAreWhatTheFilesHold() throws IOException {
    TestPlace place = new TestPlace(folder);
    Opened opened = new Idx().open(TestArguments.of("folder", ".", "classes", 10), place);
    assertThat(opened.splits()).containsOnlyKeys("train", "test");
    Split train = opened.splits().get("train");
    assertThat(train.size()).isEqualTo(3);
    assertThat(opened.splits().get("test").size()).isEqualTo(2);
    TestRecord last = TestRecord.read(train, 2);
    assertThat(last.field("label")).containsExactly(4);
    assertThat(last.field("image")).hasSize(784).containsOnly(200);
    assertThat(place.notes()).singleElement().asString().contains("3 + 2 pictures");
  }

  @Test
  void packedFilesAreReadToo() throws IOException {
    byte[] plain = Files.readAllBytes(folder.resolve(IMAGES));
    Files.delete(folder.resolve(IMAGES));
    write(IMAGES + ".gz", packed(plain));
    assertThat(TestRecord.read(open().splits().get("train"), 1).field("image")).containsOnly(100);
  }

  private static byte[] packed(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void aMissingFileIsNamedWithBothSpellings() throws IOException {
    Files.delete(folder.resolve(LABELS));
    assertThatThrownBy(this::open)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(LABELS + " is missing")
        .hasMessageContaining(LABELS + ".gz");
  }

  @Test
  void aFileCutAtAnyPlaceIsCut() throws IOException {
    byte[] whole = images(0x0803, 3, 28, 28, 3);
    for (int length : new int[] {0, 3, 15, 16, 17, whole.length - 1}) {
      refused(IMAGES, Arrays.copyOf(whole, length), "is cut");
    }
    byte[] few = labels(0x0801, 3, 1, 2, 3);
    write(IMAGES, whole);
    for (int length = 0; length < few.length; length++) {
      refused(LABELS, Arrays.copyOf(few, length), "is cut");
    }
  }

  @Test
  void aPackedFileCutAnywhereIsCut() throws IOException {
    byte[] whole = packed(images(0x0803, 3, 28, 28, 3));
    Files.delete(folder.resolve(IMAGES));
    for (int length : new int[] {0, 5, 12, whole.length / 2, whole.length - 1}) {
      refused(IMAGES + ".gz", Arrays.copyOf(whole, length), "is cut");
    }
    refused(IMAGES + ".gz", images(0x0803, 3, 28, 28, 3), "is cut");
  }

  @Test
  void aWrongMagicNumberIsShown() throws IOException {
    refused(IMAGES, images(0x0801, 3, 28, 28, 3), "00000801", "00000803");
    write(IMAGES, images(0x0803, 3, 28, 28, 3));
    refused(LABELS, labels(0x0803, 3, 1, 2, 3), "00000803", "00000801");
  }

  @Test
  void otherSizesAreNamed() throws IOException {
    refused(IMAGES, images(0x0803, 3, 32, 30, 3), "32 × 30");
  }

  @Test
  void bytesBehindTheEndAreAMistake() throws IOException {
    refused(IMAGES, images(0x0803, 3, 28, 28, 4), "longer");
  }

  @Test
  void aForgedCountDoesNotAskForMemory() throws IOException {
    refused(IMAGES, images(0x0803, -1, 28, 28, 1), "4294967295 records");
    refused(IMAGES, images(0x0803, 2_000_000, 28, 28, 1), "is cut");
  }

  @Test
  void picturesAndLabelsMustBelongTogether() throws IOException {
    write(LABELS, labels(0x0801, 2, 1, 2));
    assertThatThrownBy(this::open)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("3 pictures and 2 labels");
  }

  @Test
  void aLabelOutOfRangeIsNamedWithItsPlace() throws IOException {
    refused(LABELS, labels(0x0801, 3, 0, 10, 4), "label 1 is 10", "0 … 9");
    refused(LABELS, labels(0x0801, 3, 0, 1, 255), "label 2 is 255");
  }
}
