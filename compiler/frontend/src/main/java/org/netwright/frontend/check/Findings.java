package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.netwright.spi.diagnostic.Diagnostic;

/** What is wrong, as far as it was found. The same mistake at the same place is said once. */
final class Findings {
  private final List<Diagnostic> all = new ArrayList<>();
  private final Set<String> said = new HashSet<>();

  void add(Diagnostic diagnostic) {
    if (said.add(diagnostic.code() + " " + diagnostic.span())) {
      all.add(diagnostic);
    }
  }

  void addAll(Findings others) {
    others.all.forEach(this::add);
  }

  boolean hasErrors() {
    return all.stream().anyMatch(Diagnostic::isError);
  }

  List<Diagnostic> errors() {
    return all.stream().filter(Diagnostic::isError).toList();
  }

  /** In the order of the text, file by file. */
  List<Diagnostic> sorted() {
    return sorted(all);
  }

  static List<Diagnostic> sorted(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .sorted(
            Comparator.comparing((Diagnostic d) -> d.span().file())
                .thenComparingInt(d -> d.span().line())
                .thenComparingInt(d -> d.span().column())
                .thenComparing(Diagnostic::code))
        .toList();
  }
}
