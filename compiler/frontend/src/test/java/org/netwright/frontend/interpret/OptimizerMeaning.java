package org.netwright.frontend.interpret;

import java.util.List;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;

/** What the optimizer steps that are one primitive compute. */
final class OptimizerMeaning {
  private OptimizerMeaning() {}

  static List<Numbers> of(GraphInterpreter run, Op op) {
    return op.primitive() == Primitive.ADAM_UPDATE ? adam(run, op) : momentum(run, op);
  }

  /** Kingma and Ba 2015, algorithm 1, in the form that folds both corrections into the rate. */
  private static List<Numbers> adam(GraphInterpreter run, Op op) {
    double beta1 = op.attributes().number("beta1");
    double beta2 = op.attributes().number("beta2");
    double eps = op.attributes().number("eps");
    Numbers value = run.x(op, 0);
    Numbers g = run.x(op, 3);
    double power1 = run.x(op, 5).values()[0];
    double power2 = run.x(op, 6).values()[0];
    double rate = run.x(op, 4).values()[0] * Math.sqrt(1 - power2) / (1 - power1);
    int[] shape = value.shape();
    Numbers m = Numbers.zip(shape, run.x(op, 1), g, (a, b) -> beta1 * a + (1 - beta1) * b);
    Numbers v = Numbers.zip(shape, run.x(op, 2), g, (a, b) -> beta2 * a + (1 - beta2) * b * b);
    Numbers move = Numbers.zip(shape, m, v, (a, b) -> rate * a / (Math.sqrt(b) + eps));
    return List.of(Numbers.zip(shape, value, move, (a, b) -> a - b), m, v);
  }

  private static List<Numbers> momentum(GraphInterpreter run, Op op) {
    double keep = op.attributes().number("momentum");
    boolean nesterov = op.attributes().flag("nesterov");
    Numbers g = run.x(op, 2);
    double rate = run.x(op, 3).values()[0];
    int[] shape = g.shape();
    Numbers buffer = Numbers.zip(shape, run.x(op, 1), g, (a, b) -> keep * a + b);
    Numbers move = nesterov ? Numbers.zip(shape, buffer, g, (a, b) -> keep * a + b) : buffer;
    return List.of(Numbers.zip(shape, run.x(op, 0), move, (a, b) -> a - rate * b), buffer);
  }
}
