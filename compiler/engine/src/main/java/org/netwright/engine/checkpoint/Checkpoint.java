package org.netwright.engine.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.fault.CheckpointMessages;
import org.netwright.engine.fault.EngineFault;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.HostTensor;

/** A checkpoint file that was read and verified whole. */
public final class Checkpoint {
  private final Path file;
  private final Header header;
  private final CheckpointLayout layout;

  private Checkpoint(Path file, Header header, CheckpointLayout layout) {
    this.file = file;
    this.header = header;
    this.layout = layout;
  }

  /**
   * Reads a file from its first byte to its last.
   *
   * @throws EnvironmentFault when it is damaged or cannot be read
   */
  public static Checkpoint open(Path file) {
    try {
      return verified(file);
    } catch (DamagedFile e) {
      throw EngineFault.environment(
          CheckpointMessages.damaged(file, String.valueOf(e.getMessage())), e);
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notRead(file, e), e);
    }
  }

  static Checkpoint verified(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      CheckpointReader reader = new CheckpointReader(channel);
      Header header = reader.header();
      CheckpointLayout layout = new CheckpointLayout(header, reader.headerBytes());
      reader.verify(header, layout);
      return new Checkpoint(file, header, layout);
    }
  }

  public Path file() {
    return file;
  }

  public Header header() {
    return header;
  }

  /**
   * The value of one of the header's tensors.
   *
   * @throws EnvironmentFault when the file cannot be read any more
   */
  public HostTensor value(Tensor tensor) {
    int index = header.tensors().indexOf(tensor);
    if (index < 0) {
      throw new IllegalArgumentException(file + " holds no " + tensor.name());
    }
    HostTensor value = HostTensor.allocate(tensor.type());
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      readFully(channel, value.bytes().duplicate(), layout.start(index));
    } catch (IOException e) {
      throw EngineFault.environment(CheckpointMessages.notRead(file, e), e);
    }
    return value;
  }

  static void readFully(FileChannel channel, ByteBuffer target, long from) throws IOException {
    long at = from;
    while (target.hasRemaining()) {
      int read = channel.read(target, at);
      if (read < 0) {
        throw new EOFException("the file ends at byte " + at);
      }
      at += read;
    }
  }
}
