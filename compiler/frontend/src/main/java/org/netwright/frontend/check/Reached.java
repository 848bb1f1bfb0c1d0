package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** The declarations that some elaboration has come to; what it has not is checked by itself. */
final class Reached {
  /** A name that a body gives to something. */
  record Given(String what, String name) {}

  private final Set<Symbol> symbols = new HashSet<>();
  private final Map<Span, Given> given = new HashMap<>();
  private final Set<Diagnostic> advice = new LinkedHashSet<>();

  void add(Symbol symbol) {
    symbols.add(symbol);
  }

  /** Something legal that is most likely not meant. */
  void advise(Diagnostic diagnostic) {
    advice.add(diagnostic);
  }

  Set<Diagnostic> advice() {
    return advice;
  }

  void give(String what, Name name) {
    given.put(name.span(), new Given(what, name.text()));
  }

  /** The names that bodies of a file gave, by their places. */
  Map<Span, Given> given(String file) {
    Map<Span, Given> here = new HashMap<>(given);
    here.keySet().removeIf(span -> !span.file().equals(file));
    return here;
  }

  boolean contains(Symbol symbol) {
    return symbols.contains(symbol);
  }
}
