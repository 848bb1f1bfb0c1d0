package org.netwright.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir Path folder;

  /** The CRC-32C of nine digits is the check value of its definition. */
  @Test
  void theChecksumIsMaskedAsTensorFlowMasksIt() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    int crc = 0xe3069283;
    assertThat(EventEncoding.masked(digits, 0, 9))
        .isEqualTo(((crc >>> 15) | (crc << 17)) + 0xa282ead8);
  }

  @Test
  void theFirstEventHasTheseBytes() {
    // wall_time 1.0 (field 1, fixed64), file_version (field 3, bytes)
    assertThat(HexFormat.of().formatHex(EventEncoding.version(1)))
        .isEqualTo("09000000000000f03f" + "1a0d" + "627261696e2e4576656e743a32");
  }

  @Test
  void aScalarHasTheseBytes() {
    // wall_time 2.0, step 300, summary { value { tag "a/b", simple_value 0.5, metadata scalars } }
    String plugin = "0a07" + "7363616c617273";
    String metadata = "0a09" + plugin;
    String value = "0a03612f62" + "150000003f" + "4a0b" + metadata;
    String summary = "0a17" + value;
    assertThat(HexFormat.of().formatHex(EventEncoding.scalar(2, 300, "a/b", 0.5f, true)))
        .isEqualTo("0900000000000000" + "40" + "10ac02" + "2a19" + summary);
    String plain = "0a0a" + "0a03612f62" + "150000003f";
    assertThat(HexFormat.of().formatHex(EventEncoding.scalar(2, 300, "a/b", 0.5f, false)))
        .isEqualTo("0900000000000000" + "40" + "10ac02" + "2a0c" + plain);
  }

  private static List<byte[]> records(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(bytes.getInt()).isEqualTo(EventEncoding.masked(length, 0, 8));
      byte[] event =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(event);
      assertThat(bytes.getInt()).isEqualTo(EventEncoding.masked(event, 0, event.length));
      records.add(event);
    }
    return records;
  }

  @Test
  void aFileIsFramedRecords() throws IOException {
    Path file = folder.resolve("events");
    try (EventFile events = EventFile.open(file, 0)) {
      events.scalar("train/loss", 1, 0.25);
      events.scalar("train/loss", 2, 0.125);
    }
    List<byte[]> records = records(file);
    assertThat(records).hasSize(3);
    assertThat(new String(records.get(0), StandardCharsets.ISO_8859_1)).contains("brain.Event:2");
    assertThat(new String(records.get(1), StandardCharsets.ISO_8859_1)).contains("scalars");
    assertThat(new String(records.get(2), StandardCharsets.ISO_8859_1)).doesNotContain("scalars");
  }

  @Test
  void goingOnCutsOffWhatCameLater() throws IOException {
    Path file = folder.resolve("events");
    long length;
    try (EventFile events = EventFile.open(file, 0)) {
      events.scalar("a", 1, 1);
      length = events.length();
      events.scalar("a", 2, 2);
    }
    try (EventFile events = EventFile.open(file, length)) {
      events.scalar("a", 2, 3);
    }
    assertThat(records(file)).hasSize(3);
  }
}
