package org.netwright.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The option {@code --set}: other values for hyperparameters. */
final class Overrides {
  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "another value for a hyperparameter, as the language writes it; repeatable")
  private List<String> assignments = List.of();

  /** The texts of the values by name. */
  Map<String, String> byName() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1 || equals == assignment.length() - 1) {
        throw CommandFailure.usage(
            "--set " + assignment + " sets nothing", "write --set name=value");
      }
      String name = assignment.substring(0, equals).strip();
      if (values.put(name, assignment.substring(equals + 1).strip()) != null) {
        throw CommandFailure.usage("--set gives " + name + " two values", "leave one of them out");
      }
    }
    return values;
  }
}
