package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.parse.Stretch.Head;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;

/** Collects what a unit declares; a second declaration of a name is a mistake. */
final class Declarations {
  private static final DeclaredHead HEADS = new DeclaredHead();

  private Declarations() {}

  static NameSpace collect(
      Unit unit, Map<String, List<Symbol>> everywhere, List<Diagnostic> diagnostics) {
    NameSpace space = new NameSpace(unit, everywhere);
    for (Declaration declaration : unit.tree().declarations()) {
      declaration
          .accept(HEADS)
          .ifPresent(
              head -> declare(space, new Symbol(head, () -> declaration, unit), diagnostics));
    }
    return space;
  }

  /** Adds a symbol to those of its unit, unless there is one of its name. */
  static void declare(NameSpace space, Symbol symbol, List<Diagnostic> diagnostics) {
    space
        .declared(symbol.name())
        .ifPresentOrElse(
            first ->
                diagnostics.add(
                    NameMessages.declaredTwice(symbol.name(), symbol.place(), first.place())),
            () -> space.declare(symbol));
  }

  /** The kind and name a declaration gives to the file; imports and tests give none. */
  private static final class DeclaredHead implements Declaration.Visitor<Optional<Head>> {
    @Override
    public Optional<Head> use(Declaration.Use declaration) {
      return Optional.empty();
    }

    @Override
    public Optional<Head> constant(Declaration.Const declaration) {
      return Optional.of(new Head(false, "const", declaration.name()));
    }

    @Override
    public Optional<Head> fn(Declaration.Fn declaration) {
      return Optional.of(new Head(false, "fn", declaration.name()));
    }

    @Override
    public Optional<Head> layer(Declaration.Layer declaration) {
      return Optional.of(
          new Head(false, declaration.model() ? "model" : "layer", declaration.name()));
    }

    @Override
    public Optional<Head> preset(Declaration.Preset declaration) {
      return Optional.of(
          new Head(false, declaration.model() ? "model" : "layer", declaration.name()));
    }

    @Override
    public Optional<Head> quantizer(Declaration.Quantizer declaration) {
      return Optional.of(new Head(false, "quantizer", declaration.name()));
    }

    @Override
    public Optional<Head> metric(Declaration.Metric declaration) {
      return Optional.of(new Head(false, "metric", declaration.name()));
    }

    @Override
    public Optional<Head> data(Declaration.Data declaration) {
      return Optional.of(new Head(false, "data", declaration.name()));
    }

    @Override
    public Optional<Head> recipe(Declaration.Recipe declaration) {
      return Optional.of(new Head(false, "recipe", declaration.name()));
    }

    @Override
    public Optional<Head> sweep(Declaration.Sweep declaration) {
      return Optional.of(new Head(false, "sweep", declaration.name()));
    }

    @Override
    public Optional<Head> test(Declaration.Test declaration) {
      return Optional.empty();
    }

    @Override
    public Optional<Head> external(Declaration.External declaration) {
      return Optional.of(new Head(true, declaration.kind().text(), declaration.name()));
    }
  }
}
