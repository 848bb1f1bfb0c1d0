package org.netwright.tensorflow.node;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netwright.spi.graph.Op;

/**
 * The only authority for node names of one TensorFlow graph, and the memory of what each node was
 * made for: a message of TensorFlow names a node, the user wants a line.
 */
public final class NodeNames {
  private static final Pattern NAMED = Pattern.compile("\\{\\{node ([^}]+)\\}\\}");

  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Purpose> purposes = new HashMap<>();

  /** What a node was made for. */
  public record Purpose(Op op, Role role) {}

  /** The part that a node plays for its op. */
  public enum Role {
    /** It computes a part of the op. */
    COMPUTE,
    /** It ends the step when a value of the op is not finite. */
    FINITE
  }

  /** A name like {@code wanted} that no node has yet. */
  String claim(String wanted) {
    String clean = clean(wanted);
    while (true) {
      int count = taken.merge(clean, 1, Integer::sum);
      String name = count == 1 ? clean : clean + "_" + (count - 1);
      if (count == 1 || taken.putIfAbsent(name, 1) == null) {
        return name;
      }
    }
  }

  void remember(String name, Op op, Role role) {
    purposes.put(name, new Purpose(op, role));
  }

  /** The purpose of the first node that a message of TensorFlow names and that we know. */
  public Optional<Purpose> namedIn(String message) {
    Matcher matcher = NAMED.matcher(message);
    while (matcher.find()) {
      Optional<Purpose> purpose = find(matcher.group(1));
      if (purpose.isPresent()) {
        return purpose;
      }
    }
    return Optional.empty();
  }

  /** TensorFlow's rewrites put their marks before or behind a name. */
  private Optional<Purpose> find(String node) {
    Purpose exact = purposes.get(node);
    if (exact != null) {
      return Optional.of(exact);
    }
    String best = "";
    for (String name : purposes.keySet()) {
      if (name.length() > best.length() && node.contains(name)) {
        best = name;
      }
    }
    return Optional.ofNullable(purposes.get(best));
  }

  /**
   * TensorFlow allows letters, digits and {@code . _ - /} and wants a letter, digit or dot first.
   */
  private static String clean(String wanted) {
    StringBuilder name = new StringBuilder(wanted.length());
    for (int i = 0; i < wanted.length(); i++) {
      char c = wanted.charAt(i);
      boolean plain = c < 128 && (Character.isLetterOrDigit(c) || c == '.' || c == '/');
      name.append(plain || name.length() > 0 && (c == '_' || c == '-') ? c : '.');
    }
    return name.toString();
  }
}
