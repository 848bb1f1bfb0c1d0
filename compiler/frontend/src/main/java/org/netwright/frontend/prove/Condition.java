package org.netwright.frontend.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.netwright.spi.type.Dim;

/** A statement about sizes: comparisons of dims, joined by "and" and "or". */
public sealed interface Condition {
  /** How two dims are compared. */
  enum Relation {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_MOST("<="),
    LESS("<");

    private final String sign;

    Relation(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  record Comparison(Dim left, Relation relation, Dim right) implements Condition {
    /** What is compared with zero: {@code left - right}, or {@code right - left} of an order. */
    Dim difference() {
      return switch (relation) {
        case EQUAL, NOT_EQUAL -> left.minus(right);
        case AT_MOST -> right.minus(left);
        case LESS -> right.minus(left).minus(1);
      };
    }

    @Override
    public String toString() {
      return left + " " + relation.sign() + " " + right;
    }
  }

  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return joined(parts, " and ", "true");
    }
  }

  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return joined(parts, " or ", "false");
    }
  }

  /** What no arithmetic of sizes says; it is neither known to hold nor to fail. */
  record Opaque(String text) implements Condition {
    @Override
    public String toString() {
      return text;
    }
  }

  /** What always holds. */
  static Condition always() {
    return new All(List.of());
  }

  /** What never holds. */
  static Condition never() {
    return new Any(List.of());
  }

  static Condition equal(Dim a, Dim b) {
    return new Comparison(a, Relation.EQUAL, b);
  }

  static Condition notEqual(Dim a, Dim b) {
    return new Comparison(a, Relation.NOT_EQUAL, b);
  }

  static Condition atMost(Dim a, Dim b) {
    return new Comparison(a, Relation.AT_MOST, b);
  }

  static Condition less(Dim a, Dim b) {
    return new Comparison(a, Relation.LESS, b);
  }

  /** {@code of} is a multiple of {@code by}. */
  static Condition divides(Dim by, Dim of) {
    return equal(of.mod(by), Dim.of(0));
  }

  static Condition all(List<Condition> parts) {
    return parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  static Condition any(List<Condition> parts) {
    return parts.size() == 1 ? parts.get(0) : new Any(parts);
  }

  /** The opposite. */
  default Condition not() {
    if (this instanceof Comparison c) {
      return switch (c.relation) {
        case EQUAL -> notEqual(c.left, c.right);
        case NOT_EQUAL -> equal(c.left, c.right);
        case AT_MOST -> less(c.right, c.left);
        case LESS -> atMost(c.right, c.left);
      };
    } else if (this instanceof All all) {
      return any(all.parts.stream().map(Condition::not).toList());
    } else if (this instanceof Any any) {
      return all(any.parts.stream().map(Condition::not).toList());
    }
    return new Opaque("not " + this);
  }

  /** The names of the sizes it speaks of. */
  default Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Comparison comparison : comparisons()) {
      names.addAll(comparison.left.names());
      names.addAll(comparison.right.names());
    }
    return names;
  }

  /** Every comparison in it. */
  default List<Comparison> comparisons() {
    if (this instanceof Comparison c) {
      return List.of(c);
    }
    List<Comparison> all = new ArrayList<>();
    parts(this).forEach(part -> all.addAll(part.comparisons()));
    return all;
  }

  /** How many statements it joins, those that no arithmetic says among them. */
  default int size() {
    List<Condition> parts = parts(this);
    return parts.isEmpty() ? 1 : parts.stream().mapToInt(Condition::size).sum();
  }

  /** Whether arithmetic says all of it. */
  default boolean isArithmetic() {
    return !(this instanceof Opaque) && parts(this).stream().allMatch(Condition::isArithmetic);
  }

  /** With names replaced. Throws {@link ArithmeticException} where a division has no meaning. */
  default Condition substitute(Map<String, Dim> values) {
    if (this instanceof Comparison c) {
      return new Comparison(c.left.substitute(values), c.relation, c.right.substitute(values));
    } else if (this instanceof All all) {
      return new All(all.parts.stream().map(p -> p.substitute(values)).toList());
    } else if (this instanceof Any any) {
      return new Any(any.parts.stream().map(p -> p.substitute(values)).toList());
    }
    return this;
  }

  /** Whether it holds at given sizes; empty where a name has none or a division no meaning. */
  default Optional<Boolean> at(Map<String, Long> sizes) {
    if (this instanceof Comparison c) {
      try {
        OptionalLong left = SizeValue.of(c.left, sizes);
        OptionalLong right = SizeValue.of(c.right, sizes);
        return left.isPresent() && right.isPresent()
            ? Optional.of(holds(left.getAsLong(), c.relation, right.getAsLong()))
            : Optional.empty();
      } catch (ArithmeticException meaningless) {
        return Optional.empty();
      }
    }
    boolean conjunction = this instanceof All;
    boolean open = this instanceof Opaque;
    for (Condition part : parts(this)) {
      Optional<Boolean> one = part.at(sizes);
      if (one.isPresent() && one.get() != conjunction) {
        return one;
      }
      open |= one.isEmpty();
    }
    return open ? Optional.empty() : Optional.of(conjunction);
  }

  private static boolean holds(long left, Relation relation, long right) {
    return switch (relation) {
      case EQUAL -> left == right;
      case NOT_EQUAL -> left != right;
      case AT_MOST -> left <= right;
      case LESS -> left < right;
    };
  }

  private static List<Condition> parts(Condition condition) {
    return condition instanceof All all
        ? all.parts
        : condition instanceof Any any ? any.parts : List.of();
  }

  private static String joined(List<Condition> parts, String word, String none) {
    return parts.isEmpty()
        ? none
        : parts.stream()
            .map(p -> p instanceof Comparison || p instanceof Opaque ? p.toString() : "(" + p + ")")
            .collect(Collectors.joining(word));
  }
}
