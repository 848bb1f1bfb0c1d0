package org.netwright.cli.command;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.project.Setting;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes, before or behind its name. */
final class GlobalOptions {
  @Option(
      names = "--format",
      paramLabel = "text|json|sarif",
      scope = ScopeType.INHERIT,
      description = "how the result is written (default: text); sarif: check only")
  private @Nullable String format;

  @Option(
      names = "--color",
      paramLabel = "auto|always|never",
      scope = ScopeType.INHERIT,
      description = "colours; auto: on a terminal, unless NO_COLOR is set")
  private @Nullable String color;

  @Option(
      names = "--quiet",
      scope = ScopeType.INHERIT,
      description = "no progress and no notes on stderr")
  private boolean quiet;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "say more on stderr: settings, plugins, times")
  private boolean verbose;

  @Option(
      names = "--strict",
      scope = ScopeType.INHERIT,
      description = "warnings count as findings: exit code 1")
  private boolean strict;

  /** What the flags say, by setting. */
  Map<Setting, String> flags() {
    Map<Setting, String> flags = new EnumMap<>(Setting.class);
    put(flags, Setting.FORMAT, format);
    put(flags, Setting.COLOR, color);
    put(flags, Setting.QUIET, quiet ? "true" : null);
    put(flags, Setting.VERBOSE, verbose ? "true" : null);
    put(flags, Setting.STRICT, strict ? "true" : null);
    return flags;
  }

  private static void put(Map<Setting, String> flags, Setting setting, @Nullable String value) {
    if (value == null) {
      return;
    }
    if (!setting.allows(value)) {
      throw CommandFailure.usage(
          "--" + setting.key() + " is `" + value + "`", "it must be " + setting.allowed());
    }
    flags.put(setting, value);
  }
}
