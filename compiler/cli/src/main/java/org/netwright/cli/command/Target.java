package org.netwright.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.netwright.cli.terminal.Spelling;

/**
 * What a command is about: {@code FILE} or {@code FILE:DECLARATION}.
 *
 * @param file as the user wrote it
 */
record Target(String file, Optional<String> declaration) {
  private static final Pattern FORM = Pattern.compile("(.+):([A-Za-z_][A-Za-z0-9_]*)");

  /** Reads an argument; a file whose own name has a colon is that file. */
  static Target of(String argument, Path directory) {
    Matcher form = FORM.matcher(argument);
    return form.matches() && !Files.exists(directory.resolve(argument))
        ? new Target(form.group(1), Optional.of(form.group(2)))
        : new Target(argument, Optional.empty());
  }

  /**
   * The declaration meant: the one named, else the only one.
   *
   * @param kind {@code model} or {@code recipe}
   * @param command the command, for the example in the message
   */
  String choose(String kind, String command, List<String> candidates) {
    if (candidates.isEmpty()) {
      throw CommandFailure.usage(
          file + " declares no " + kind, "`netwright " + command + "` needs a file with one");
    }
    String all = String.join(", ", candidates);
    if (declaration.isPresent()) {
      String name = declaration.get();
      if (candidates.contains(name)) {
        return name;
      }
      String hint =
          Spelling.nearest(name, candidates)
              .map(meant -> "did you mean " + file + ":" + meant + "?")
              .orElse("it has " + all);
      throw CommandFailure.usage(file + " declares no " + kind + " " + name, hint);
    }
    if (candidates.size() > 1) {
      throw CommandFailure.usage(
          file + " declares several " + kind + "s: " + all,
          "name one, such as `netwright "
              + command
              + " "
              + file
              + ":"
              + candidates.get(candidates.size() - 1)
              + "`");
    }
    return candidates.get(0);
  }
}
