package org.netwright.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.catalog.Catalog.Unit;

/**
 * The units of the standard library: {@code std/nn.net} is {@code std.nn}. They lie on the class
 * path, where the index {@code std/units.index} names them, one a line, or in a folder. A text is
 * read when it is asked for.
 */
public final class LibraryUnits {
  static final String INDEX = "std/units.index";
  private static final String ENDING = ".net";

  private final TreeMap<String, String> files;
  private final Reader reader;

  private LibraryUnits(TreeMap<String, String> files, Reader reader) {
    this.files = files;
    this.reader = reader;
  }

  private interface Reader {
    String read(String file) throws IOException;
  }

  /** No units. */
  public static LibraryUnits none() {
    return new LibraryUnits(new TreeMap<>(), file -> "");
  }

  /** The units that the index on a class path names; none if there is no index. */
  public static LibraryUnits onClassPath(ClassLoader classPath) {
    TreeMap<String, String> files = new TreeMap<>();
    try (InputStream index = classPath.getResourceAsStream(INDEX)) {
      if (index != null) {
        new String(index.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .forEach(name -> files.put(name, name.replace('.', '/') + ENDING));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + INDEX + " of the class path", e);
    }
    return new LibraryUnits(files, file -> resource(classPath, file));
  }

  /** Every {@code std/**.net} under a folder. */
  public static LibraryUnits inFolder(Path folder) {
    TreeMap<String, String> files = new TreeMap<>();
    Path root = folder.resolve("std");
    try (Stream<Path> all = Files.walk(root)) {
      all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(ENDING))
          .forEach(file -> files.put(name(file), file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the library in " + root, e);
    }
    return new LibraryUnits(files, file -> Files.readString(folder.resolve(file)));
  }

  private static String name(String file) {
    return file.substring(0, file.length() - ENDING.length()).replace('/', '.');
  }

  private static String resource(ClassLoader classPath, String file) throws IOException {
    try (InputStream in = classPath.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(INDEX + " names " + file + ", which is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The names of all units, sorted. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  /** A unit by name, with its text. */
  public Optional<Unit> unit(String name) {
    @Nullable String file = files.get(name);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Unit(name, file, reader.read(file), true));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the library unit " + name, e);
    }
  }
}
