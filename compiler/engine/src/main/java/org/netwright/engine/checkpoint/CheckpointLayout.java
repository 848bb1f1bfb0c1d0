package org.netwright.engine.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/**
 * How a checkpoint file is laid out. All numbers are little endian.
 *
 * <ol>
 *   <li>24 bytes: the magic word, the header's length (i64), its CRC-32C, the CRC-32C of the 20
 *       bytes before
 *   <li>the header, JSON in UTF-8, then zeros up to a multiple of 64
 *   <li>the values of each tensor in row order; each starts at a multiple of 64 from the first
 *   <li>the CRC-32C of each tensor's values
 *   <li>the SHA-256 of everything before it
 * </ol>
 */
final class CheckpointLayout {
  static final byte[] MAGIC = "NETWCKP1".getBytes(StandardCharsets.US_ASCII);
  static final int PREFIX = 24;
  static final int DIGEST = 32;
  private static final int ALIGNMENT = 64;

  private final long base;
  private final Header header;

  /**
   * @param headerBytes the length of the header's text
   */
  CheckpointLayout(Header header, int headerBytes) {
    this.header = header;
    this.base = aligned(PREFIX + (long) headerBytes);
  }

  static long aligned(long offset) {
    return Math.addExact(offset, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  static ByteBuffer prefix(byte[] header) {
    ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);
    prefix.put(MAGIC).putLong(header.length).putInt(crc(header));
    prefix.putInt(crc(java.util.Arrays.copyOf(prefix.array(), PREFIX - 4)));
    return prefix.flip();
  }

  static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }

  /** Where the first tensor starts. */
  long base() {
    return base;
  }

  /** Where the values of the tensor of this index start. */
  long start(int index) {
    long offset = base;
    for (int i = 0; i < index; i++) {
      offset = aligned(offset) + header.tensors().get(i).bytes();
    }
    return aligned(offset);
  }

  /** Where the values end and the checksums start. */
  long valuesEnd() {
    int last = header.tensors().size() - 1;
    return last < 0 ? base : start(last) + header.tensors().get(last).bytes();
  }

  /** The length of the whole file. */
  long length() {
    return valuesEnd() + 4L * header.tensors().size() + DIGEST;
  }
}
