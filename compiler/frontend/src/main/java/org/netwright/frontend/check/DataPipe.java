package org.netwright.frontend.check;

import java.util.Map;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Block;
import org.netwright.spi.source.Span;

final class DataPipe {
  private final Span span;

  private DataPipe(Span span) {
    this.span = span;
  }

  static DataPipe source(Elaborator e, Symbol s, Map<String, Denotation> a, Span span) {
    return new DataPipe(span);
  }

  Denotation member(String name, Span span) {
    throw Application.notYet("data", span);
  }

  Denotation block(Block block, Scope scope) {
    throw Application.notYet("data", span);
  }

  @Override
  public String toString() {
    return "data";
  }
}
