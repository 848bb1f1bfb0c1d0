package org.netwright.engine.event;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/** A file of scalars that TensorBoard shows. */
public final class EventFile implements AutoCloseable {
  private final FileChannel channel;
  private final Set<String> tags = new HashSet<>();

  private EventFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens a file to go on behind its first {@code length} bytes; what follows them is cut off. A
   * file that is new, or cut off to nothing, begins with its version.
   */
  public static EventFile open(Path file, long length) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    channel.truncate(length);
    channel.position(channel.size());
    EventFile events = new EventFile(channel);
    if (channel.size() == 0) {
      events.write(EventEncoding.version(now()));
    }
    return events;
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }

  /**
   * @param tag shown as a path, such as {@code test/accuracy}
   */
  public void scalar(String tag, long step, double value) throws IOException {
    write(EventEncoding.scalar(now(), step, tag, (float) value, tags.add(tag)));
  }

  private void write(byte[] event) throws IOException {
    ByteBuffer frame = EventEncoding.framed(event);
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** The bytes written so far. */
  public long length() throws IOException {
    return channel.position();
  }

  /** Waits until everything is on the disk. */
  public void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
