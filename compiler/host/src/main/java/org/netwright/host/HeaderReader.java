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

  /**
   * The declarations of a header, and what is wrong with its text.
   *
   * @param isProven whether the text was known to be in order, and so only looked through
   */
  record Reading(List<Declared> declared, List<Diagnostic> diagnostics, boolean isProven) {
    /** Of a text that was read whole. */
    public Reading(List<Declared> declared, List<Diagnostic> diagnostics) {
      this(declared, diagnostics, false);
    }

    public Reading {
      declared = List.copyOf(declared);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** {@code external KIND NAME}, and where it stands. */
  record Declared(String kind, String name, Span place) {}
}
