package org.netwright.frontend.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern of paths (definitions C1): {@code *} is one segment with its indices, {@code **} any
 * number, {@code (a | b)} a choice; {@code [2]} demands an index, {@code [i]} binds it. A pattern
 * that names an instance stands for everything under it.
 */
public final class PathPattern {
  /** Stands behind the last segment; no path holds it. */
  private static final Segment END = new Segment(false, List.of(), "$", List.of());

  private final String text;
  private final List<Segment> segments;

  /**
   * One segment.
   *
   * @param any whether it stands for any number of segments
   * @param choices what it may be; empty for {@code *}
   * @param indices demanded numbers or names to bind; empty leaves the indices of a segment open
   */
  private record Segment(
      boolean any, List<PathPattern> choices, String word, List<String> indices) {}

  private PathPattern(String text, List<Segment> segments) {
    this.text = text;
    this.segments = segments;
  }

  /** Reads the text of a pattern that the parser has accepted. */
  public static PathPattern of(String text) {
    List<Segment> segments = new ArrayList<>();
    for (String part : split(text.strip(), '.')) {
      segments.add(segment(part.strip()));
    }
    return new PathPattern(text, List.copyOf(segments));
  }

  private static Segment segment(String part) {
    int bracket = outerBracket(part);
    String word = bracket < 0 ? part : part.substring(0, bracket);
    List<String> indices = new ArrayList<>();
    for (int i = bracket; i >= 0 && i < part.length(); ) {
      int end = part.indexOf(']', i);
      indices.add(part.substring(i + 1, end).strip());
      i = end + 1;
    }
    if (word.equals("**")) {
      return new Segment(true, List.of(), "", List.copyOf(indices));
    } else if (word.startsWith("(")) {
      List<PathPattern> choices =
          split(word.substring(1, word.length() - 1), '|').stream().map(PathPattern::of).toList();
      return new Segment(false, choices, "", List.copyOf(indices));
    }
    return new Segment(false, List.of(), word.equals("*") ? "" : word, List.copyOf(indices));
  }

  private static int outerBracket(String part) {
    int depth = 0;
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '[' && depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      if (c == separator && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** Whether a path is named, by itself or as something under what is named. */
  public boolean matches(String path) {
    return match(path).isPresent();
  }

  /** Whether the pattern names just this path, and not only something above it. */
  public boolean names(String path) {
    List<Segment> closed = new ArrayList<>(segments);
    closed.add(END);
    List<String> parts = new ArrayList<>(split(path, '.'));
    parts.add(END.word());
    return new PathPattern(text, closed).match(parts, 0, 0, new HashMap<>());
  }

  /** The indices that the pattern's names are bound to; empty when the path is not named. */
  public Optional<Map<String, Long>> match(String path) {
    Map<String, Long> bound = new HashMap<>();
    return match(split(path, '.'), 0, 0, bound) ? Optional.of(bound) : Optional.empty();
  }

  private boolean match(List<String> path, int at, int segment, Map<String, Long> bound) {
    if (segment == segments.size()) {
      return true;
    }
    Segment wanted = segments.get(segment);
    if (wanted.any()) {
      for (int next = at; next <= path.size(); next++) {
        if (segment + 1 == segments.size() ? next > at || at < path.size() : next <= path.size()) {
          Map<String, Long> tried = new HashMap<>(bound);
          if (match(path, next, segment + 1, tried)) {
            bound.putAll(tried);
            return true;
          }
        }
      }
      return false;
    }
    if (at >= path.size()) {
      return false;
    }
    if (!wanted.choices().isEmpty()) {
      return matchChoice(path, at, segment, bound);
    }
    Map<String, Long> tried = new HashMap<>(bound);
    if (fits(wanted, path.get(at), tried) && match(path, at + 1, segment + 1, tried)) {
      bound.putAll(tried);
      return true;
    }
    return false;
  }

  private boolean matchChoice(List<String> path, int at, int segment, Map<String, Long> bound) {
    Segment indices = new Segment(false, List.of(), "", segments.get(segment).indices());
    for (PathPattern choice : segments.get(segment).choices()) {
      for (int next = at + 1; next <= path.size(); next++) {
        Map<String, Long> tried = new HashMap<>(bound);
        if (choice.matchExactly(path.subList(at, next), tried)
            && fits(indices, path.get(next - 1), tried)
            && match(path, next, segment + 1, tried)) {
          bound.putAll(tried);
          return true;
        }
      }
    }
    return false;
  }

  /** Matches a whole stretch of a path, and nothing under it. */
  private boolean matchExactly(List<String> path, Map<String, Long> bound) {
    List<Segment> closed = new ArrayList<>(segments);
    return closed.size() == path.size()
        && closed.stream().noneMatch(Segment::any)
        && match(path, 0, 0, bound);
  }

  private static boolean fits(Segment wanted, String segment, Map<String, Long> bound) {
    int bracket = segment.indexOf('[');
    String word = bracket < 0 ? segment : segment.substring(0, bracket);
    if (!wanted.word().isEmpty() && !wanted.word().equals(word)) {
      return false;
    }
    if (wanted.indices().isEmpty()) {
      return true;
    }
    List<Long> numbers = new ArrayList<>();
    for (int i = bracket; i >= 0 && i < segment.length(); ) {
      int end = segment.indexOf(']', i);
      numbers.add(Long.parseLong(segment.substring(i + 1, end)));
      i = end + 1;
    }
    if (numbers.size() < wanted.indices().size()) {
      return false;
    }
    for (int i = 0; i < wanted.indices().size(); i++) {
      String index = wanted.indices().get(i);
      long number = numbers.get(i);
      boolean literal = index.chars().allMatch(Character::isDigit);
      Long before =
          literal ? Long.valueOf(Long.parseLong(index)) : bound.putIfAbsent(index, number);
      if (before != null && before != number) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
