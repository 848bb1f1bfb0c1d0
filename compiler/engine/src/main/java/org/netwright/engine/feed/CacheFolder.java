package org.netwright.engine.feed;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.fault.DataMessages;
import org.netwright.engine.fault.EngineFault;

/**
 * Where the caches of a run lie: {@code cache} in its directory. A file's name holds the key of its
 * content, a hash of the data, of all that is upstream and of the weights used, so what does not
 * fit any more is never read.
 */
public final class CacheFolder {
  private final Consumer<String> notes;
  private volatile @Nullable Path folder;

  public CacheFolder(Consumer<String> notes) {
    this.notes = notes;
  }

  /** From now on caches lie in a folder, which is made when one is needed; before, in memory. */
  public void lieIn(Path path) {
    this.folder = path;
  }

  /**
   * The cache of a name and a key.
   *
   * @param rows how many records each entry has
   * @param rowBytes the bytes of a record
   */
  CacheStore open(String name, String key, int[] rows, int rowBytes) {
    Path in = folder;
    if (in == null) {
      return new CacheStore(rows, rowBytes);
    }
    Path file = in.resolve(name + "-" + key.substring(0, 16) + ".cache");
    try {
      Files.createDirectories(in);
      if (!Files.exists(file) && others(in, name)) {
        notes.accept(
            "cache \""
                + name
                + "\" is made anew: its data, the blocks before it or their weights have changed");
      }
      return new CacheStore(file, key, rows, rowBytes, notes);
    } catch (IOException e) {
      throw EngineFault.environment(DataMessages.noCache(file, e), e);
    }
  }

  private static boolean others(Path in, String name) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(in, name + "-*.cache")) {
      for (Path file : files) {
        if (String.valueOf(file.getFileName()).length() == name.length() + 1 + 16 + 6) {
          return true;
        }
      }
    }
    return false;
  }
}
