package org.netwright.cli.language;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What editor and compiler call the same file: a URI here, a path there. */
final class FileNames {
  private final LibraryFiles library;
  private final Map<String, String> uris = new ConcurrentHashMap<>();

  FileNames(LibraryFiles library) {
    this.library = library;
  }

  /** The name for the compiler; the editor's own is kept for the way back. */
  String file(String uri) {
    String file = uri.startsWith("file:") ? Path.of(URI.create(uri)).toString() : uri;
    uris.put(file, uri);
    return file;
  }

  /** The name for the editor; the library is written where it can be opened. */
  String uri(String file) {
    String known = uris.get(file);
    return known == null
        ? library.path(file).orElseGet(() -> Path.of(file)).toUri().toString()
        : known;
  }
}
