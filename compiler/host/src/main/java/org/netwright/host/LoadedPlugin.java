package org.netwright.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that is in use, as a run records it. Two loads of one jar have equal names, versions and
 * hashes.
 */
public final class LoadedPlugin {
  private final String name;
  private final String version;
  private final Path origin;
  private @Nullable String sha256;

  LoadedPlugin(String name, String version, Path origin) {
    this.name = name;
    this.version = version;
    this.origin = origin;
  }

  public String name() {
    return name;
  }

  public String version() {
    return version;
  }

  /** The jar, or the folder of classes when a build puts one on the class path. */
  public Path origin() {
    return origin;
  }

  /**
   * The SHA-256 of the jar in hexadecimal digits; of a folder, that of its files with their names.
   * Worked out when first asked for, since most commands do not need it.
   */
  public synchronized String sha256() {
    String known = sha256;
    if (known == null) {
      try {
        known = Fingerprint.of(origin);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + origin + " again", e);
      }
      sha256 = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return name + " " + version + " (" + origin + ")";
  }
}
