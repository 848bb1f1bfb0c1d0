package org.netwright.cli.command;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Count {
  private Count() {}

  /** {@code 1 model}, {@code 3 models}. */
  static String of(long number, String noun) {
    return grouped(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** {@code 1,663,370}. */
  static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
