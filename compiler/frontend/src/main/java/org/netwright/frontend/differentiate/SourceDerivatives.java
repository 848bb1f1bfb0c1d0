package org.netwright.frontend.differentiate;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Primitive;

/** Sources have no operands to pass a gradient to; fused optimizer steps have no rule. */
final class SourceDerivatives {
  static final Map<Primitive, DerivativeRule> RULES = rules();

  private SourceDerivatives() {}

  private static Map<Primitive, DerivativeRule> rules() {
    Map<Primitive, DerivativeRule> rules = new EnumMap<>(Primitive.class);
    for (Primitive source :
        List.of(
            Primitive.INPUT,
            Primitive.READ,
            Primitive.CONSTANT,
            Primitive.RANGE,
            Primitive.SIZE,
            Primitive.RANDOM_UNIFORM,
            Primitive.RANDOM_NORMAL,
            Primitive.RANDOM_TRUNCATED_NORMAL)) {
      rules.put(source, DerivativeRule.STOPS);
    }
    rules.put(Primitive.ADAM_UPDATE, DerivativeRule.UNWRITTEN);
    rules.put(Primitive.MOMENTUM_UPDATE, DerivativeRule.UNWRITTEN);
    return rules;
  }
}
