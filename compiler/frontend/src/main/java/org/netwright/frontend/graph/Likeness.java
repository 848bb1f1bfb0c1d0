package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;

/**
 * Whether one run of ops is another with other values from outside: equal primitives, attributes
 * and types, and operands that correspond.
 */
final class Likeness {
  private final Map<Value, Value> made = new HashMap<>();
  private final Map<Region, Region> regions = new HashMap<>();
  private final Map<Value, Value> outside = new LinkedHashMap<>();

  private Likeness() {}

  /**
   * What corresponds in a second run; empty when the runs are not alike.
   *
   * @param given values that flow into the first run, with those that flow into the second
   */
  static Optional<Likeness> of(
      List<Op> first, List<Op> second, Map<Value, Value> given, List<Value> out, List<Value> like) {
    Likeness likeness = new Likeness();
    likeness.made.putAll(given);
    boolean alike = first.size() == second.size() && out.size() == like.size();
    for (int i = 0; alike && i < first.size(); i++) {
      alike = likeness.matches(first.get(i), second.get(i));
    }
    for (int i = 0; alike && i < out.size(); i++) {
      alike = likeness.corresponds(out.get(i), like.get(i));
    }
    return alike ? Optional.of(likeness) : Optional.empty();
  }

  /** For each value that the first run takes from outside, the one that the second takes. */
  Map<Value, Value> outside() {
    return outside;
  }

  private boolean matches(Op a, Op b) {
    boolean alike =
        a.primitive() == b.primitive()
            && types(a.results()).equals(types(b.results()))
            && a.operands().size() == b.operands().size()
            && alike(a.attributes(), b.attributes())
            && alike(a.region(), b.region());
    for (int i = 0; alike && i < a.operands().size(); i++) {
      alike = corresponds(a.operand(i), b.operand(i));
    }
    for (int i = 0; alike && i < a.results().size(); i++) {
      made.put(a.results().get(i), b.results().get(i));
    }
    return alike;
  }

  private static List<Object> types(List<Value> values) {
    List<Object> types = new ArrayList<>();
    values.forEach(value -> types.add(value.type()));
    return types;
  }

  private boolean corresponds(Value a, Value b) {
    Value known = made.get(a);
    if (known != null) {
      return known == b;
    }
    if (!a.type().equals(b.type())) {
      return false;
    }
    Value before = outside.putIfAbsent(a, b);
    return before == null || before == b || isSameSource(before, b);
  }

  /** Whether two values are made of nothing, in the same way. */
  static boolean isSameSource(Value a, Value b) {
    return a == b
        || a.op().operands().isEmpty()
            && a.op().primitive() == b.op().primitive()
            && alike(a.op().attributes(), b.op().attributes());
  }

  private boolean alike(Optional<Region> a, Optional<Region> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() == b.isEmpty();
    }
    Region known = regions.putIfAbsent(a.get(), b.get());
    return known == null ? a.get().depth() == b.get().depth() : known == b.get();
  }

  private static boolean alike(Attributes a, Attributes b) {
    return a.all().keySet().equals(b.all().keySet())
        && a.all().entrySet().stream().allMatch(e -> alike(e.getValue(), b.all().get(e.getKey())));
  }

  private static boolean alike(Object a, @org.jspecify.annotations.Nullable Object b) {
    if (a instanceof LoopBody one && b instanceof LoopBody other) {
      return alike(one, other);
    }
    return Objects.deepEquals(a, b);
  }

  private static boolean alike(LoopBody a, LoopBody b) {
    boolean alike =
        types(a.parameters()).equals(types(b.parameters()))
            && a.stop().isPresent() == b.stop().isPresent();
    if (!alike) {
      return false;
    }
    Map<Value, Value> given = new HashMap<>();
    for (int i = 0; i < a.parameters().size(); i++) {
      given.put(a.parameters().get(i), b.parameters().get(i));
    }
    List<Value> out = new ArrayList<>(a.results());
    a.stop().ifPresent(out::add);
    List<Value> like = new ArrayList<>(b.results());
    b.stop().ifPresent(like::add);
    return of(computed(a), computed(b), given, out, like)
        .filter(
            l ->
                l.outside.entrySet().stream().allMatch(e -> isSameSource(e.getKey(), e.getValue())))
        .isPresent();
  }

  private static List<Op> computed(LoopBody body) {
    return body.ops().stream().filter(op -> !op.operands().isEmpty()).toList();
  }
}
