package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.resolve.Unit;

/** What names mean at one place of an elaboration, innermost first. */
final class Scope {
  private final @Nullable Scope outer;
  private final Map<String, Denotation> names = new HashMap<>(8);
  private final Place place;
  private @Nullable Object stage;

  /** How the names of {@code let} came to their values. */
  private final Map<String, ValueLog.Extent> extents = new HashMap<>(2);

  private Scope(@Nullable Scope outer, Place place) {
    this.outer = outer;
    this.place = place;
  }

  static Scope top(Place place) {
    return new Scope(null, place);
  }

  Scope inner() {
    return new Scope(this, place);
  }

  Scope inner(Place at) {
    return new Scope(this, at);
  }

  /** From here on the scope is that of a step of a training. */
  void inTrainStage(Object training) {
    this.stage = training;
  }

  /** The training whose step the scope lies in, if any. */
  Optional<Object> trainStage() {
    for (Scope at = this; at != null; at = at.outer) {
      if (at.stage != null) {
        return Optional.of(at.stage);
      }
    }
    return Optional.empty();
  }

  Place place() {
    return place;
  }

  Unit unit() {
    return place.unit();
  }

  @Nullable Denotation find(String name) {
    for (Scope at = this; at != null; at = at.outer) {
      Denotation found = at.names.get(name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  void define(String name, Denotation value) {
    names.put(name, value);
    extents.remove(name);
  }

  /** What was elaborated for the value that a name of this scope has. */
  void remember(String name, ValueLog.Extent extent) {
    extents.put(name, extent);
  }

  /** What was elaborated for the value of a name, if a {@code let} remembers it. */
  Optional<ValueLog.Extent> extent(String name) {
    for (Scope at = this; at != null; at = at.outer) {
      if (at.names.containsKey(name)) {
        return Optional.ofNullable(at.extents.get(name));
      }
    }
    return Optional.empty();
  }
}
