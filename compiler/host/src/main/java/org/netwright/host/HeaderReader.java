package org.netwright.host;

import java.util.List;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** Reads what a header declares, as far as the host must know it: kinds and names. */
@FunctionalInterface
public interface HeaderReader {
  /**
   * @param file the header's name in messages
   */
  Reading read(String file, String text);

  /** The declarations of a header, and what is wrong with its text. */
  record Reading(List<Declared> declared, List<Diagnostic> diagnostics) {
    public Reading {
      declared = List.copyOf(declared);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** {@code external KIND NAME}, and where it stands. */
  record Declared(String kind, String name, Span place) {}
}
