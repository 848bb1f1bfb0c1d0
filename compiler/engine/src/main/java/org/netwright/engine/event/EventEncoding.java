package org.netwright.engine.event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * TensorBoard's events in the protocol buffers' wire format, each framed as a TFRecord: its length,
 * the masked CRC-32C of the length, the event, the masked CRC-32C of the event.
 */
final class EventEncoding {
  // Fields of tensorflow.Event.
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  // Fields of tensorflow.Summary, of its Value, of SummaryMetadata and of its PluginData.
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;
  private static final int METADATA = 9;
  private static final int PLUGIN_DATA = 1;
  private static final int PLUGIN_NAME = 1;

  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;
  private static final int MASK_DELTA = 0xa282ead8;

  private EventEncoding() {}

  /** The event that every file begins with. */
  static byte[] version(double wallTime) {
    Message event = new Message();
    event.fixed64(WALL_TIME, Double.doubleToLongBits(wallTime));
    event.bytes(FILE_VERSION, "brain.Event:2".getBytes(StandardCharsets.UTF_8));
    return event.all();
  }

  /**
   * A scalar.
   *
   * @param first whether the file has no value of this tag yet: the first one says which plugin
   *     shows it
   */
  static byte[] scalar(double wallTime, long step, String tag, float number, boolean first) {
    Message value = new Message();
    value.bytes(TAG, tag.getBytes(StandardCharsets.UTF_8));
    value.fixed32(SIMPLE_VALUE, Float.floatToIntBits(number));
    if (first) {
      Message plugin = new Message();
      plugin.bytes(PLUGIN_NAME, "scalars".getBytes(StandardCharsets.UTF_8));
      Message metadata = new Message();
      metadata.bytes(PLUGIN_DATA, plugin.all());
      value.bytes(METADATA, metadata.all());
    }
    Message summary = new Message();
    summary.bytes(VALUE, value.all());
    Message event = new Message();
    event.fixed64(WALL_TIME, Double.doubleToLongBits(wallTime));
    event.varint(STEP, step);
    event.bytes(SUMMARY, summary.all());
    return event.all();
  }

  /** A record as it stands in the file. */
  static ByteBuffer framed(byte[] event) {
    ByteBuffer frame = ByteBuffer.allocate(event.length + 16).order(ByteOrder.LITTLE_ENDIAN);
    frame.putLong(event.length);
    frame.putInt(masked(frame.array(), 0, 8));
    frame.put(event);
    frame.putInt(masked(event, 0, event.length));
    return frame.flip();
  }

  /** The CRC-32C, turned and shifted so that a checksum of data with checksums in it is sound. */
  static int masked(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }

  /** A message being written, field by field. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] all() {
      return out.toByteArray();
    }

    void varint(int field, long value) {
      key(field, VARINT);
      number(value);
    }

    void fixed64(int field, long bits) {
      key(field, FIXED_64);
      little(bits, 8);
    }

    void fixed32(int field, int bits) {
      key(field, FIXED_32);
      little(bits, 4);
    }

    void bytes(int field, byte[] value) {
      key(field, BYTES);
      number(value.length);
      out.writeBytes(value);
    }

    private void key(int field, int wireType) {
      number((long) field << 3 | wireType);
    }

    private void number(long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    private void little(long bits, int count) {
      for (int i = 0; i < count; i++) {
        out.write((int) (bits >>> 8 * i));
      }
    }
  }
}
