package org.netwright.frontend.resolve;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.source.Span;

/** The names that a body has given values, innermost first. */
final class Locals {
  /** A local name; a builder parameter builds at each use. */
  record Local(Span place, boolean builder, boolean dim) {}

  private final @Nullable Locals outer;
  private final Map<String, Local> names = new LinkedHashMap<>();

  Locals(@Nullable Locals outer) {
    this.outer = outer;
  }

  @Nullable Local find(String name) {
    for (Locals at = this; at != null; at = at.outer) {
      Local local = at.names.get(name);
      if (local != null) {
        return local;
      }
    }
    return null;
  }

  @Nullable Local here(String name) {
    return names.get(name);
  }

  void put(String name, Local local) {
    names.put(name, local);
  }

  Collection<String> all() {
    Set<String> all = new TreeSet<>();
    for (Locals at = this; at != null; at = at.outer) {
      all.addAll(at.names.keySet());
    }
    return all;
  }
}
