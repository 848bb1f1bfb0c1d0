package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of the perceptron is what {@code data/oscillator.md} says it is. */
class OscillatorTableTest {
  private final List<String> lines = read();

  private static List<String> read() {
    try {
      return Files.readAllLines(Path.of("data", "oscillator.csv"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theFirstRowNamesTheColumns() {
    assertThat(lines.get(0)).isEqualTo("mass,stiffness,damping,motion");
  }

  @Test
  void everyRowFollowsTheFormula() {
    for (int i = 1; i < lines.size(); i++) {
      String[] row = lines.get(i).split(",", -1);
      double mass = Double.parseDouble(row[0]);
      double stiffness = Double.parseDouble(row[1]);
      double damping = Double.parseDouble(row[2]);
      assertThat(mass).isCloseTo(0.5 + 1.5 * halton(i, 2), within(0.000501));
      assertThat(stiffness).isCloseTo(1 + 19 * halton(i, 3), within(0.000501));
      assertThat(damping).isCloseTo(12 * halton(i, 5), within(0.000501));
      double ratio = damping / (2 * Math.sqrt(stiffness * mass));
      assertThat(row[3]).isEqualTo(ratio < 0.5 ? "swings" : ratio < 1 ? "settles" : "creeps");
    }
  }

  @Test
  void theKindsOfMotionAreAsFrequentAsStated() {
    Map<String, Long> kinds =
        lines.stream()
            .skip(1)
            .collect(
                Collectors.groupingBy(
                    line -> line.substring(line.lastIndexOf(',') + 1), Collectors.counting()));
    assertThat(kinds).isEqualTo(Map.of("swings", 258L, "settles", 258L, "creeps", 384L));
  }

  /** The digits of {@code i} in a base, mirrored behind the point. */
  private static double halton(int i, int base) {
    double value = 0;
    double place = 1;
    for (int rest = i; rest > 0; rest /= base) {
      place /= base;
      value += place * (rest % base);
    }
    return value;
  }
}
