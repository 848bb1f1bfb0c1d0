package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that the front end constructs is shown by some program with its text beside it. */
class EveryCodeTest {
  private static final Pattern CONSTRUCTED = Pattern.compile("\"(NW[1-4]\\d\\d)\"");
  private static final Pattern SHOWN = Pattern.compile("(?m)^(NW[1-4]\\d\\d) ");

  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");
  private static final List<Path> GOLDEN =
      List.of(Path.of("src/test/resources"), Path.of("../../stdlib/src/test/resources/mistakes"));

  /** Codes without a program, and why; a Java test speaks of those that a user can meet. */
  private static final Map<String, String> WITHOUT =
      Map.ofEntries(
          Map.entry("NW130", "a bound; HostileTextsTest"),
          Map.entry("NW199", "thousands of mistakes; BoundsTest"),
          Map.entry("NW200", "no file to show; BoundsTest"),
          Map.entry("NW206", "several files; ProjectsTest"),
          Map.entry("NW207", "several files; ProjectsTest"),
          Map.entry("NW316", "the parser says NW118 of every written form"),
          Map.entry("NW324", "the parser says NW114 of every written form"),
          Map.entry("NW337", "a bound; BoundsTest"),
          Map.entry("NW360", "a bound; BoundsTest"),
          Map.entry("NW361", "a size beyond 64 bits; BoundsTest"),
          Map.entry("NW362", "the checker says NW306 of every written form"),
          Map.entry(
              "NW365", "every primitive that a text can name has a derivative or none is asked"),
          Map.entry("NW374", "a long path; BoundsTest"),
          Map.entry("NW375", "a bound; BoundsTest"),
          Map.entry("NW381", "the parser says NW116 of every written form"),
          Map.entry("NW393", "an argument of a command; BoundsTest"),
          Map.entry("NW425", "an argument of a command; RecipeTest"),
          Map.entry("NW363", "a bound; HostileValuesTest"),
          Map.entry("NW366", "a bound; HostileValuesTest"),
          Map.entry("NW367", "a bound; HostileValuesTest"),
          Map.entry("NW368", "a bound; HostileValuesTest"),
          Map.entry("NW398", "an argument of a command; BoundsTest"),
          Map.entry("NW488", "facts of files; DataTest"));

  private static Set<String> codes(List<Path> roots, String ending, Pattern pattern)
      throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.filter(f -> f.toString().endsWith(ending)).toList()) {
          Matcher found = pattern.matcher(Files.readString(file));
          while (found.find()) {
            codes.add(found.group(1));
          }
        }
      }
    }
    return codes;
  }

  @Test
  void everyCodeHasAProgramThatShowsItOrAReason() throws IOException {
    Set<String> missing = codes(List.of(MAIN), ".java", CONSTRUCTED);
    assertThat(missing).hasSizeGreaterThan(100);
    missing.removeAll(codes(GOLDEN, ".diag", SHOWN));
    missing.removeAll(WITHOUT.keySet());
    assertThat(missing).isEmpty();
  }

  @Test
  void noReasonIsGivenForACodeThatHasAProgram() throws IOException {
    Set<String> shown = codes(GOLDEN, ".diag", SHOWN);
    assertThat(WITHOUT.keySet()).doesNotContainAnyElementsOf(shown);
  }

  @Test
  void aTestThatAReasonNamesIsThereAndSpeaksOfTheCode() throws IOException {
    for (Map.Entry<String, String> without : WITHOUT.entrySet()) {
      int at = without.getValue().indexOf("; ");
      if (at >= 0) {
        String name = without.getValue().substring(at + 2) + ".java";
        try (Stream<Path> files = Files.walk(TESTS)) {
          Optional<Path> test = files.filter(f -> f.endsWith(name)).findFirst();
          assertThat(test).as(name).isPresent();
          assertThat(Files.readString(test.get()))
              .as("%s speaks of %s", name, without.getKey())
              .contains(without.getKey());
        }
      }
    }
  }

  @Test
  void thereAreMoreThanAHundredAndFiftyPrograms() throws IOException {
    long count = 0;
    for (Path root : GOLDEN) {
      try (Stream<Path> files = Files.walk(root)) {
        count += files.filter(f -> f.toString().endsWith(".diag")).count();
      }
    }
    assertThat(count).isGreaterThan(150);
  }
}
