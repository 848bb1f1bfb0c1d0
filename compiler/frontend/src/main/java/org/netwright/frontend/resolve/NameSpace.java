package org.netwright.frontend.resolve;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.netwright.frontend.syntax.Expression;

/** What the names of one unit mean at its top level. */
public final class NameSpace {
  private final Unit unit;
  private final Map<String, Symbol> declared = new LinkedHashMap<>();
  private final Map<String, Symbol> imported = new LinkedHashMap<>();
  private final Map<String, NameSpace> units = new LinkedHashMap<>();
  private final Map<String, List<Symbol>> everywhere;

  NameSpace(Unit unit, Map<String, List<Symbol>> everywhere) {
    this.unit = unit;
    this.everywhere = everywhere;
  }

  public Unit unit() {
    return unit;
  }

  /** What the unit declares, in the order of the text. */
  public Collection<Symbol> declared() {
    return declared.values();
  }

  public Optional<Symbol> declared(String name) {
    return Optional.ofNullable(declared.get(name));
  }

  /** What a name means in this unit; empty when it means nothing, or more than one thing. */
  public Optional<Symbol> find(String name) {
    Symbol own = declared.get(name);
    if (own == null) {
      own = imported.get(name);
    }
    if (own != null) {
      return Optional.of(own);
    }
    List<Symbol> global = everywhere.get(name);
    return global != null && global.size() == 1 ? Optional.of(global.get(0)) : Optional.empty();
  }

  /** Everything that has one meaning in this unit, by the name it has here. */
  public Map<String, Symbol> visible() {
    Map<String, Symbol> visible = new TreeMap<>();
    everywhere.forEach(
        (name, symbols) -> {
          if (symbols.size() == 1) {
            visible.put(name, symbols.get(0));
          }
        });
    visible.putAll(imported);
    visible.putAll(declared);
    return visible;
  }

  /** A unit that is used as a whole, by the last word of its path. */
  public Optional<NameSpace> used(String name) {
    return find(name).isPresent() ? Optional.empty() : Optional.ofNullable(units.get(name));
  }

  /** The unit before the dot of {@code nn.Linear}, unless the name has a meaning of its own. */
  public Optional<NameSpace> unitOf(Expression expression) {
    return expression instanceof Expression.Member member
            && member.target() instanceof Expression.Reference unit
        ? used(unit.name().text())
        : Optional.empty();
  }

  /** The meanings of a name that headers and the library declare for every file. */
  public List<Symbol> candidates(String name) {
    return everywhere.getOrDefault(name, List.of());
  }

  Collection<String> importedNames() {
    return imported.keySet();
  }

  /** The names that headers and the library declare for every file. */
  public Collection<String> globalNames() {
    return everywhere.keySet();
  }

  Optional<Symbol> own(String name) {
    Symbol found = declared.get(name);
    return Optional.ofNullable(found == null ? imported.get(name) : found);
  }

  void declare(Symbol symbol) {
    declared.put(symbol.name(), symbol);
  }

  void use(String local, NameSpace unit) {
    units.put(local, unit);
  }

  void bring(String local, Symbol symbol) {
    imported.put(local, symbol);
  }
}
