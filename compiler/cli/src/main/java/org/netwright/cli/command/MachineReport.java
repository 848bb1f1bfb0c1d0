package org.netwright.cli.command;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a machine has that training cares about.
 *
 * @param features the instruction sets that matter, as Linux names them; empty where the system
 *     does not tell
 * @param memory of the machine, in bytes
 * @param heap the most that Java takes for itself, in bytes
 */
record MachineReport(
    String system, String java, int cores, List<String> features, long memory, long heap) {
  private static final Set<String> TELLING =
      Set.of(
          "avx",
          "avx2",
          "fma",
          "avx512f",
          "avx512_vnni",
          "avx512_bf16",
          "avx_vnni",
          "amx_bf16",
          "asimd",
          "sve");

  static MachineReport ofThisMachine() {
    return new MachineReport(
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"),
        Runtime.getRuntime().availableProcessors(),
        instructionSets(Path.of("/proc/cpuinfo")),
        physicalMemory(),
        Runtime.getRuntime().maxMemory());
  }

  static List<String> instructionSets(Path cpuinfo) {
    try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
          .findFirst()
          .map(line -> Arrays.asList(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
          .map(all -> List.copyOf(new TreeSet<>(all.stream().filter(TELLING::contains).toList())))
          .orElse(List.of());
    } catch (IOException | java.io.UncheckedIOException noSuchSystem) {
      return List.of();
    }
  }

  private static long physicalMemory() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : 0;
  }

  /** {@code 23.4 GiB}. */
  static String gibibytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
  }
}
