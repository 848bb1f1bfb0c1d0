package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;

/** Follows the {@code use} lines of a unit. */
final class Imports {
  private Imports() {}

  /**
   * @param files answers a {@code use} whose first segment is neither {@code std} nor {@code
   *     plugin}
   */
  static void bring(
      NameSpace space,
      Library library,
      Function<Declaration.Use, Optional<NameSpace>> files,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    bring(space, space.unit().tree().declarations(), library, files, mentions, diagnostics);
  }

  /** The same for declarations of the unit that hold all its {@code use} lines. */
  static void bring(
      NameSpace space,
      List<Declaration> declarations,
      Library library,
      Function<Declaration.Use, Optional<NameSpace>> files,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    for (Declaration declaration : declarations) {
      if (declaration instanceof Declaration.Use use) {
        bring(space, use, library, files, mentions, diagnostics);
      }
    }
  }

  private static void bring(
      NameSpace space,
      Declaration.Use use,
      Library library,
      Function<Declaration.Use, Optional<NameSpace>> files,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    String path = path(use);
    Optional<NameSpace> found =
        switch (use.path().get(0).text()) {
          case "std" -> library.unit(path);
          case "plugin" ->
              use.path().size() == 2
                  ? library.header(use.path().get(1).text())
                  : Optional.<NameSpace>empty();
          default -> files.apply(use);
        };
    if (found.isEmpty()) {
      diagnostics.add(NameMessages.unknownUnit(use, path, NearMiss.of(path, library.importable())));
      return;
    }
    if (use.items().isEmpty()) {
      space.use(use.path().get(use.path().size() - 1).text(), found.get());
      return;
    }
    for (Declaration.Use.Item item : use.items()) {
      bring(space, found.get(), item, mentions, diagnostics);
    }
  }

  private static void bring(
      NameSpace space,
      NameSpace from,
      Declaration.Use.Item item,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    String name = item.name().text();
    Optional<Symbol> symbol = from.declared(name);
    if (symbol.isEmpty()) {
      diagnostics.add(
          NameMessages.unknownItem(
              name,
              item.name().span(),
              from.unit(),
              NearMiss.of(name, from.declared().stream().map(Symbol::name).toList())));
      return;
    }
    mentions.used(item.name(), symbol.get());
    item.alias().ifPresent(alias -> mentions.used(alias, symbol.get()));
    Name local = item.local();
    Optional<Symbol> other = space.own(local.text());
    if (other.isPresent() && other.get() != symbol.get()) {
      diagnostics.add(NameMessages.declaredTwice(local.text(), local.span(), other.get().place()));
      return;
    }
    space.bring(local.text(), symbol.get());
  }

  static String path(Declaration.Use use) {
    return String.join(".", use.path().stream().map(Name::text).toList());
  }
}
