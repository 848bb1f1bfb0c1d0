package org.netwright.cli.command;

import java.util.List;
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

  /**
   * Four figures, and no more digits than that needs: {@code 0.4312}, {@code 9.7e-4}, {@code 12}.
   */
  static String rounded(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return String.valueOf((long) value);
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%.2e", value).replaceFirst("e([+-])0?", "e$1");
    }
    int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** {@code 0:21}, {@code 1:02:03}. */
  static String duration(double seconds) {
    long whole = Math.round(Math.min(seconds, 1e9));
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** {@code 512 bytes}, {@code 6.35 MiB}. */
  static String bytes(double bytes) {
    if (bytes < 1024) {
      return Math.round(bytes) + " bytes";
    }
    double size = bytes;
    String unit = "";
    for (String next : List.of("KiB", "MiB", "GiB", "TiB")) {
      if (size >= 1024) {
        size /= 1024;
        unit = next;
      }
    }
    return String.format(Locale.ROOT, "%.2f %s", size, unit);
  }
}
