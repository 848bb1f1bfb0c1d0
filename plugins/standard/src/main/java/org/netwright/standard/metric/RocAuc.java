package org.netwright.standard.metric;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.HostMetricDefinition;

/**
 * The area under the receiver operating characteristic as the share of the pairs of a yes and a no
 * whose scores are in order, ties counted half (Hanley and McNeil, 1982; Mann and Whitney's U).
 */
public final class RocAuc implements HostMetricDefinition {
  @Override
  public Pass begin(Arguments arguments) {
    return new RankedScores(arguments, RocAuc::area);
  }

  /** Pairs in order count 2 and ties 1, all in whole numbers. */
  private static double area(RankedScores.Ranked ranked, long yes, long no) {
    long below = 0;
    long pairs = 0;
    int from = 0;
    while (from < ranked.size()) {
      int to = from;
      long yesHere = 0;
      while (to < ranked.size() && ranked.isTie(from, to)) {
        yesHere += ranked.isYes(to) ? 1 : 0;
        to++;
      }
      long noHere = to - from - yesHere;
      pairs += yesHere * (2 * below + noHere);
      below += noHere;
      from = to;
    }
    return yes == 0 || no == 0 ? Double.NaN : pairs / 2.0 / yes / no;
  }
}
