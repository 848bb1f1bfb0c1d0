package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

/** iwslt, tokens and cifar10 on files made here. */
class TokenSourcesTest {
  private static final TestArguments PAIRS =
      TestArguments.of("folder", "data", "source", "de", "target", "en");

  @TempDir Path root;
  private Path data = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectories(root.resolve("data"));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(data.resolve(name), text);
  }

  private void pairs() throws IOException {
    write("vocab", "<pad>\n<bos>\n<eos>\nhund\ndog\nruns\n");
    write("train.de", "hund\nhund runs\n");
    write("train.en", "dog runs\n\n");
    write("test.de", "hund\n");
    write("test.en", "dog\n");
  }

  private Opened openPairs() throws IOException {
    return new SentencePairs().open(PAIRS, new TestPlace(root));
  }

  @Test
  void aPairIsTwoSentencesOfIds() throws IOException {
    pairs();
    Opened opened = openPairs();
    assertThat(opened.facts()).containsExactly(Map.entry("vocab", 6L));
    Split train = opened.splits().get("train");
    assertThat(train.padding(1)).hasValue(0);
    TestRecord first = TestRecord.read(train, 0);
    assertThat(first.field("source")).containsExactly(3, 2);
    assertThat(first.field("target")).containsExactly(1, 4, 5, 2);
    assertThat(first.shape("target")).isEqualTo(Shape.of(4));
    assertThat(TestRecord.read(train, 1).field("target")).containsExactly(1, 2);
  }

  private void assertPairs(String message) {
    assertThatThrownBy(this::openPairs).hasMessageContaining(message);
  }

  @Test
  void whatIsWrongWithPairsIsSaidOnOpening() throws IOException {
    assertPairs("vocab is missing");
    pairs();
    write("train.en", "dog\n");
    assertPairs("has 2 lines, and");
    write("train.en", "dog\ncat\n");
    assertPairs("train.en:2: \"cat\" is not in the vocabulary");
    write("vocab", "<pad>\n<bos>\n<eos>\nhund\ndog\nruns\n<unk>\n");
    assertThat(TestRecord.read(openPairs().splits().get("train"), 1).field("target"))
        .containsExactly(1, 6, 2);
    write("vocab", "<pad>\n<eos>\n<bos>\n");
    assertPairs("does not begin with [<pad>, <bos>, <eos>]");
    write("vocab", "<pad>\n<bos>\n<eos>\na\na\n");
    assertPairs("vocab:5: \"a\" is on line 4 already");
  }

  private static TestArguments tokens(int window, Object vocab) {
    return TestArguments.of("folder", "data", "window", window, "vocab", vocab);
  }

  private Opened openTokens(int window, Object vocab) throws IOException {
    return new TokenWindows().open(tokens(window, vocab), new TestPlace(root));
  }

  @Test
  void aTextOfTokensIsCutIntoWindows() throws IOException {
    write("train.txt", "1 2 3\n4 5 6 7\n");
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) 60000).putShort((short) 2).putShort((short) 3).putShort((short) 4);
    Files.write(data.resolve("test.u16"), bytes.array());
    Opened opened = openTokens(3, TestArguments.NONE);
    assertThat(opened.facts()).containsExactly(Map.entry("vocab", 60001L));
    Split train = opened.splits().get("train");
    assertThat(train.size()).isEqualTo(2);
    assertThat(TestRecord.read(train, 1).field("tokens")).containsExactly(4, 5, 6);
    assertThat(TestRecord.read(opened.splits().get("test"), 0).field("tokens"))
        .containsExactly(60000, 2, 3);
    assertThatThrownBy(() -> openTokens(3, 100)).hasMessageContaining("the id 60000");
    assertThatThrownBy(() -> openTokens(5, TestArguments.NONE))
        .hasMessageContaining("has 4 tokens, less than a window of 5");
    write("train.txt", "1 x 3");
    assertThatThrownBy(() -> openTokens(3, TestArguments.NONE))
        .hasMessageContaining("token 1 is \"x\", no whole number");
    Files.write(data.resolve("train.u16"), new byte[] {1, 0});
    assertThatThrownBy(() -> openTokens(3, TestArguments.NONE))
        .hasMessageContaining("several files train");
  }

  private void cifar(String name, int records, int label) throws IOException {
    byte[] content = new byte[records * 3073];
    for (int i = 0; i < records; i++) {
      content[i * 3073] = (byte) label;
      content[i * 3073 + 1] = (byte) 200; // red of the first pixel
      content[i * 3073 + 1 + 1024] = (byte) i; // its green
      content[i * 3073 + 3072] = 9; // blue of the last
    }
    Files.write(data.resolve(name), content);
  }

  @Test
  void cifarHasItsColoursSideBySide() throws IOException {
    for (int i = 1; i <= 5; i++) {
      cifar("data_batch_" + i + ".bin", 2, i);
    }
    cifar("test_batch.bin", 1, 0);
    TestArguments arguments = TestArguments.of("folder", "data");
    Split train = new Cifar10().open(arguments, new TestPlace(root)).splits().get("train");
    assertThat(train.size()).isEqualTo(10);
    TestRecord record = TestRecord.read(train, 5);
    assertThat(record.field("label")).containsExactly(3);
    double[] image = record.field("image");
    assertThat(java.util.Arrays.copyOf(image, 3)).containsExactly(200, 1, 0);
    assertThat(image[3071]).isEqualTo(9);
    cifar("test_batch.bin", 1, 10);
    assertThatThrownBy(() -> new Cifar10().open(arguments, new TestPlace(root)))
        .hasMessageContaining("label 0 is 10, outside 0 … 9");
    Files.write(data.resolve("test_batch.bin"), new byte[100]);
    assertThatThrownBy(() -> new Cifar10().open(arguments, new TestPlace(root)))
        .hasMessageContaining("has 100 bytes, no multiple of the 3073");
  }
}
