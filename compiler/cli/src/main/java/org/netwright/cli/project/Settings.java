package org.netwright.cli.project;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.terminal.Spelling;

/** The settings of one command: flags before the environment before the project. */
public final class Settings {
  private final Map<Setting, String> flags;
  private final Map<String, String> environment;
  private final Map<Setting, String> project;

  public Settings(
      Map<Setting, String> flags, Map<String, String> environment, Map<Setting, String> project) {
    this.flags = new EnumMap<>(Setting.class);
    this.flags.putAll(flags);
    this.environment = environment;
    this.project = project;
  }

  /**
   * A sentence about the first variable {@code NETWRIGHT_…} that is none of ours or has a value
   * that its setting does not take; empty when all is well. A variable that is empty counts as not
   * set.
   */
  public static Optional<String> mistake(Map<String, String> environment) {
    for (String name : environment.keySet().stream().sorted().toList()) {
      if (Setting.isUnknown(name)) {
        return Optional.of(
            "the environment variable "
                + name
                + " means nothing"
                + Spelling.nearest(name, Setting.variables())
                    .map(meant -> "; did you mean " + meant + "?")
                    .orElse(""));
      }
    }
    for (Setting setting : Setting.values()) {
      String value = environment.getOrDefault(setting.variable(), "");
      if (!value.isEmpty() && !setting.allows(value)) {
        return Optional.of(
            "the environment variable "
                + setting.variable()
                + " is `"
                + value
                + "`, but it must be "
                + setting.allowed());
      }
    }
    return Optional.empty();
  }

  public Optional<String> text(Setting setting) {
    String flag = flags.get(setting);
    if (flag != null) {
      return Optional.of(flag);
    }
    String variable = environment.getOrDefault(setting.variable(), "");
    return variable.isEmpty() ? Optional.ofNullable(project.get(setting)) : Optional.of(variable);
  }

  public boolean isSet(Setting setting) {
    return text(setting).map(Boolean::parseBoolean).orElse(false);
  }

  /** Whether the value comes from the project's file: a path is then relative to its root. */
  public boolean isOfProject(Setting setting) {
    return !flags.containsKey(setting)
        && environment.getOrDefault(setting.variable(), "").isEmpty()
        && project.containsKey(setting);
  }
}
