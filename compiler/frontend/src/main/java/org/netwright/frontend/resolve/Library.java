package org.netwright.frontend.resolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The units of {@code std} and the headers of plugins, read and resolved once for all files that
 * one compiler reads.
 */
public final class Library {
  private final Map<String, NameSpace> units = new TreeMap<>();
  private final Map<String, NameSpace> headers = new TreeMap<>();
  private final Map<Unit, NameSpace> spaces = new LinkedHashMap<>();
  private final Map<String, List<Symbol>> everywhere = new TreeMap<>();
  private final Map<Node, Site> sites = Collections.synchronizedMap(new IdentityHashMap<>());
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** What the units import, by the unit; of those read whole, all declarations. */
  private final Map<NameSpace, List<Declaration>> read = new LinkedHashMap<>();

  public Library(Catalog catalog, Limits limits) {
    for (Catalog.Header header : catalog.headers()) {
      texts.put(header.file(), header.text());
      headers.put(
          header.plugin(),
          header.isProven()
              ? proven(Unit.Kind.HEADER, header.plugin(), header.file(), header.text(), limits)
              : whole(Unit.Kind.HEADER, header.plugin(), header.file(), header.text(), limits));
    }
    for (String name : catalog.units()) {
      Catalog.Unit unit =
          catalog
              .unit(name)
              .orElseThrow(() -> new IllegalStateException("the catalog names no unit " + name));
      texts.put(unit.file(), unit.text());
      units.put(
          name,
          unit.isProven()
              ? proven(Unit.Kind.LIBRARY, name, unit.file(), unit.text(), limits)
              : whole(Unit.Kind.LIBRARY, name, unit.file(), unit.text(), limits));
    }
    for (NameSpace space : read.keySet()) {
      spaces.put(space.unit(), space);
      for (Symbol symbol : space.declared()) {
        if (symbol.isVisibleEverywhere()) {
          everywhere.computeIfAbsent(symbol.name(), n -> new ArrayList<>()).add(symbol);
        }
      }
    }
    read.forEach(
        (space, declarations) ->
            Imports.bring(
                space, declarations, this, use -> Optional.empty(), Mentions.NONE, diagnostics));
    read.forEach(
        (space, declarations) ->
            BodyResolver.resolve(space, declarations, this, sites, Mentions.NONE, diagnostics));
  }

  private NameSpace whole(Unit.Kind kind, String name, String file, String text, Limits limits) {
    Unit unit = UnitReader.read(kind, name, file, text, limits, diagnostics);
    NameSpace space = Declarations.collect(unit, everywhere, diagnostics);
    read.put(space, unit.tree().declarations());
    return space;
  }

  private NameSpace proven(Unit.Kind kind, String name, String file, String text, Limits limits) {
    ProvenUnit unit = new ProvenUnit(this, limits, kind, name, file, everywhere);
    NameSpace space = unit.collect(text, diagnostics);
    read.put(space, unit.imports());
    return space;
  }

  NameSpace space(Unit unit) {
    NameSpace space = spaces.get(unit);
    if (space == null) {
      throw new IllegalStateException(unit + " is no unit of the library");
    }
    return space;
  }

  Optional<NameSpace> unit(String name) {
    return Optional.ofNullable(units.get(name));
  }

  Optional<NameSpace> header(String plugin) {
    return Optional.ofNullable(headers.get(plugin));
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

  Map<Node, Site> sites() {
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
