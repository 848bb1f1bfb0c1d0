package org.netwright.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant. */
public final class Spelling {
  private Spelling() {}

  /** The candidate that is a slip of the keys away from a word, if there is one. */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    String small = word.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, word.length() / 3);
    return candidates.stream()
        .filter(c -> distance(small, c.toLowerCase(Locale.ROOT)) <= allowed)
        .min(Comparator.comparingInt(c -> distance(small, c.toLowerCase(Locale.ROOT))));
  }

  /** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int step(int[][] cost, String a, String b, int i, int j) {
    int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int best = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
