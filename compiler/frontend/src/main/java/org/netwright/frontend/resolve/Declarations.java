package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;

/** Collects what a unit declares; a second declaration of a name is a mistake. */
final class Declarations {
  private static final DeclaredName NAMES = new DeclaredName();

  private Declarations() {}

  static NameSpace collect(
      Unit unit, Map<String, List<Symbol>> everywhere, List<Diagnostic> diagnostics) {
    NameSpace space = new NameSpace(unit, everywhere);
    for (Declaration declaration : unit.tree().declarations()) {
      Optional<Name> named = declaration.accept(NAMES);
      if (named.isEmpty()) {
        continue;
      }
      Name name = named.get();
      Symbol symbol = new Symbol(name.text(), declaration, unit, name.span());
      space
          .declared(name.text())
          .ifPresentOrElse(
              first ->
                  diagnostics.add(
                      NameMessages.declaredTwice(name.text(), name.span(), first.place())),
              () -> space.declare(symbol));
    }
    return space;
  }

  /** The name a declaration gives to the file; imports and tests give none. */
  private static final class DeclaredName implements Declaration.Visitor<Optional<Name>> {
    @Override
    public Optional<Name> use(Declaration.Use declaration) {
      return Optional.empty();
    }

    @Override
    public Optional<Name> constant(Declaration.Const declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> fn(Declaration.Fn declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> layer(Declaration.Layer declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> preset(Declaration.Preset declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> quantizer(Declaration.Quantizer declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> metric(Declaration.Metric declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> data(Declaration.Data declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> recipe(Declaration.Recipe declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> sweep(Declaration.Sweep declaration) {
      return Optional.of(declaration.name());
    }

    @Override
    public Optional<Name> test(Declaration.Test declaration) {
      return Optional.empty();
    }

    @Override
    public Optional<Name> external(Declaration.External declaration) {
      return Optional.of(declaration.name());
    }
  }
}
