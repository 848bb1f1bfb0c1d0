package org.netwright.engine.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a checkpoint belongs to: a run may only go on where all of it is the same.
 *
 * @param recipe the recipe's name
 * @param program a digest of everything that is computed
 * @param data a digest of each split by its name
 * @param version of Netwright
 */
public record RunIdentity(
    String recipe,
    String program,
    long seed,
    List<Plugin> plugins,
    Map<String, String> data,
    String version) {
  public RunIdentity {
    plugins = List.copyOf(plugins);
    data = java.util.Collections.unmodifiableMap(new TreeMap<>(data));
  }

  /** A loaded plugin: its name, its version, and a digest of its jar. */
  public record Plugin(String name, String version, String hash) {}

  /** Where another one is not the same, in words. */
  public List<String> differences(RunIdentity now) {
    List<String> differences = new ArrayList<>();
    differ(differences, "the recipe", recipe, now.recipe);
    if (!program.equals(now.program)) {
      differences.add("the recipe computes something else");
    }
    differ(differences, "the seed", Long.toString(seed), Long.toString(now.seed));
    differ(differences, "Netwright", version, now.version);
    if (!plugins.equals(now.plugins)) {
      differ(differences, "the plugins", named(plugins), named(now.plugins));
      if (named(plugins).equals(named(now.plugins))) {
        differences.add("a plugin of the same version has another content");
      }
    }
    data.forEach(
        (split, digest) -> {
          if (!digest.equals(now.data.getOrDefault(split, digest))) {
            differences.add("the data of " + split + " have changed");
          }
        });
    return differences;
  }

  private static void differ(List<String> differences, String what, String before, String now) {
    if (!before.equals(now)) {
      differences.add(what + " was " + before + ", now " + now);
    }
  }

  private static String named(List<Plugin> plugins) {
    return plugins.stream()
        .map(p -> p.name() + " " + p.version())
        .collect(Collectors.joining(", "));
  }
}
