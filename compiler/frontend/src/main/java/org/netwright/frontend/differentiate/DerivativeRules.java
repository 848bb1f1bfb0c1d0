package org.netwright.frontend.differentiate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.netwright.spi.graph.Primitive;

/** The derivative rules of all primitives, gathered from the tables of their families. */
final class DerivativeRules {
  private static final Map<Primitive, DerivativeRule> RULES = gather();

  private DerivativeRules() {}

  private static Map<Primitive, DerivativeRule> gather() {
    Map<Primitive, DerivativeRule> all = new EnumMap<>(Primitive.class);
    for (Map<Primitive, DerivativeRule> family :
        List.of(
            SourceDerivatives.RULES,
            UnaryDerivatives.RULES,
            BinaryDerivatives.RULES,
            ReductionDerivatives.RULES,
            LayoutDerivatives.RULES,
            IndexDerivatives.RULES,
            ContractionDerivatives.RULES,
            WindowDerivatives.RULES,
            NormalisationDerivatives.RULES,
            FlowDerivatives.RULES)) {
      family.forEach(
          (primitive, rule) -> {
            if (all.put(primitive, rule) != null) {
              throw new IllegalStateException(primitive + " has two derivative rules");
            }
          });
    }
    return all;
  }

  static Set<Primitive> covered() {
    return RULES.keySet();
  }

  static DerivativeRule of(Primitive primitive) {
    return Objects.requireNonNull(RULES.get(primitive), primitive.toString());
  }
}
