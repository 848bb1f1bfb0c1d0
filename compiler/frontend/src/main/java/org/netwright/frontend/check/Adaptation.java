package org.netwright.frontend.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.source.Span;

/**
 * The transforms of contractions in whose scope something is built: one {@code adapt} or {@code
 * binarize} and those around it (definitions C7). What is built keeps the adaptation of its site
 * and hands it to all that it builds itself.
 */
final class Adaptation {
  /** Outside of every {@code adapt}: all contractions stay as they are written. */
  static final Adaptation NONE = new Adaptation(null, null);

  /**
   * One construct as it is written.
   *
   * @param call the construct
   * @param weights what transforms parameters; empty where it is inherited
   * @param inputs what transforms the other operands; empty where it is inherited
   * @param only which parameters it is for, by their paths from {@code base} on
   * @param base the path of the scope that the body's sites lie in
   */
  record Construct(
      Expression.Call call,
      Optional<Transform> weights,
      Optional<Transform> inputs,
      Optional<Only> only,
      String base) {
    boolean isFor(String path) {
      return only.isEmpty() || only.get().pattern().matches(from(path));
    }

    /** A path as it is seen from the body. */
    String from(String path) {
      return !base.isEmpty() && path.startsWith(base + ".")
          ? path.substring(base.length() + 1)
          : path;
    }
  }

  /** A transform before it is built, and where it is written. */
  record Transform(BuilderDenotation builder, Span place) {
    boolean isReal() {
      return builder instanceof Denotation.RealBuilder;
    }
  }

  /** Which parameters an {@code adapt} is for. */
  record Only(PathPattern pattern, Span place) {}

  private final @Nullable Construct construct;
  private final @Nullable Adaptation outer;

  private Adaptation(@Nullable Construct construct, @Nullable Adaptation outer) {
    this.construct = construct;
    this.outer = outer;
  }

  /** These transforms with another construct inside them. */
  Adaptation with(Construct inner) {
    return new Adaptation(inner, this);
  }

  Optional<Construct> construct() {
    return Optional.ofNullable(construct);
  }

  Optional<Adaptation> outer() {
    return Optional.ofNullable(outer);
  }

  /** What transforms a parameter: the innermost that is given; empty when it stays as it is. */
  Optional<Transform> weights(String path) {
    return innermost(path, true);
  }

  /** What transforms the operands that a parameter is contracted with. */
  Optional<Transform> inputs(String path) {
    return innermost(path, false);
  }

  private Optional<Transform> innermost(String path, boolean weights) {
    for (Adaptation at = this; at != null; at = at.outer) {
      Construct here = at.construct;
      if (here != null && here.isFor(path)) {
        Optional<Transform> given = weights ? here.weights() : here.inputs();
        if (given.isPresent()) {
          return given.filter(t -> !t.isReal());
        }
      }
    }
    return Optional.empty();
  }

  /** How a parameter of a path is transformed, for comparing two of its declarations. */
  String shown(String path) {
    String weights = weights(path).map(t -> Shown.builderName(t.builder())).orElse("Real");
    String inputs = inputs(path).map(t -> Shown.builderName(t.builder())).orElse("Real");
    return "weights = " + weights + ", inputs = " + inputs;
  }
}
