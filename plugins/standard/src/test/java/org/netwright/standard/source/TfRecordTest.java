package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

/** Record files that TensorFlow has written ({@code sources.py}), and damaged ones. */
class TfRecordTest {
  @TempDir Path root;

  @BeforeEach
  void copyFiles() throws IOException {
    Files.createDirectory(root.resolve("shards"));
    copy("train.tfrecord", "train.tfrecord");
    copy("test.tfrecord", "test.tfrecord");
    copy("pictures.tfrecord", "pictures.tfrecord");
    copy("train.tfrecord", "shards/train-00001-of-00002");
    copy("test.tfrecord", "shards/train-00000-of-00002");
  }

  private void copy(String name, String to) throws IOException {
    try (InputStream in = TfRecordTest.class.getResourceAsStream(name)) {
      Files.copy(in, root.resolve(to));
    }
  }

  private Opened numbers(String train, String features, Object classes) throws IOException {
    TestArguments arguments =
        TestArguments.of(
            "train",
            train,
            "test",
            "test.tfrecord",
            "features",
            features,
            "label",
            "label",
            "classes",
            classes,
            "width",
            3);
    return TfRecord.NUMBERS.open(arguments, new TestPlace(root));
  }

  private TestRecord record(String train, String features, int index) throws IOException {
    return TestRecord.read(
        numbers(train, features, TestArguments.NONE).splits().get("train"), index);
  }

  @Test
  void aFeatureIsAListOfFloatsOrWholeNumbersOrBytes() throws IOException {
    TestRecord record = record("train.tfrecord", "features", 2);
    assertThat(record.field("features")).containsExactly(2, -0.5, 1e-3f);
    assertThat(record.field("label")).containsExactly(2);
    assertThat(record("train.tfrecord", "whole", 1).field("features"))
        .containsExactly(-1, 0x1p40, 1);
    assertThat(record("train.tfrecord", "pixels", 0).field("features"))
        .containsExactly(0, 128, 255);
  }

  @Test
  void aFolderIsItsFilesInTheOrderOfTheirNames() throws IOException {
    assertThat(numbers("shards", "features", 3).splits().get("train").size()).isEqualTo(4);
    assertThat(record("shards", "features", 0).field("features")).containsExactly(7, 8, 9);
    assertThat(record("shards", "features", 3).field("label")).containsExactly(2);
  }

  @Test
  void picturesAreDecodedWhenTheyAreRead() throws IOException {
    TestArguments arguments =
        TestArguments.of(
            "train",
            "pictures.tfrecord",
            "test",
            "pictures.tfrecord",
            "image",
            "image/encoded",
            "label",
            "image/class/label",
            "classes",
            TestArguments.NONE);
    Opened opened = TfRecord.IMAGES.open(arguments, new TestPlace(root));
    TestRecord second = TestRecord.read(opened.splits().get("train"), 1);
    assertThat(second.shape("image")).isEqualTo(Shape.of(2, 3, 3));
    assertThat(second.field("image")).containsOnly(10);
    assertThat(second.field("label")).containsExactly(1);
    assertThatThrownBy(
            () ->
                TfRecord.IMAGES.open(
                    arguments.with("train", "train.tfrecord"), new TestPlace(root)))
        .hasMessageContaining("has no feature `image/class/label`; it has features, label");
  }

  private void assertRefused(String train, String features, Object classes, String sentence) {
    assertThatThrownBy(() -> numbers(train, features, classes))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(train)
        .hasMessageContaining(sentence);
  }

  @Test
  void whatAnExampleLacksIsSaidWithItsPlace() {
    assertRefused("train.tfrecord", "signal", 3, "record 0 has no feature `signal`; it has f");
    assertRefused(
        "train.tfrecord", "none", 3, "record 0 has 0 numbers in `none`, and `width` says 3");
    assertRefused("train.tfrecord", "features", 2, "record 2 has the label 2, outside 0 … 1");
    assertRefused("nothing", "features", 3, "is missing");
    assertRefused("train.tfrecord", "note", 3, "record 0 has 1 numbers in `note`");
  }

  @Test
  void damageIsSaidWithTheNumberOfTheRecord() throws IOException {
    byte[] whole = Files.readAllBytes(root.resolve("train.tfrecord"));
    byte[] changed = whole.clone();
    changed[whole.length - 10] ^= 1;
    Files.write(root.resolve("a"), changed);
    assertRefused("a", "features", 3, "the content of record 2 does not fit its checksum");
    changed = whole.clone();
    changed[0] ^= 1;
    Files.write(root.resolve("a"), changed);
    assertRefused("a", "features", 3, "the length of record 0 does not fit its checksum");
    Files.write(root.resolve("a"), Arrays.copyOf(whole, whole.length - 3));
    assertRefused("a", "features", 3, "is cut inside record 2");
    Files.write(root.resolve("a"), new byte[0]);
    assertRefused("a", "features", 3, "holds no record");
    Files.write(root.resolve("a"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertRefused("a", "features", 3, "is packed with gzip");
    Files.createDirectory(root.resolve("empty"));
    assertRefused("empty", "features", 3, "holds no file");
  }

  /** Whatever stands in a record: it is an example, or half a sentence says why not. */
  @Test
  void noMessageDoesAnythingButARefusal() throws IOException {
    TfRecordFiles files = TfRecordFiles.open(root.resolve("train.tfrecord"), new TestPlace(root));
    byte[] whole = files.read(1);
    Random random = new Random(8);
    for (int i = 0; i < 2000; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int j = 0; j < i % 5 && damaged.length > 0; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(
              () -> {
                try {
                  TfExample.of(damaged);
                } catch (IOException refused) {
                  assertThat(refused.getMessage()).matches("(has|ends) .*");
                }
              })
          .doesNotThrowAnyException();
    }
    assertThat(TfExample.of(new byte[0]).names()).isEmpty();
    assertThat(List.of(TfExample.of(whole).names())).isNotEmpty();
  }
}
