package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code --input} says: the sizes of a model's first input. */
final class InputSizes {
  private InputSizes() {}

  static Optional<List<Long>> of(Optional<String> text) {
    return text.map(InputSizes::sizes);
  }

  private static List<Long> sizes(String text) {
    List<Long> sizes = new ArrayList<>();
    for (String size : text.split(",", -1)) {
      try {
        sizes.add(Long.parseLong(size.strip()));
      } catch (NumberFormatException word) {
        throw badSizes(text);
      }
    }
    if (sizes.stream().anyMatch(size -> size < 1)) {
      throw badSizes(text);
    }
    return sizes;
  }

  private static CommandFailure badSizes(String text) {
    return CommandFailure.usage(
        "--input is `" + text + "`", "write whole numbers above 0, such as 1,224,224,3");
  }
}
