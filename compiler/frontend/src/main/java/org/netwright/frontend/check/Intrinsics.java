package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.Map;
import org.netwright.frontend.graph.GraphMessages;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** The functions of the library whose meaning is in the compiler, by name. */
final class Intrinsics {
  /** What one function does with its operands. */
  @FunctionalInterface
  interface Intrinsic {
    Denotation apply(Operands operands);
  }

  private static final Map<String, Intrinsic> ALL = all();

  private final Elaborator elaborator;

  Intrinsics(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  private static Map<String, Intrinsic> all() {
    Map<String, Intrinsic> all = new HashMap<>();
    all.putAll(ElementwiseIntrinsics.ALL);
    all.putAll(ReductionIntrinsics.ALL);
    all.putAll(LayoutIntrinsics.ALL);
    all.putAll(IndexIntrinsics.ALL);
    all.putAll(ImageIntrinsics.ALL);
    all.putAll(ContractionIntrinsics.ALL);
    all.putAll(RandomIntrinsics.ALL);
    all.putAll(NetIntrinsics.ALL);
    return Map.copyOf(all);
  }

  Denotation apply(Symbol symbol, Map<String, Denotation> values, Span span) {
    Intrinsic intrinsic = ALL.get(symbol.name());
    if (intrinsic == null) {
      throw new DiagnosticException(StepMessages.notDefined("function", symbol, span));
    }
    try {
      return intrinsic.apply(new Operands(elaborator, symbol, values, span));
    } catch (ArithmeticException overflow) {
      throw new DiagnosticException(GraphMessages.sizeTooLarge(span, overflow));
    }
  }
}
