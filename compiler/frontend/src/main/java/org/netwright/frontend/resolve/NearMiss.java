package org.netwright.frontend.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a misspelt one most likely meant. */
public final class NearMiss {
  private NearMiss() {}

  /** The nearest of {@code known}, if it is near enough to be meant. */
  public static Optional<String> of(String word, Collection<String> known) {
    int most = word.length() <= 3 ? 1 : word.length() <= 6 ? 2 : 3;
    return known.stream()
        .filter(k -> !k.equals(word) && Math.abs(k.length() - word.length()) <= most)
        .filter(k -> distance(fold(word), fold(k)) <= most)
        .min(
            Comparator.<String>comparingInt(k -> distance(fold(word), fold(k)))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static String fold(String word) {
    return word.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The Damerau-Levenshtein distance: insertions, deletions, changes and swaps of neighbours. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
