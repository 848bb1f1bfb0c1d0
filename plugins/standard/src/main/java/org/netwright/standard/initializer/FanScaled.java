package org.netwright.standard.initializer;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/** Draws with mean 0 and the variance {@code scale} / fan, so that signals keep their size. */
public final class FanScaled implements InitializerDefinition {
  /** Glorot and Bengio (2010). */
  public static final InitializerDefinition GLOROT_UNIFORM = new FanScaled(1, Fan.MEAN, true);

  /** Glorot and Bengio (2010). */
  public static final InitializerDefinition GLOROT_NORMAL = new FanScaled(1, Fan.MEAN, false);

  /** He et al. (2015). */
  public static final InitializerDefinition HE_UNIFORM = new FanScaled(2, Fan.IN, true);

  /** He et al. (2015). */
  public static final InitializerDefinition HE_NORMAL = new FanScaled(2, Fan.IN, false);

  /** LeCun et al. (1998). */
  public static final InitializerDefinition LECUN_UNIFORM = new FanScaled(1, Fan.IN, true);

  /** LeCun et al. (1998). */
  public static final InitializerDefinition LECUN_NORMAL = new FanScaled(1, Fan.IN, false);

  /** Which fan. */
  private enum Fan {
    IN,
    MEAN
  }

  private final double scale;
  private final Fan fan;
  private final boolean uniform;

  private FanScaled(double scale, Fan fan, boolean uniform) {
    this.scale = scale;
    this.fan = fan;
    this.uniform = uniform;
  }

  @Override
  public Value initial(GraphBuilder graph, Arguments arguments, TensorType type) {
    Value deviation = graph.sqrt(graph.divide(graph.constant(scale), fan(graph, type)));
    Value draws;
    if (uniform) {
      // uniform in ±w has the variance w² / 3
      Value unit = graph.add(graph.multiply(graph.randomUniform(type.shape()), 2), -1);
      draws = graph.multiply(unit, Math.sqrt(3));
    } else {
      draws = graph.randomNormal(type.shape());
    }
    return graph.cast(graph.multiply(draws, deviation), type.element());
  }

  private Value fan(GraphBuilder graph, TensorType type) {
    Fans fans = Fans.of(type.shape());
    Dim doubled = fan == Fan.IN ? fans.in().times(2) : fans.in().plus(fans.out());
    return graph.multiply(graph.cast(graph.size(doubled), ElementType.F32), 0.5);
  }
}
