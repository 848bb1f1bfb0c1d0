package org.netwright.engine.feed;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where relative paths of sources are looked for.
 *
 * @param beside instead of the folder of the file that names the source: for a run whose recipe was
 *     copied away from its data
 * @param data the second place: {@code NETWRIGHT_DATA}
 */
public record DataRoots(Optional<Path> beside, Optional<Path> data) {
  public static final String VARIABLE = "NETWRIGHT_DATA";

  /** The folder of the naming file, then what the environment says. */
  public static DataRoots of(Map<String, String> environment) {
    String data = environment.getOrDefault(VARIABLE, "");
    return new DataRoots(
        Optional.empty(), data.isEmpty() ? Optional.empty() : Optional.of(Path.of(data)));
  }

  public DataRoots beside(Path folder) {
    return new DataRoots(Optional.of(folder), data);
  }
}
