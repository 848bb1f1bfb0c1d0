package org.netwright.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Verifies a checkpoint file. Whatever its bytes are, it ends with a header or a sentence. */
final class CheckpointReader {
  /** No header of ours comes near this; a larger one is refused before memory is asked for. */
  private static final long MOST_HEADER_BYTES = 256L << 20;

  private static final int CHUNK = 1 << 20;

  private final FileChannel channel;
  private final long size;
  private int headerBytes;

  CheckpointReader(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  int headerBytes() {
    return headerBytes;
  }

  Header header() throws IOException {
    if (size < CheckpointLayout.PREFIX + CheckpointLayout.DIGEST) {
      throw new DamagedFile("it is cut off: it has only " + size + " bytes");
    }
    byte[] prefix = read(0, CheckpointLayout.PREFIX);
    if (!Arrays.equals(Arrays.copyOf(prefix, 8), CheckpointLayout.MAGIC)) {
      throw new DamagedFile("it does not begin as a checkpoint does");
    }
    ByteBuffer numbers = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN);
    if (CheckpointLayout.crc(Arrays.copyOf(prefix, 20)) != numbers.getInt(20)) {
      throw new DamagedFile("its first bytes are damaged");
    }
    long length = numbers.getLong(8);
    if (length < 0 || length > MOST_HEADER_BYTES) {
      throw new DamagedFile("its first bytes are damaged");
    }
    if (length > size - CheckpointLayout.PREFIX) {
      throw new DamagedFile("it is cut off inside its header, after " + size + " bytes");
    }
    headerBytes = (int) length;
    byte[] text = read(CheckpointLayout.PREFIX, headerBytes);
    if (CheckpointLayout.crc(text) != numbers.getInt(16)) {
      throw new DamagedFile("its header is damaged");
    }
    try {
      return HeaderText.read(text);
    } catch (HeaderNode.Malformed e) {
      throw new DamagedFile(String.valueOf(e.getMessage()));
    } catch (ArithmeticException e) {
      throw new DamagedFile("its header has sizes that fit no file");
    }
  }

  /** Compares the length, every tensor's checksum and the digest of the whole. */
  void verify(Header header, CheckpointLayout layout) throws IOException {
    if (size != layout.length()) {
      throw new DamagedFile(
          size < layout.length()
              ? "it is cut off: it has " + size + " of " + layout.length() + " bytes"
              : "it has " + (size - layout.length()) + " bytes too many");
    }
    MessageDigest digest = Digests.sha256();
    digest(digest, 0, layout.base(), new CRC32C());
    int count = header.tensors().size();
    byte[] sums = read(layout.valuesEnd(), 4 * count);
    ByteBuffer checksums = ByteBuffer.wrap(sums).order(ByteOrder.LITTLE_ENDIAN);
    long at = layout.base();
    for (int i = 0; i < count; i++) {
      digest(digest, at, layout.start(i), new CRC32C());
      at = layout.start(i) + header.tensors().get(i).bytes();
      CRC32C crc = new CRC32C();
      digest(digest, layout.start(i), at, crc);
      if ((int) crc.getValue() != checksums.getInt(4 * i)) {
        throw new DamagedFile("the values of " + header.tensors().get(i).name() + " are damaged");
      }
    }
    digest.update(sums);
    if (!Arrays.equals(
        digest.digest(), read(size - CheckpointLayout.DIGEST, CheckpointLayout.DIGEST))) {
      throw new DamagedFile("its digest does not agree with its bytes");
    }
  }

  private void digest(MessageDigest digest, long from, long to, CRC32C crc) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate((int) Math.min(CHUNK, Math.max(to - from, 0)));
    for (long at = from; at < to; at += chunk.limit()) {
      chunk.clear().limit((int) Math.min(CHUNK, to - at));
      Checkpoint.readFully(channel, chunk, at);
      digest.update(chunk.flip());
      crc.update(chunk.rewind());
    }
  }

  private byte[] read(long from, int length) throws IOException {
    byte[] bytes = new byte[length];
    Checkpoint.readFully(channel, ByteBuffer.wrap(bytes), from);
    return bytes;
  }
}
