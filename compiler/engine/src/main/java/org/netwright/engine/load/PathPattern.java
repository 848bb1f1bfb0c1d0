package org.netwright.engine.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of paths (definitions C1): {@code *} one segment with its indices, {@code **} any
 * number of segments, {@code (a | b)} a choice, {@code [i]} an index that is bound, {@code [2]} one
 * that is demanded. A pattern that names an instance stands for everything under it.
 */
final class PathPattern {
  private static final Pattern INDEX = Pattern.compile("\\[\\s*([A-Za-z_]\\w*|\\d+)\\s*]");

  private final String text;
  private final List<String> segments;

  private PathPattern(String text, List<String> segments) {
    this.text = text;
    this.segments = segments;
  }

  static PathPattern of(String text) {
    return new PathPattern(text, segments(text.strip()));
  }

  /** Splits at dots outside of parentheses and brackets. */
  private static List<String> segments(String text) {
    List<String> segments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (c == '.' && depth == 0) {
        segments.add(text.substring(start, i));
        start = i + 1;
      }
    }
    segments.add(text.substring(start));
    return segments;
  }

  /**
   * What a match bound.
   *
   * @param wild what each {@code *} and {@code **} stands for, from left to right
   * @param indices the bound indices by name
   * @param rest what lies under the named instance: empty, or a dot and a path
   */
  record Match(List<String> wild, Map<String, String> indices, String rest) {
    /** A source name written with the wildcards and indices of the target. */
    String fill(String template) {
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
      for (Map.Entry<String, String> index : indices.entrySet()) {
        name =
            name.replace("[" + index.getKey() + "]", "[" + index.getValue() + "]")
                .replace("{" + index.getKey() + "}", index.getValue());
      }
      // A wildcard that stands for nothing leaves its dot behind.
      return name.replace("..", ".").replaceAll("^\\.|\\.$", "") + rest;
    }
  }

  /** How a path fits, if it does. */
  Optional<Match> match(String path) {
    return match(0, List.of(path.split("\\.")), 0, new Match(List.of(), Map.of(), ""));
  }

  private Optional<Match> match(int at, List<String> path, int from, Match bound) {
    if (at == segments.size()) {
      List<String> under = path.subList(from, path.size());
      String rest = under.isEmpty() ? "" : "." + String.join(".", under);
      return Optional.of(new Match(bound.wild(), bound.indices(), rest));
    }
    String segment = segments.get(at);
    if (segment.equals("**")) {
      for (int to = path.size(); to >= from; to--) {
        Match more = with(bound, String.join(".", path.subList(from, to)), Map.of());
        Optional<Match> rest = match(at + 1, path, to, more);
        if (rest.isPresent()) {
          return rest;
        }
      }
      return Optional.empty();
    }
    if (from == path.size()) {
      return Optional.empty();
    }
    return matchOne(segment, path.get(from), bound)
        .flatMap(more -> match(at + 1, path, from + 1, more));
  }

  private static Match with(Match bound, String wild, Map<String, String> indices) {
    List<String> allWild = new ArrayList<>(bound.wild());
    allWild.add(wild);
    Map<String, String> all = new LinkedHashMap<>(bound.indices());
    all.putAll(indices);
    return new Match(allWild, all, bound.rest());
  }

  private static Optional<Match> matchOne(String pattern, String name, Match bound) {
    if (pattern.equals("*")) {
      return Optional.of(with(bound, name, Map.of()));
    }
    List<String> names = new ArrayList<>();
    Matcher matcher = Pattern.compile(regex(pattern, names)).matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> indices = new LinkedHashMap<>(bound.indices());
    for (int i = 0; i < names.size(); i++) {
      String before = indices.put(names.get(i), matcher.group(i + 1));
      if (before != null && !before.equals(matcher.group(i + 1))) {
        return Optional.empty();
      }
    }
    return Optional.of(new Match(bound.wild(), indices, bound.rest()));
  }

  /** One segment with choices and indices; names what each group binds. */
  private static String regex(String pattern, List<String> names) {
    StringBuilder regex = new StringBuilder();
    Matcher index = INDEX.matcher(pattern);
    int at = 0;
    while (index.find()) {
      regex.append(choices(pattern.substring(at, index.start())));
      String inside = index.group(1);
      if (Character.isDigit(inside.charAt(0))) {
        regex.append("\\[").append(inside).append("]");
      } else {
        names.add(inside);
        regex.append("\\[(\\d+)]");
      }
      at = index.end();
    }
    return regex.append(choices(pattern.substring(at))).toString();
  }

  private static String choices(String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : text.strip().split("(?<=[()|])|(?=[()|])")) {
      switch (part.strip()) {
        case "(" -> regex.append("(?:");
        case ")" -> regex.append(")");
        case "|" -> regex.append("|");
        default -> regex.append(Pattern.quote(part.strip()));
      }
    }
    return regex.toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
