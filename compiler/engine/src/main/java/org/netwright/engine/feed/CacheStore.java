package org.netwright.engine.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.DataMessages;
import org.netwright.engine.fault.EngineFault;
import org.netwright.tensorflow.EnvironmentFault;

/**
 * Entries of known sizes, each written once and checked when it is read. In a file: 64 bytes of
 * magic and key, 8 bytes an entry (a mark and a checksum), then the entries. An entry is marked
 * when it is whole, so a run that was killed loses at most the entry that it wrote.
 */
final class CacheStore implements AutoCloseable {
  private static final byte[] MAGIC = "NWCACHE1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 72;
  private static final int MARK = 0x57484F4C;

  private final long[] starts;
  private final int rowBytes;
  private final @Nullable Path file;
  private final @Nullable FileChannel channel;
  private final Consumer<String> notes;
  private final Map<Integer, byte[]> memory = new HashMap<>();

  /** In memory. */
  CacheStore(int[] rows, int rowBytes) {
    this.starts = starts(rows);
    this.rowBytes = rowBytes;
    this.file = null;
    this.channel = null;
    this.notes = note -> {};
  }

  /**
   * @param key 64 characters
   * @throws IOException when the file cannot be opened
   */
  CacheStore(Path file, String key, int[] rows, int rowBytes, Consumer<String> notes)
      throws IOException {
    this.starts = starts(rows);
    this.rowBytes = rowBytes;
    this.file = file;
    this.notes = notes;
    FileChannel opened =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.channel = opened;
    ByteBuffer wanted = ByteBuffer.allocate(HEADER);
    wanted.put(MAGIC).put(key.getBytes(StandardCharsets.US_ASCII)).flip();
    ByteBuffer found = ByteBuffer.allocate(HEADER);
    read(opened, found, 0);
    if (!found.flip().equals(wanted)) {
      if (found.remaining() > 0) {
        notes.accept(file + " is damaged; it is made anew");
      }
      opened.truncate(0);
      write(opened, wanted, 0);
    }
  }

  private static long[] starts(int[] rows) {
    long[] starts = new long[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      starts[i + 1] = starts[i] + rows[i];
    }
    return starts;
  }

  private int length(int entry) {
    return Math.toIntExact((starts[entry + 1] - starts[entry]) * rowBytes);
  }

  private long at(int entry) {
    return HEADER + 8L * (starts.length - 1) + starts[entry] * rowBytes;
  }

  /** An entry that was written; empty when it was not, or is damaged. */
  Optional<byte[]> read(int entry) {
    FileChannel open = channel;
    if (open == null) {
      return Optional.ofNullable(memory.get(entry));
    }
    try {
      ByteBuffer mark = ByteBuffer.allocate(8);
      read(open, mark, HEADER + 8L * entry);
      if (mark.position() < 8 || mark.getInt(0) != MARK) {
        return Optional.empty();
      }
      ByteBuffer content = ByteBuffer.allocate(length(entry));
      read(open, content, at(entry));
      if (content.hasRemaining() || checksum(content.array()) != mark.getInt(4)) {
        notes.accept("entry " + entry + " of " + file + " is damaged; it is made anew");
        return Optional.empty();
      }
      return Optional.of(content.array());
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Writes an entry; its mark comes last. */
  void write(int entry, byte[] content) {
    FileChannel open = channel;
    if (content.length != length(entry)) {
      throw new IllegalArgumentException(
          "entry " + entry + " has " + length(entry) + " bytes, not " + content.length);
    }
    if (open == null) {
      memory.put(entry, content.clone());
      return;
    }
    try {
      write(open, ByteBuffer.wrap(content), at(entry));
      ByteBuffer mark = ByteBuffer.allocate(8).putInt(MARK).putInt(checksum(content)).flip();
      write(open, mark, HEADER + 8L * entry);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private EnvironmentFault failed(IOException e) {
    return EngineFault.environment(
        DataMessages.noCache(java.util.Objects.requireNonNull(file), e), e);
  }

  private static int checksum(byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    return (int) crc.getValue();
  }

  private static void read(FileChannel channel, ByteBuffer target, long at) throws IOException {
    while (target.hasRemaining() && channel.read(target, at + target.position()) >= 0) {
      // until it is full, or the file ends
    }
  }

  private static void write(FileChannel channel, ByteBuffer source, long at) throws IOException {
    long next = at;
    while (source.hasRemaining()) {
      next += channel.write(source, next);
    }
  }

  @Override
  public void close() {
    FileChannel open = channel;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw failed(e);
      }
    }
  }
}
