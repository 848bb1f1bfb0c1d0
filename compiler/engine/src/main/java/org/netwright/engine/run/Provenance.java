package org.netwright.engine.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.engine.checkpoint.RunIdentity;

/**
 * What the caller knows about where a recipe comes from.
 *
 * @param file the recipe's file, as an absolute path: relative data paths are seen from its folder
 * @param sources the text of every {@code .net} file of the project that took part, by its name;
 *     the first is the recipe's own
 * @param overrides what {@code --set}, {@code --seed} and {@code --batch} said, by name
 * @param plugins the loaded plugins with a digest of each jar
 * @param version of Netwright
 */
public record Provenance(
    String file,
    Map<String, String> sources,
    Map<String, String> overrides,
    List<RunIdentity.Plugin> plugins,
    String version) {
  public Provenance {
    sources = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sources));
    overrides = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    plugins = List.copyOf(plugins);
  }
}
