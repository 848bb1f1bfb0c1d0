package org.netwright.frontend.interpret;

import org.netwright.frontend.graph.DrawKeys;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;

/** Draws that depend on key, counter and place alone; not the numbers of the back end. */
final class DrawMeaning {
  private DrawMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    long key = op.attributes().integer("key");
    long counter = (long) run.x(op, 0).values()[0];
    Numbers made = Numbers.zeros(run.shape(op));
    for (int i = 0; i < made.values().length; i++) {
      made.values()[i] = draw(op.primitive(), key, counter, i);
    }
    return made;
  }

  private static double draw(Primitive primitive, long key, long counter, int place) {
    double u = uniform(key, counter, place, 0);
    if (primitive == Primitive.RANDOM_UNIFORM) {
      return u;
    }
    double radius = Math.sqrt(-2 * Math.log(1 - u));
    double normal = radius * Math.cos(2 * Math.PI * uniform(key, counter, place, 1));
    boolean cut = primitive == Primitive.RANDOM_TRUNCATED_NORMAL;
    return cut ? Math.max(-2, Math.min(2, normal)) : normal;
  }

  private static double uniform(long key, long counter, int place, int which) {
    String words = counter + " " + place + " " + which;
    return (DrawKeys.key(key, words) >>> 11) * 0x1p-53;
  }
}
