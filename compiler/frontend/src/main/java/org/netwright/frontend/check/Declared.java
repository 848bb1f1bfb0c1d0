package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.DeclaredDenotation;
import org.netwright.frontend.check.Denotation.FunctionDenotation;
import org.netwright.frontend.check.Denotation.LayerBuilder;
import org.netwright.frontend.check.Denotation.PresetBuilder;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** What the declared names of a unit denote; constants are evaluated when first asked for. */
final class Declared {
  private final Elaborator elaborator;
  private final Map<Symbol, Denotation> known = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  Declared(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Denotation denotation(Symbol symbol, Span use) {
    Denotation value = known.get(symbol);
    if (value == null) {
      value = first(symbol, use);
      known.put(symbol, value);
    }
    return value;
  }

  private Denotation first(Symbol symbol, Span use) {
    if (!open.add(symbol.unit().file() + ":" + symbol.name())) {
      throw new DiagnosticException(
          BuildingMessages.selfReference(symbol.name(), use, symbol.place()));
    }
    try {
      return meaning(symbol);
    } finally {
      open.remove(symbol.unit().file() + ":" + symbol.name());
    }
  }

  private Denotation meaning(Symbol symbol) {
    Declaration declaration = symbol.declaration();
    Scope top = elaborator.topScope(symbol.unit());
    if (declaration instanceof Declaration.Const constant) {
      elaborator.reached.add(symbol);
      Denotation value = elaborator.evaluate(constant.value(), top);
      if (constant.type().isEmpty()) {
        return value;
      }
      Types.Fitting fitting =
          new Types.Fitting(
              "`" + symbol.name() + "`", constant.value().span(), constant.type().get().span());
      return elaborator.types.fit(constant.type().get(), value, top, fitting);
    } else if (declaration instanceof Declaration.Preset preset) {
      return preset(symbol, preset, top);
    } else if (symbol.isConstructor()) {
      return new LayerBuilder(symbol);
    } else if (declaration instanceof Declaration.Fn) {
      return new FunctionDenotation(symbol);
    } else if (declaration instanceof Declaration.External external
        && external.kind().text().equals("fn")) {
      return new FunctionDenotation(symbol);
    } else if (declaration instanceof Declaration.Data data) {
      return elaborator.evaluate(data.value(), top);
    }
    return new DeclaredDenotation(symbol, declaration);
  }

  private Denotation preset(Symbol symbol, Declaration.Preset preset, Scope top) {
    elaborator.reached.add(symbol);
    if (preset.value() instanceof Expression.Call call) {
      Denotation base = elaborator.evaluate(call.target(), top);
      if (base.isError()) {
        return base;
      } else if (base instanceof BuilderDenotation builder) {
        return new PresetBuilder(symbol.name(), builder, call, top);
      }
    }
    throw new DiagnosticException(
        BuildingMessages.presetOfNothing(symbol.name(), preset.value().span()));
  }
}
