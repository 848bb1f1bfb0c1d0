package org.netwright.cli.manual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.precision.PrecisionRule;
import org.netwright.frontend.precision.PrecisionTable;
import org.netwright.spi.graph.Primitive;

/** The chapter on mixed precision says what the compiler does. */
class PrecisionChapterTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`.*`) \\| (.*) \\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  /** What the chapter says of the operations of each rule. */
  private static final Map<PrecisionRule, String> SAID =
      Map.of(
          PrecisionRule.CONTRACTION, "in bf16; added up in float32",
          PrecisionRule.BETWEEN, "in bf16 between two contractions, else in float32",
          PrecisionRule.STATISTICS, "images and their result in bf16",
          PrecisionRule.EXACT, "in the type of what it is given",
          PrecisionRule.FIRST, "in the type of its first operand",
          PrecisionRule.COMPARISON, "bf16 numbers as they are",
          PrecisionRule.SINGLE, "in float32",
          PrecisionRule.LOOP, "float32 from iteration to iteration");

  @Test
  void everyOperationStandsInTheRowOfItsRule() {
    Map<PrecisionRule, List<String>> decided = new EnumMap<>(PrecisionRule.class);
    for (Primitive primitive : Primitive.values()) {
      decided
          .computeIfAbsent(PrecisionTable.rule(primitive), rule -> new ArrayList<>())
          .add(primitive.name().toLowerCase(Locale.ROOT));
    }
    Map<PrecisionRule, List<String>> written = new EnumMap<>(PrecisionRule.class);
    Matcher row = ROW.matcher(chapter());
    while (row.find()) {
      List<String> names = NAME.matcher(row.group(1)).results().map(m -> m.group(1)).toList();
      Primitive one = Primitive.valueOf(names.get(0).toUpperCase(Locale.ROOT));
      PrecisionRule rule = PrecisionTable.rule(one);
      assertThat(row.group(2)).startsWith(SAID.get(rule));
      assertThat(written.put(rule, names)).as("one row for %s", rule).isNull();
    }
    assertThat(written.keySet()).isEqualTo(decided.keySet());
    decided.forEach(
        (rule, names) -> assertThat(written.get(rule)).containsExactlyInAnyOrderElementsOf(names));
  }

  private static String chapter() {
    return ManualChapter.all().stream()
        .filter(chapter -> chapter.name().equals("precision"))
        .findFirst()
        .orElseThrow()
        .markdown();
  }
}
