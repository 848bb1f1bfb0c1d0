package org.netwright.frontend.check;

import java.util.HashSet;
import java.util.Set;
import org.netwright.frontend.resolve.Symbol;

/** The declarations that some elaboration has come to; what it has not is checked by itself. */
final class Reached {
  private final Set<Symbol> symbols = new HashSet<>();

  void add(Symbol symbol) {
    symbols.add(symbol);
  }

  boolean contains(Symbol symbol) {
    return symbols.contains(symbol);
  }
}
