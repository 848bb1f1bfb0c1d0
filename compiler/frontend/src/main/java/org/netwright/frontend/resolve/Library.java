package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The units of {@code std} and the headers of plugins, parsed and resolved once for all files that
 * one compiler reads.
 */
public final class Library {
  private final Map<String, Unit> units = new TreeMap<>();
  private final Map<String, Unit> headers = new TreeMap<>();
  private final Map<Unit, NameSpace> spaces = new LinkedHashMap<>();
  private final Map<String, List<Symbol>> everywhere = new TreeMap<>();
  private final IdentityHashMap<Node, Site> sites = new IdentityHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  public Library(Catalog catalog, Limits limits) {
    for (Catalog.Header header : catalog.headers()) {
      texts.put(header.file(), header.text());
      headers.put(
          header.plugin(),
          UnitReader.read(
              Unit.Kind.HEADER,
              header.plugin(),
              header.file(),
              header.text(),
              limits,
              diagnostics));
    }
    for (String name : catalog.units()) {
      Catalog.Unit unit =
          catalog
              .unit(name)
              .orElseThrow(() -> new IllegalStateException("the catalog names no unit " + name));
      texts.put(unit.file(), unit.text());
      units.put(
          name,
          UnitReader.read(Unit.Kind.LIBRARY, name, unit.file(), unit.text(), limits, diagnostics));
    }
    List<Unit> all = new ArrayList<>(headers.values());
    all.addAll(units.values());
    for (Unit unit : all) {
      NameSpace space = Declarations.collect(unit, everywhere, diagnostics);
      spaces.put(unit, space);
      for (Symbol symbol : space.declared()) {
        if (symbol.isVisibleEverywhere()) {
          everywhere.computeIfAbsent(symbol.name(), n -> new ArrayList<>()).add(symbol);
        }
      }
    }
    for (Unit unit : all) {
      Imports.bring(space(unit), this, use -> Optional.empty(), Mentions.NONE, diagnostics);
    }
    for (Unit unit : all) {
      BodyResolver.resolve(space(unit), this, sites, Mentions.NONE, diagnostics);
    }
  }

  NameSpace space(Unit unit) {
    NameSpace space = spaces.get(unit);
    if (space == null) {
      throw new IllegalStateException(unit + " is no unit of the library");
    }
    return space;
  }

  Optional<NameSpace> unit(String name) {
    return Optional.ofNullable(units.get(name)).map(this::space);
  }

  Optional<NameSpace> header(String plugin) {
    return Optional.ofNullable(headers.get(plugin)).map(this::space);
  }

  List<String> importable() {
    List<String> names = new ArrayList<>(units.keySet());
    headers.keySet().forEach(h -> names.add("plugin." + h));
    return names;
  }

  Map<String, List<Symbol>> everywhere() {
    return everywhere;
  }

  Map<Unit, NameSpace> spaces() {
    return spaces;
  }

  IdentityHashMap<Node, Site> sites() {
    return sites;
  }

  Map<String, String> texts() {
    return texts;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The layer, quantizer or constant of the library that a file may have forgotten to import. */
  Optional<Symbol> importable(String name) {
    return spaces.values().stream()
        .flatMap(s -> s.declared(name).stream())
        .filter(s -> !s.isVisibleEverywhere())
        .findFirst();
  }
}
