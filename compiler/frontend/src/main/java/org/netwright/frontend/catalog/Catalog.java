package org.netwright.frontend.catalog;

import java.util.List;
import java.util.Optional;

/**
 * What stands behind {@code use} and {@code external}: the units of the standard library, the
 * headers of the loaded plugins, and the definitions that the plugins bound to the names of their
 * headers.
 */
public interface Catalog {
  /** The headers of all loaded plugins, sorted by plugin name. */
  List<Header> headers();

  /** The text of a library unit such as {@code std.nn}; empty if there is none of that name. */
  Optional<Unit> unit(String name);

  /** The names of all library units, sorted. */
  List<String> units();

  /**
   * The definition that a plugin bound.
   *
   * @param kind an interface of {@code org.netwright.spi.definition}
   */
  <T> Optional<T> definition(Class<T> kind, String plugin, String name);

  /**
   * The {@code .net} header of a plugin.
   *
   * @param isProven whether its text is known to be in order, a declaration beginning at the start
   *     of a line: then only those are read that a program leads to
   */
  record Header(String plugin, String version, String file, String text, boolean isProven) {
    /** A header that nobody has read yet. */
    public Header(String plugin, String version, String file, String text) {
      this(plugin, version, file, text, false);
    }
  }

  /**
   * A {@code .net} unit of the library.
   *
   * @param isProven as with headers
   */
  record Unit(String name, String file, String text, boolean isProven) {
    /** A unit that nobody has read yet. */
    public Unit(String name, String file, String text) {
      this(name, file, text, false);
    }
  }

  /** Nothing loaded. */
  Catalog EMPTY =
      new Catalog() {
        @Override
        public List<Header> headers() {
          return List.of();
        }

        @Override
        public Optional<Unit> unit(String name) {
          return Optional.empty();
        }

        @Override
        public List<String> units() {
          return List.of();
        }

        @Override
        public <T> Optional<T> definition(Class<T> kind, String plugin, String name) {
          return Optional.empty();
        }
      };
}
