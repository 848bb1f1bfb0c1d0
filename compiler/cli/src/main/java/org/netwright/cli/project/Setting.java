package org.netwright.cli.project;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A choice that a flag, an environment variable {@code NETWRIGHT_…}, the project's {@code
 * netwright.json} or a default makes, in this order.
 */
public enum Setting {
  NAME("any text"),
  FORMAT("`text`, `json`, or `sarif` for `check`", "text", "json", "sarif"),
  COLOR("`auto`, `always` or `never`", "auto", "always", "never"),
  QUIET("`true` or `false`", "true", "false"),
  VERBOSE("`true` or `false`", "true", "false"),
  STRICT("`true` or `false`", "true", "false"),
  DEVICE("`any`, `cpu` or `gpu`", "any", "cpu", "gpu"),
  /** Where data sources look for relative paths that do not lie beside the file. */
  DATA("a folder"),
  /** Where runs without {@code --out} lie. */
  RUNS("a folder"),
  /** A folder with more plugins. */
  PLUGINS("a folder");

  private static final String PREFIX = "NETWRIGHT_";

  /** Variables of the launcher, which are no settings. */
  private static final List<String> OF_LAUNCHER =
      List.of("NETWRIGHT_CACHE", "NETWRIGHT_JAVA_OPTIONS", "NETWRIGHT_ARCHIVE");

  private final String allowed;
  private final List<String> words;

  Setting(String allowed, String... words) {
    this.allowed = allowed;
    this.words = List.of(words);
  }

  /** The name in {@code netwright.json}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The name in the environment. */
  public String variable() {
    return PREFIX + name();
  }

  /** The values a setting may have, in words. */
  public String allowed() {
    return allowed;
  }

  public boolean allows(String value) {
    return words.isEmpty() ? !value.isBlank() : words.contains(value);
  }

  static Optional<Setting> named(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key().equals(key)).findFirst();
  }

  static String keys() {
    return Arrays.stream(values()).map(s -> "`" + s.key() + "`").collect(Collectors.joining(", "));
  }

  /** Whether a name of the environment looks like ours and is not. */
  static boolean isUnknown(String variable) {
    return variable.startsWith(PREFIX)
        && !OF_LAUNCHER.contains(variable)
        && Arrays.stream(values()).noneMatch(s -> s.variable().equals(variable));
  }

  static List<String> variables() {
    return Arrays.stream(values()).map(Setting::variable).toList();
  }
}
