package org.netwright.host;

import java.nio.file.Path;
import java.util.List;

/**
 * Where plugins are looked for. A name that two of them have belongs to the first: the class path,
 * then the folders as given, jars in the order of their names, then the single jars.
 *
 * @param classPath whether plugins on the class path of the host count
 */
public record PluginPlaces(boolean classPath, List<Path> folders, List<Path> jars) {
  /** Those of the class path only. */
  public static final PluginPlaces CLASS_PATH = new PluginPlaces(true, List.of(), List.of());

  public PluginPlaces {
    folders = List.copyOf(folders);
    jars = List.copyOf(jars);
  }
}
