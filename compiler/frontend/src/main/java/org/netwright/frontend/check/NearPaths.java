package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.netwright.frontend.resolve.NearMiss;

/** The paths that a pattern that matches nothing most likely meant. */
final class NearPaths {
  private static final int SHOWN = 3;

  private NearPaths() {}

  static List<String> of(String pattern, Collection<String> paths) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (String path : paths) {
      for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
        prefixes.add(path.substring(0, dot));
      }
      prefixes.add(path);
    }
    List<String> near = new ArrayList<>();
    NearMiss.of(pattern, prefixes).ifPresent(near::add);
    prefixes.stream()
        .filter(p -> !near.contains(p))
        .sorted(
            Comparator.comparingInt((String p) -> -common(p, pattern))
                .thenComparingInt(String::length))
        .limit(SHOWN - (long) near.size())
        .forEach(near::add);
    return near;
  }

  private static int common(String a, String b) {
    int length = 0;
    while (length < a.length() && length < b.length() && a.charAt(length) == b.charAt(length)) {
      length++;
    }
    return length;
  }
}
