package org.netwright.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.tensorflow.HostTensor;

/** Writes one checkpoint file from its first byte to its last. */
final class CheckpointWriter {
  private final Disk.Output out;
  private final MessageDigest digest = Digests.sha256();
  private long written;

  private CheckpointWriter(Disk.Output out) {
    this.out = out;
  }

  /**
   * Writes a file whole and waits for the disk. What a failure leaves is deleted.
   *
   * @param values the value of the header's tensor of each index, asked for one at a time
   */
  static void write(Disk disk, Path file, Header header, IntFunction<HostTensor> values)
      throws IOException {
    try (Disk.Output out = disk.create(file)) {
      new CheckpointWriter(out).write(header, values);
      out.force();
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private void write(Header header, IntFunction<HostTensor> values) throws IOException {
    byte[] text = HeaderText.write(header);
    CheckpointLayout layout = new CheckpointLayout(header, text.length);
    put(CheckpointLayout.prefix(text));
    put(ByteBuffer.wrap(text));
    int count = header.tensors().size();
    ByteBuffer checksums = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    zerosUpTo(layout.base());
    for (int i = 0; i < count; i++) {
      zerosUpTo(layout.start(i));
      ByteBuffer bytes = bytes(header.tensors().get(i), values.apply(i));
      CRC32C crc = new CRC32C();
      crc.update(bytes.duplicate());
      checksums.putInt((int) crc.getValue());
      put(bytes);
    }
    put(checksums.flip());
    out.write(ByteBuffer.wrap(digest.digest()));
  }

  private static ByteBuffer bytes(Tensor tensor, HostTensor value) {
    if (!value.type().equals(tensor.type())) {
      throw new IllegalStateException(
          tensor.name() + " is " + value.type() + ", not " + tensor.type());
    }
    return value.bytes().duplicate();
  }

  private void zerosUpTo(long offset) throws IOException {
    put(ByteBuffer.allocate((int) (offset - written)));
  }

  private void put(ByteBuffer bytes) throws IOException {
    written += bytes.remaining();
    digest.update(bytes.duplicate());
    out.write(bytes);
  }
}
