package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.parse.Stretch;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * A unit of the library whose text is known to be in order. Its names are told by the beginnings of
 * its declarations; a declaration is read when a program first leads to it, since most programs
 * lead to few and reading all of them is the greater part of a cold start.
 */
final class ProvenUnit {
  private final Library library;
  private final Limits limits;
  private final Unit unit;
  private final NameSpace space;
  private final List<Declaration> imports = new ArrayList<>();

  ProvenUnit(
      Library library,
      Limits limits,
      Unit.Kind kind,
      String name,
      String file,
      Map<String, List<Symbol>> everywhere) {
    this.library = library;
    this.limits = limits;
    this.unit =
        new Unit(
            kind,
            name,
            file,
            () -> {
              throw new IllegalStateException(name + " is read a declaration at a time");
            });
    this.space = new NameSpace(unit, everywhere);
  }

  /** Finds the names of a text, and reads what it imports. */
  NameSpace collect(String text, List<Diagnostic> diagnostics) {
    for (Stretch stretch : Stretch.of(text, Integer.MAX_VALUE)) {
      stretch
          .head(unit.file())
          .ifPresentOrElse(
              head ->
                  Declarations.declare(
                      space, new Symbol(head, new LaterDeclaration(stretch), unit), diagnostics),
              () -> imports.addAll(read(stretch)));
    }
    return space;
  }

  /** The declarations without a name, of which only those that import count here. */
  List<Declaration> imports() {
    return imports;
  }

  private List<Declaration> read(Stretch stretch) {
    Parsed parsed = Parser.parse(unit.file(), stretch.text(), stretch.line(), limits);
    if (parsed.hasErrors()) {
      throw new DiagnosticException(parsed.diagnostics());
    }
    return parsed.unit().declarations();
  }

  /** Reads a declaration once, and resolves the names in it. */
  private final class LaterDeclaration implements Supplier<Declaration> {
    private final Stretch stretch;
    private volatile @Nullable Declaration declaration;

    private LaterDeclaration(Stretch stretch) {
      this.stretch = stretch;
    }

    @Override
    public Declaration get() {
      Declaration known = declaration;
      return known == null ? CompilerStack.on(limits, this::readOnce) : known;
    }

    private Declaration readOnce() {
      synchronized (library) {
        Declaration known = declaration;
        if (known != null) {
          return known;
        }
        List<Declaration> read = ProvenUnit.this.read(stretch);
        if (read.size() != 1) {
          throw new IllegalStateException(
              "each declaration of " + unit + " begins a line, but not one near " + stretch.line());
        }
        // known before its body is looked at, which may lead back to it
        declaration = read.get(0);
        List<Diagnostic> found = new ArrayList<>();
        BodyResolver.resolve(space, read, library, library.sites(), Mentions.NONE, found);
        if (!found.isEmpty()) {
          throw new DiagnosticException(found);
        }
        return read.get(0);
      }
    }
  }
}
