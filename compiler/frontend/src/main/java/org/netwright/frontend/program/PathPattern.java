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

  /**
   * How a path fits a pattern.
   *
   * @param wild what each {@code *} and {@code **} stands for, from left to right
   * @param indices what the names of indices are bound to
   * @param rest what lies under the named instance: empty, or a dot and a path
   */
  public record Match(List<String> wild, Map<String, Long> indices, String rest) {
    static final Match NOTHING = new Match(List.of(), Map.of(), "");

    public Match {
      wild = List.copyOf(wild);
      indices = Map.copyOf(indices);
    }

    /** A name written with the wildcards and indices of the pattern, with what they stand for. */
    public String fill(String template) {
      StringBuilder filled = new StringBuilder();
      int next = 0;
      for (int i = 0; i < template.length(); i++) {
        if (template.charAt(i) != '*') {
          filled.append(template.charAt(i));
          continue;
        }
        if (template.startsWith("**", i)) {
          i++;
        }
        filled.append(next < wild.size() ? wild.get(next) : "*");
        next++;
      }
      String name = filled.toString();
      for (Map.Entry<String, Long> index : indices.entrySet()) {
        name =
            name.replace("[" + index.getKey() + "]", "[" + index.getValue() + "]")
                .replace("{" + index.getKey() + "}", String.valueOf(index.getValue()));
      }
      // a wildcard that stands for nothing leaves its dot behind
      return name.replace("..", ".").replaceAll("^\\.|\\.$", "") + rest;
    }

    private Match withWild(String segments) {
      List<String> more = new ArrayList<>(wild);
      more.add(segments);
      return new Match(more, indices, rest);
    }

    private Match withIndices(Map<String, Long> bound) {
      return new Match(wild, bound, rest);
    }
  }

  /** Whether a path is named, by itself or as something under what is named. */
  public boolean matches(String path) {
    return how(path).isPresent();
  }

  /** Whether the pattern names just this path, and not only something above it. */
  public boolean names(String path) {
    return match(split(path, '.'), 0, 0, Match.NOTHING, true).isPresent();
  }

  /** The indices that the pattern's names are bound to; empty when the path is not named. */
  public Optional<Map<String, Long>> match(String path) {
    return how(path).map(Match::indices);
  }

  /** How a path is named, if it is. */
  public Optional<Match> how(String path) {
    return match(split(path, '.'), 0, 0, Match.NOTHING, false);
  }

  /**
   * Matches the segments from one on.
   *
   * @param exact whether the whole path must be named, and not only what it lies under
   */
  private Optional<Match> match(
      List<String> path, int at, int segment, Match bound, boolean exact) {
    if (segment == segments.size()) {
      List<String> under = path.subList(at, path.size());
      String rest = under.isEmpty() ? "" : "." + String.join(".", under);
      return exact && !under.isEmpty()
          ? Optional.empty()
          : Optional.of(new Match(bound.wild(), bound.indices(), rest));
    }
    Segment wanted = segments.get(segment);
    if (wanted.any()) {
      return matchAny(path, at, segment, bound, exact);
    } else if (at >= path.size()) {
      return Optional.empty();
    } else if (!wanted.choices().isEmpty()) {
      return matchChoice(path, at, segment, bound, exact);
    }
    boolean wild = wanted.word().isEmpty();
    return fits(wanted, path.get(at), bound)
        .map(m -> wild ? m.withWild(path.get(at)) : m)
        .flatMap(m -> match(path, at + 1, segment + 1, m, exact));
  }

  /** Any number of segments, as many as fit; the last of a pattern stands for one at least. */
  private Optional<Match> matchAny(
      List<String> path, int at, int segment, Match bound, boolean exact) {
    int fewest = segment + 1 == segments.size() ? at + 1 : at;
    for (int next = path.size(); next >= fewest; next--) {
      Match tried = bound.withWild(String.join(".", path.subList(at, next)));
      Optional<Match> found = match(path, next, segment + 1, tried, exact);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Match> matchChoice(
      List<String> path, int at, int segment, Match bound, boolean exact) {
    Segment indices = new Segment(false, List.of(), "", segments.get(segment).indices());
    for (PathPattern choice : segments.get(segment).choices()) {
      for (int next = at + 1; next <= path.size(); next++) {
        int end = next;
        Optional<Match> found =
            choice
                .match(path.subList(at, next), 0, 0, bound, true)
                .flatMap(m -> fits(indices, path.get(end - 1), m))
                .flatMap(m -> match(path, end, segment + 1, m, exact));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Match> fits(Segment wanted, String segment, Match bound) {
    int bracket = segment.indexOf('[');
    String word = bracket < 0 ? segment : segment.substring(0, bracket);
    if (!wanted.word().isEmpty() && !wanted.word().equals(word)) {
      return Optional.empty();
    }
    if (wanted.indices().isEmpty()) {
      return Optional.of(bound);
    }
    List<Long> numbers = new ArrayList<>();
    for (int i = bracket; i >= 0 && i < segment.length(); ) {
      int end = segment.indexOf(']', i);
      numbers.add(Long.parseLong(segment.substring(i + 1, end)));
      i = end + 1;
    }
    if (numbers.size() < wanted.indices().size()) {
      return Optional.empty();
    }
    Map<String, Long> indices = new HashMap<>(bound.indices());
    for (int i = 0; i < wanted.indices().size(); i++) {
      String index = wanted.indices().get(i);
      long number = numbers.get(i);
      boolean literal = index.chars().allMatch(Character::isDigit);
      Long before =
          literal ? Long.valueOf(Long.parseLong(index)) : indices.putIfAbsent(index, number);
      if (before != null && before != number) {
        return Optional.empty();
      }
    }
    return Optional.of(bound.withIndices(indices));
  }

  @Override
  public String toString() {
    return text;
  }
}
