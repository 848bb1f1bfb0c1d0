package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.LayerBuilder;
import org.netwright.frontend.check.Denotation.PresetBuilder;
import org.netwright.frontend.check.Denotation.RealBuilder;
import org.netwright.frontend.check.Denotation.RealInstance;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Promise;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/**
 * What a quantizer promises, and what follows from it when it is applied: its result is marked with
 * its bits, and a parameter that it stands before is latent or binary (definitions C8).
 */
final class Quantizers {
  private static final long MOST_BITS = 32;

  private final Elaborator elaborator;

  Quantizers(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  // ---- what is one

  static boolean isQuantizer(Symbol symbol) {
    return symbol.declaration() instanceof Declaration.Quantizer
        || symbol.declaration() instanceof Declaration.External external
            && external.kind().text().equals("quantizer");
  }

  /** Whether a builder makes quantizers, or is {@code Real}. */
  static boolean isQuantizer(BuilderDenotation builder) {
    BuilderDenotation base = builder;
    while (base instanceof PresetBuilder preset) {
      base = preset.base();
    }
    return base instanceof RealBuilder
        || base instanceof LayerBuilder layer && isQuantizer(layer.symbol());
  }

  /** Whether a value may stand where the type {@code quantizer} is written. */
  static boolean isQuantizer(Denotation value) {
    return value instanceof BuilderDenotation builder && isQuantizer(builder)
        || value instanceof InstanceDenotation instance && isQuantizer(instance.symbol())
        || value instanceof RealInstance;
  }

  // ---- what it promises

  private static List<Promise> promises(Symbol symbol) {
    return symbol.declaration() instanceof Declaration.Quantizer quantizer
        ? quantizer.promises()
        : ((Declaration.External) symbol.declaration()).promises();
  }

  private static Optional<Promise> promise(Symbol symbol, String word) {
    return promises(symbol).stream().filter(p -> p.word().text().equals(word)).findFirst();
  }

  private long bits(Symbol symbol, Scope callee, Span span) {
    Promise promise =
        promise(symbol, "bits")
            .orElseThrow(
                () ->
                    new DiagnosticException(
                        TransformMessages.noBits(symbol.name(), span, symbol.place())));
    Denotation value = elaborator.evaluate(promise.value(), callee);
    if (value.isError() || value instanceof IntStatic i && !i.value().isKnown()) {
      return 1; // an application will say how many
    }
    if (value instanceof IntStatic bits
        && bits.value().known() >= 1
        && bits.value().known() <= MOST_BITS) {
      return bits.value().known();
    }
    throw new DiagnosticException(
        TransformMessages.badBits(symbol.name(), Shown.value(value), promise.span()));
  }

  private static boolean storesBinary(Symbol symbol, long bits) {
    Optional<Promise> promise = promise(symbol, "stores");
    if (promise.isEmpty()) {
      return false;
    }
    String storage = Source.text(promise.get().value());
    if (!storage.equals("binary")) {
      throw new DiagnosticException(
          TransformMessages.badStorage(symbol.name(), storage, promise.get().span()));
    } else if (bits != 1) {
      throw new DiagnosticException(
          TransformMessages.storesManyBits(symbol.name(), bits, promise.get().span()));
    }
    return true;
  }

  // ---- what follows

  /**
   * The result of a quantizer with its mark.
   *
   * @param callee where the quantizer's hyperparameters and inputs are bound
   */
  Denotation marked(Symbol symbol, Scope callee, Denotation result, Span span) {
    long bits = bits(symbol, callee, span);
    boolean binary = storesBinary(symbol, bits);
    List<Declaration.Parameter> inputs = Application.inputs(symbol);
    Denotation first = inputs.isEmpty() ? null : callee.find(inputs.get(0).name().text());
    if (!(first instanceof TensorDenotation of) || !(result instanceof TensorDenotation made)) {
      return result;
    }
    elaborator
        .contractions
        .parameter(of.value())
        .ifPresent(
            view ->
                elaborator.variables.quantized(
                    view.variable(),
                    binary ? Variable.Storage.BINARY : Variable.Storage.LATENT,
                    span));
    Value marked =
        elaborator
            .graph(span)
            .apply(
                Primitive.QUANTIZED, Attributes.of("bits", bits), List.of(made.value(), of.value()))
            .get(0);
    return new TensorDenotation(marked);
  }
}
