package org.netwright.frontend.program;

import java.util.List;
import org.netwright.spi.source.Span;

/** What became of a {@code test} block. */
public record TestResult(String name, boolean passed, List<Failure> failures, Span place) {
  public TestResult {
    failures = List.copyOf(failures);
  }

  /** A failed check, with the value of every part, such as {@code params(Lenet()) = 1663370}. */
  public record Failure(String message, Span place) {}
}
