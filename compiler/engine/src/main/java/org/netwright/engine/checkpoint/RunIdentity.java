package org.netwright.engine.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
}
