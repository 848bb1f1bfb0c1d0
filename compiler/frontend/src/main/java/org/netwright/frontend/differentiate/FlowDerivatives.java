package org.netwright.frontend.differentiate;

import java.util.Map;
import org.netwright.spi.graph.Primitive;

/** How gradients pass what orders and repeats work. */
final class FlowDerivatives {
  static final Map<Primitive, DerivativeRule> RULES =
      Map.of(
          Primitive.AWAIT,
          DerivativeRule.to(at -> at.give(0, at::gradient), 0),
          Primitive.SCAN,
          DerivativeRule.to(at -> new ScanPullback(at).pull()),
          Primitive.WHILE,
          DerivativeRule.UNWRITTEN);

  private FlowDerivatives() {}
}
