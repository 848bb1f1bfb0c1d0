package org.netwright.standard.metric;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;

/**
 * The area under precision and recall in steps, Σ (recallₙ − recallₙ₋₁)·precisionₙ over the
 * thresholds from the highest score down; equal scores are one threshold. Points are not joined by
 * lines, which would promise too much (Davis and Goadrich, 2006).
 */
public final class PrAuc implements HostMetricDefinition {
  @Override
  public Pass begin(Arguments arguments) {
    return new RankedScores(arguments, PrAuc::area);
  }

  private static double area(RankedScores.Ranked ranked, long yes, long no) {
    long found = 0;
    double sum = 0;
    int from = ranked.size() - 1;
    while (from >= 0) {
      int to = from;
      long yesHere = 0;
      while (to >= 0 && ranked.isTie(from, to)) {
        yesHere += ranked.isYes(to) ? 1 : 0;
        to--;
      }
      found += yesHere;
      sum += yesHere * (found / (double) (ranked.size() - 1 - to));
      from = to;
    }
    return yes == 0 ? Double.NaN : sum / yes;
  }
}
