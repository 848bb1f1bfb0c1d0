package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

/** Arrays that NumPy has written ({@code sources.py}), and what is wrong with damaged ones. */
class NumpyTest {
  @TempDir Path root;

  @BeforeEach
  void copyFiles() throws IOException {
    for (String name :
        List.of(
            "features.npy",
            "labels.npy",
            "splits.npz",
            "rows.npz",
            "objects.npy",
            "fortran.npy",
            "complex.npy",
            "fields.npy")) {
      try (InputStream in = NumpyTest.class.getResourceAsStream(name)) {
        Files.copy(in, root.resolve(name));
      }
    }
  }

  private static TestArguments arrays(String features, String label) {
    return TestArguments.of(
        "features", features, "label", label, "test", 0.5, "seed", 1, "classes", 3, "width", 6);
  }

  private Opened files(String features, String label) throws IOException {
    return Numpy.FILES.open(arrays(features, label), new TestPlace(root));
  }

  private Opened archive(String file, String features, String label) throws IOException {
    return Numpy.ARCHIVE.open(arrays(features, label).with("file", file), new TestPlace(root));
  }

  @Test
  void rowsAreDividedAndNoneIsLost() throws IOException {
    Opened opened = files("features.npy", "labels.npy");
    Split train = opened.splits().get("train");
    Split test = opened.splits().get("test");
    assertThat(train.size() + test.size()).isEqualTo(4);
    assertThat(train.fields().get(0).type()).hasToString("[6]");
    double[] firsts = new double[4];
    for (Split split : List.of(train, test)) {
      for (long i = 0; i < split.size(); i++) {
        TestRecord record = TestRecord.read(split, i);
        double[] row = record.field("features");
        int number = (int) Math.round((row[0] * 8 + 4) / 6);
        firsts[number]++;
        assertThat(row[5]).isEqualTo((6 * number + 5 - 4) / 8.0);
        assertThat(record.field("label")).containsExactly(new double[] {2, 0, 1, 2}[number]);
      }
    }
    assertThat(firsts).containsOnly(1);
  }

  @Test
  void anArchiveMayHoldItsSplits() throws IOException {
    Opened opened = archive("splits.npz", "x", "y");
    assertThat(opened.splits().get("train").size()).isEqualTo(4);
    assertThat(opened.splits().get("test").size()).isEqualTo(2);
    TestRecord last = TestRecord.read(opened.splits().get("train"), 3);
    assertThat(last.field("features")).containsExactly(14, 15, 16, 17, 18, 19);
    assertThat(last.field("label")).containsExactly(2);
    TestRecord tested = TestRecord.read(opened.splits().get("test"), 0);
    assertThat(tested.field("features")).containsExactly(-4, -3, -2, -1, 0, 1);
  }

  @Test
  void anArchiveWithoutSplitsIsDivided() throws IOException {
    Opened opened = archive("rows.npz", "x", "y");
    assertThat(opened.splits().get("train").size() + opened.splits().get("test").size())
        .isEqualTo(4);
    assertThat(TestRecord.read(opened.splits().get("train"), 0).field("features"))
        .containsAnyOf(0, 1)
        .hasSize(6);
  }

  /** Numbers of 16 bits: 1, -2, the largest, the smallest, infinity. */
  @Test
  void halvesHaveTheirValues() {
    byte[] bytes = {0, 0x3c, 0, (byte) 0xc0, (byte) 0xff, 0x7b, 1, 0, 0, 0x7c};
    NumpyArray array = NumpyArray.of("a", npy("<f2", "(5,)", bytes), new TestPlace(root));
    float[] values = new float[5];
    for (int i = 0; i < 5; i++) {
      values[i] = array.number(i);
    }
    assertThat(values).containsExactly(1, -2, 65504, 0x1p-24f, Float.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @CsvSource({"|i1, -1", "|u1, 255", "<i2, -1", "<u2, 65535", "<u4, 4294967295", "<i8, -1"})
  void wholeNumbersHaveTheirSign(String type, double expected) {
    byte[] bytes = new byte[Integer.parseInt(type.substring(2))];
    Arrays.fill(bytes, (byte) -1);
    NumpyArray array = NumpyArray.of("a", npy(type, "(1,)", bytes), new TestPlace(root));
    assertThat((double) array.number(0)).isCloseTo(expected, within(256.0));
    assertThat((double) array.whole(0)).isEqualTo(expected);
  }

  private static byte[] npy(String type, String shape, byte... elements) {
    return raw(
        "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }", elements);
  }

  private static byte[] raw(String header, byte... elements) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[10 + text.length + elements.length];
    byte[] head = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length, 0};
    System.arraycopy(head, 0, file, 0, 10);
    System.arraycopy(text, 0, file, 10, text.length);
    System.arraycopy(elements, 0, file, 10 + text.length, elements.length);
    return file;
  }

  private void assertRefused(String features, String label, String sentence) {
    assertThatThrownBy(() -> files(features, label))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(features.equals("features.npy") ? label : features)
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsNoArrayOfNumbersIsRefused() {
    assertRefused("objects.npy", "labels.npy", "pickled objects, and to read them would run code");
    assertRefused("fortran.npy", "labels.npy", "in the order of Fortran");
    assertRefused("complex.npy", "labels.npy", "elements of the type <c8");
    assertRefused("fields.npy", "labels.npy", "records of several fields");
    assertRefused("features.npy", "features.npy", "has the shape [4, 2, 3]");
    assertRefused("features.npy", "none.npy", "is missing");
    assertRefused("labels.npy", "labels.npy", "so 1 numbers an example, and `width` says 6");
    assertThatThrownBy(() -> archive("splits.npz", "image", "y"))
        .hasMessageContaining("holds no array `image`; it has [x_test, x_train, y_test, y_train]");
    assertThatThrownBy(() -> archive("labels.npy", "x", "y"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("is no archive of arrays");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(4, 999999999999999999)",
        "(999999999999999999, 999999999999999999)",
        "(4611686018427387904, 4)",
        "(99999999999999999999,)",
        "(9,)",
        "(3,)"
      })
  void aHeaderThatPromisesMoreOrLessThanFollowsIsRefused(String shape) throws IOException {
    Files.write(root.resolve("bad.npy"), npy("|u1", shape, new byte[4]));
    assertThatThrownBy(() -> files("bad.npy", "labels.npy"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("bad.npy");
  }

  @Test
  void labelsAreWholeAndAmongTheClasses() throws IOException {
    Files.write(
        root.resolve("bad.npy"), npy("|i1", "(4,)", (byte) 0, (byte) -1, (byte) 2, (byte) 3));
    assertRefused("features.npy", "bad.npy", "label 1 is -1");
    Files.write(
        root.resolve("bad.npy"), npy("|u1", "(4,)", (byte) 0, (byte) 1, (byte) 2, (byte) 3));
    assertRefused("features.npy", "bad.npy", "label 3 is 3, outside 0 … 2");
    Files.write(root.resolve("bad.npy"), npy("<f4", "(1,)", new byte[4]));
    assertRefused("features.npy", "bad.npy", "has the shape [1]");
  }

  /** An entry that is longer than the archive says, and one with a wrong name. */
  @Test
  void anArchiveOfSomethingElseIsRefused() throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(root.resolve("z.npz")))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write("no array".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    assertThatThrownBy(() -> archive("z.npz", "x", "y"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("z.npz:x is no NumPy array");
  }

  /** However a file is cut or changed: it is read, or refused with a sentence; nothing else. */
  @Test
  void noDamageDoesAnythingButARefusal() throws IOException {
    byte[] whole = Files.readAllBytes(root.resolve("features.npy"));
    Random random = new Random(3);
    for (int i = 0; i < 400; i++) {
      byte[] damaged =
          Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int j = 0; j < i % 4 && damaged.length > 0; j++) {
        damaged[random.nextInt(Math.min(damaged.length, 90))] = (byte) random.nextInt(256);
      }
      assertThatCode(
              () -> {
                try {
                  NumpyArray.of("a", damaged, new TestPlace(root)).shape();
                } catch (DiagnosticException refused) {
                  assertThat(refused.getMessage()).startsWith("(no place) a ");
                }
              })
          .doesNotThrowAnyException();
    }
  }
}
