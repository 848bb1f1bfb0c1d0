package org.netwright.standard.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the four files of an IDX data set lie. */
interface IdxFolder {
  /** The file of that name, if there is one. */
  Optional<InputStream> open(String name) throws IOException;

  /** How messages name a file. */
  String describe(String name);

  /** A folder of the file system. */
  static IdxFolder at(Path folder) {
    return new IdxFolder() {
      @Override
      public Optional<InputStream> open(String name) throws IOException {
        Path file = folder.resolve(name);
        return Files.isRegularFile(file)
            ? Optional.of(Files.newInputStream(file))
            : Optional.empty();
      }

      @Override
      public String describe(String name) {
        return folder.resolve(name).toString();
      }
    };
  }

  /** Resources beside a class of the plugin. */
  static IdxFolder inside(String folder) {
    return new IdxFolder() {
      @Override
      public Optional<InputStream> open(String name) {
        return Optional.ofNullable(IdxFolder.class.getResourceAsStream(folder + "/" + name));
      }

      @Override
      public String describe(String name) {
        return name + " inside the plugin";
      }
    };
  }
}
