package org.netwright.engine.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** What writing a checkpoint asks of the file system; tests put one that fails in its place. */
interface Disk {
  /** A new file. */
  Output create(Path file) throws IOException;

  /** A file being written. */
  interface Output extends AutoCloseable {
    void write(ByteBuffer bytes) throws IOException;

    /** Waits until the bytes are on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Puts a file in the place of another in one step. */
  static void replace(Path file, Path target) throws IOException {
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Waits until the names in a folder are on the disk. */
  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no folder; there the rename is journaled by the file system.
      return;
    }
  }

  /** The real one. */
  Disk REAL =
      file -> {
        FileChannel channel =
            FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        return new Output() {
          @Override
          public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
          }

          @Override
          public void force() throws IOException {
            channel.force(true);
          }

          @Override
          public void close() throws IOException {
            channel.close();
          }
        };
      };
}
