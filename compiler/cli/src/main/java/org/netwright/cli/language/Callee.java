package org.netwright.cli.language;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.live.Names;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;

/**
 * What a call calls, and which of its lists the call fills: the first builds, the second applies.
 */
record Callee(Symbol symbol, boolean applied) {

  static Optional<Callee> of(Expression.Call call, Names names) {
    if (call.target() instanceof Expression.Reference reference) {
      return names.symbol(reference.name()).map(symbol -> new Callee(symbol, false));
    } else if (call.target() instanceof Expression.Member member) {
      return names.symbol(member.name()).map(symbol -> new Callee(symbol, false));
    } else if (call.target() instanceof Expression.Call inner) {
      return of(inner, names).map(callee -> new Callee(callee.symbol(), true));
    }
    return Optional.empty();
  }

  List<Parameter> parameters() {
    return parameters(symbol, applied);
  }

  Optional<Parameter> parameter(String name) {
    return parameters().stream().filter(p -> p.name().text().equals(name)).findFirst();
  }

  static List<Parameter> parameters(Symbol symbol, boolean applied) {
    if (!applied) {
      return symbol.parameters();
    }
    Declaration declaration = symbol.declaration();
    if (declaration instanceof Declaration.Layer layer) {
      return layer.inputs();
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return quantizer.inputs();
    } else if (declaration instanceof Declaration.External external) {
      return external.inputs().orElse(List.of());
    }
    return List.of();
  }
}
