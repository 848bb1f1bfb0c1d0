package org.netwright.frontend;

import java.util.Optional;

/** Where the front end gets the text of project files. The stages themselves touch no file. */
public interface SourceLoader {
  /**
   * The text of a file as the user names it, decoded and free of what no file may hold; empty when
   * there is none.
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException when the file is too large or no UTF-8
   */
  Optional<Text> load(String file);

  /**
   * The file that {@code first.rest…} names, seen from an importing file: beside it, or in the
   * nearest parent that has it, up to the project's root (definitions C24).
   */
  Optional<String> resolve(String importingFile, java.util.List<String> segments);

  /** A file's name as shown in messages, and what stands in it. */
  record Text(String file, String text) {}
}
