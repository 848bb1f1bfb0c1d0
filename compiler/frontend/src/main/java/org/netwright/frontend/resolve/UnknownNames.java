package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** What to say about a name that means nothing: a missing import, or the nearest known name. */
final class UnknownNames {
  private final NameSpace space;
  private final Library library;

  UnknownNames(NameSpace space, Library library) {
    this.space = space;
    this.library = library;
  }

  Diagnostic diagnostic(String name, Span span, Locals locals) {
    if (!space.candidates(name).isEmpty()) {
      return NameMessages.ambiguous(name, span, space.candidates(name));
    }
    Optional<Symbol> importable = library.importable(name);
    if (importable.isPresent()) {
      return NameMessages.missingImport(importable.get(), span, importPlace());
    }
    Optional<ForeignWords.Word> foreign = ForeignWords.name(name);
    if (foreign.isPresent()) {
      return NameMessages.foreignName(name, span, foreign.get());
    } else if (Words.ROLES.contains(name)) {
      return NameMessages.undeclaredParameter(name, span);
    }
    List<String> known = new ArrayList<>(locals.all());
    space.declared().forEach(s -> known.add(s.name()));
    known.addAll(space.importedNames());
    Optional<String> nearest = NearMiss.of(name, known);
    return NameMessages.unknownName(
        name, span, nearest.isPresent() ? nearest : NearMiss.of(name, space.globalNames()));
  }

  /** The start of the file, where an import can be added. */
  private Optional<Span> importPlace() {
    Span start = space.unit().tree().span();
    return start.exists() ? Optional.of(new Span(start.file(), 1, 1, 1, 1)) : Optional.empty();
  }
}
