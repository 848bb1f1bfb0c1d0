package org.netwright.frontend.graph;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.TensorType;

/** The shape rules of all primitives, gathered from the tables of their families. */
final class ShapeRules {
  private static final Map<Primitive, ShapeRule> RULES = gather();

  private ShapeRules() {}

  private static Map<Primitive, ShapeRule> gather() {
    Map<Primitive, ShapeRule> all = new EnumMap<>(Primitive.class);
    for (Map<Primitive, ShapeRule> family :
        List.of(
            SourceShapes.RULES,
            ElementwiseShapes.RULES,
            ReductionShapes.RULES,
            LayoutShapes.RULES,
            IndexShapes.RULES,
            ContractionShapes.RULES,
            ConvolutionShapes.RULES,
            PoolingShapes.RULES,
            NormalisationShapes.RULES,
            FlowShapes.RULES,
            OptimizerShapes.RULES)) {
      family.forEach(
          (primitive, rule) -> {
            if (all.put(primitive, rule) != null) {
              throw new IllegalStateException(primitive + " has two shape rules");
            }
          });
    }
    return all;
  }

  static Set<Primitive> covered() {
    return RULES.keySet();
  }

  /**
   * The types of the results.
   *
   * @throws ShapeMisfit when operands or attributes do not fit
   * @throws IllegalArgumentException when an attribute is missing or the number of operands is
   *     wrong: a broken promise of the caller
   */
  static List<TensorType> results(
      Primitive primitive, Attributes attributes, List<TensorType> operands) {
    return results(primitive, attributes, operands, SizeConditions.STRICT);
  }

  /** The same where somebody answers for symbolic sizes. */
  static List<TensorType> results(
      Primitive primitive, Attributes attributes, List<TensorType> operands, SizeConditions sizes) {
    boolean count =
        primitive.operands() < 0 ? !operands.isEmpty() : operands.size() == primitive.operands();
    if (!count) {
      throw new IllegalArgumentException(
          primitive + " takes " + primitive.operands() + " operands, not " + operands.size());
    }
    for (String name : primitive.attributes()) {
      if (!attributes.has(name)) {
        throw new IllegalArgumentException(primitive + " needs the attribute " + name);
      }
    }
    ShapeRule rule = Objects.requireNonNull(RULES.get(primitive), primitive.toString());
    return rule.results(attributes, operands, new ShapeMessages(primitive, sizes));
  }
}
