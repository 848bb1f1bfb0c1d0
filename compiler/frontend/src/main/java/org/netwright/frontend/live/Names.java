package org.netwright.frontend.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.resolve.Mentions;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/** What every name of a program's files means, and where each meaning is used. */
public final class Names implements Mentions {
  private final IdentityHashMap<Name, Symbol> symbols = new IdentityHashMap<>();
  private final IdentityHashMap<Name, Span> locals = new IdentityHashMap<>();
  private final Map<Span, Name> definitions = new LinkedHashMap<>();
  private final Map<Object, List<Name>> uses = new HashMap<>();

  Names() {}

  @Override
  public void defined(Name name) {
    if (name.span().exists() && definitions.putIfAbsent(name.span(), name) == null) {
      used(name, name.span());
    }
  }

  @Override
  public void used(Name name, Span definition) {
    if (definition.exists() && locals.put(name, definition) == null) {
      uses.computeIfAbsent(definition, d -> new ArrayList<>()).add(name);
    }
  }

  @Override
  public void used(Name name, Symbol symbol) {
    if (symbols.put(name, symbol) == null) {
      uses.computeIfAbsent(symbol.declaration(), d -> new ArrayList<>()).add(name);
    }
  }

  /** The declaration that a name stands for. */
  public Optional<Symbol> symbol(Name name) {
    return Optional.ofNullable(symbols.get(name));
  }

  /** The place where what a name stands for was named, inside its declaration. */
  public Optional<Span> local(Name name) {
    return Optional.ofNullable(locals.get(name));
  }

  /** The name at a place where something was named. */
  public Optional<Name> definition(Span place) {
    return Optional.ofNullable(definitions.get(place));
  }

  /** All uses of a local name, its definition among them. */
  public List<Name> uses(Span definition) {
    return uses.getOrDefault(definition, List.of());
  }

  /** All uses of a declaration outside of its own head. */
  public List<Name> uses(Symbol symbol) {
    return uses.getOrDefault(symbol.declaration(), List.of());
  }
}
