package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
      Name name = declaration.accept(NAMES);
      if (name == null) {
        continue;
      }
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
  private static final class DeclaredName implements Declaration.Visitor<@Nullable Name> {
    @Override
    public @Nullable Name use(Declaration.Use declaration) {
      return null;
    }

    @Override
    public @Nullable Name constant(Declaration.Const declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name fn(Declaration.Fn declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name layer(Declaration.Layer declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name preset(Declaration.Preset declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name quantizer(Declaration.Quantizer declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name metric(Declaration.Metric declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name data(Declaration.Data declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name recipe(Declaration.Recipe declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name sweep(Declaration.Sweep declaration) {
      return declaration.name();
    }

    @Override
    public @Nullable Name test(Declaration.Test declaration) {
      return null;
    }

    @Override
    public @Nullable Name external(Declaration.External declaration) {
      return declaration.name();
    }
  }
}
