package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

class CsvTest {
  private static final TestArguments ARGUMENTS =
      TestArguments.of(
          "file",
          "table.csv",
          "label",
          "kind",
          "columns",
          List.of(),
          "classes",
          TestArguments.NONE,
          "test",
          0.5,
          "seed",
          0,
          "separator",
          ",");

  @TempDir Path folder;

  private Map<String, Split> open(TestArguments arguments, String text) throws IOException {
    Files.writeString(folder.resolve("table.csv"), text);
    return new Csv().open(arguments, new TestPlace(folder)).splits();
  }

  /** All records of both splits: label by first feature. */
  private Map<Double, Double> labels(TestArguments arguments, String text) throws IOException {
    Map<Double, Double> labels = new HashMap<>();
    for (Split split : open(arguments, text).values()) {
      for (long i = 0; i < split.size(); i++) {
        TestRecord record = TestRecord.read(split, i);
        labels.put(record.field("features")[0], record.field("label")[0]);
      }
    }
    return labels;
  }

  private void refused(String text, String... words) {
    refused(ARGUMENTS, text, words);
  }

  private void refused(TestArguments arguments, String text, String... words) {
    assertThatThrownBy(() -> open(arguments, text))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("table.csv")
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  @Test
  void columnsBecomeFeaturesAndWordsBecomeClasses() throws IOException {
    String text = "x,kind,y\n1,cat,10\n2,ant,20\n3,bee,30\n4,cat,40\n5,ant,50\n6,bee,60\n";
    assertThat(labels(ARGUMENTS, text))
        .isEqualTo(Map.of(1.0, 2.0, 2.0, 0.0, 3.0, 1.0, 4.0, 2.0, 5.0, 0.0, 6.0, 1.0));
    Split train = open(ARGUMENTS, text).get("train");
    assertThat(train.fields().get(0).type().shape()).isEqualTo(Shape.of(2));
    double[] features = TestRecord.read(train, 0).field("features");
    assertThat(features[1]).isEqualTo(10 * features[0]);
  }

  @Test
  void wholeNumbersAreSortedBySize() throws IOException {
    assertThat(labels(ARGUMENTS, "x,kind\n1,10\n2,9\n3,-1\n4,010\n5,9\n6,10\n"))
        .isEqualTo(Map.of(1.0, 2.0, 2.0, 1.0, 3.0, 0.0, 4.0, 2.0, 5.0, 1.0, 6.0, 2.0));
  }

  @Test
  void theClassesAreSaid() throws IOException {
    Files.writeString(folder.resolve("table.csv"), "x,kind\n1,b\n2,a\n3,b\n4,a\n5,a\n");
    TestPlace place = new TestPlace(folder);
    new Csv().open(ARGUMENTS, place);
    assertThat(place.notes()).singleElement().asString().contains("0 = a, 1 = b");
  }

  @Test
  void cellsAreQuotedAsTheStandardSays() throws IOException {
    String text =
        "\ufeff\"x\",\"kind\"\r\n1,\"a, \"\"b\"\"\"\r\n\"2\",\"two\r\nlines\"\r\n3,c\r\n 4 ,c\r\n"
            + "5,c\r\n6,c\r\n\r\n";
    assertThat(labels(ARGUMENTS, text))
        .isEqualTo(Map.of(1.0, 0.0, 2.0, 2.0, 3.0, 1.0, 4.0, 1.0, 5.0, 1.0, 6.0, 1.0));
  }

  @Test
  void theLastLineMayLackItsEnd() throws IOException {
    assertThat(labels(ARGUMENTS, "x,kind\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b")).hasSize(6);
  }

  @Test
  void numbersMayBeWrittenInAnyCommonForm() throws IOException {
    assertThat(labels(ARGUMENTS, "x,kind\n-1.5,a\n+2,b\n.5,a\n4.,b\n5e2,a\n6E-1,b\n").keySet())
        .containsExactlyInAnyOrder(-1.5, 2.0, 0.5, 4.0, 500.0, (double) 0.6f);
  }

  @Test
  void aSeparatorMayBeGiven() throws IOException {
    assertThat(labels(ARGUMENTS.with("separator", ";"), "x;kind\n1;a\n2;b\n3;a,b\n4;a\n5;a\n"))
        .hasSize(5);
    refused(ARGUMENTS.with("columns", List.of("y")), "x,kind\n1,a\n", "no column \"y\"");
  }

  @Test
  void columnsMayBeChosen() throws IOException {
    Map<String, Split> splits =
        open(
            ARGUMENTS.with("columns", List.of("z", "x")),
            "x,y,z,kind\n1,no,3,a\n1,no,3,b\n1,no,3,a\n1,no,3,a\n1,no,3,a\n1,no,3,b\n");
    assertThat(TestRecord.read(splits.get("test"), 0).field("features")).containsExactly(3, 1);
  }

  @Test
  void everyRowIsOnOneSideAndStaysThere() throws IOException {
    StringBuilder text = new StringBuilder("x,kind\n");
    for (int i = 0; i < 1000; i++) {
      text.append(i).append(",a\n");
    }
    TestArguments fifth = ARGUMENTS.with("test", 0.2);
    Set<Double> before = rows(open(fifth, text.toString()).get("test"));
    assertThat(before.size()).isBetween(160, 240);
    Set<Double> train = rows(open(fifth, text.toString()).get("train"));
    assertThat(train.size() + before.size()).isEqualTo(1000);
    for (int i = 1000; i < 1500; i++) {
      text.append(i).append(",a\n");
    }
    Set<Double> after = rows(open(fifth, text.toString()).get("test"));
    assertThat(after).containsAll(before);
    assertThat(after).doesNotContainAnyElementsOf(train);
    assertThat(rows(open(fifth.with("seed", 1), text.toString()).get("test"))).isNotEqualTo(after);
  }

  private static Set<Double> rows(Split split) throws IOException {
    Set<Double> rows = new HashSet<>();
    for (long i = 0; i < split.size(); i++) {
      rows.add(TestRecord.read(split, i).field("features")[0]);
    }
    return rows;
  }

  @Test
  void aCellThatIsNoNumberIsNamedWithLineAndColumn() {
    refused("x,kind\n1,a\n\"two\",b\n", "line 3", "column 1 (x)", "\"two\"");
    refused("kind,x\n\"a\nb\",1\nc,\n", "line 4", "column 2 (x)", "empty");
    refused("x,kind\nNaN,a\n", "line 2", "\"NaN\"");
    refused("x,kind\n0x1p3,a\n", "line 2", "0x1p3");
    refused("x,kind\n1e99,a\n", "line 2", "beyond what f32 holds");
    refused("x,kind\n1,\n", "line 2", "column 2 (kind) is empty");
  }

  @Test
  void aRowOfAnotherWidthIsNamed() {
    refused("x,kind\n1,a\n2\n", "line 3", "1 cells", "has 2");
    refused("x,kind\n1,a,7\n", "line 2", "3 cells");
    refused("x,kind\n1,a\n\n2,b\n", "line 3", "blank");
  }

  @Test
  void brokenQuotesAreNamedWithTheirCharacter() {
    refused("x,kind\n1,\"a\n2,b\n", "line 2, character 3", "never closed");
    refused("x,kind\n1,a\"b\n", "line 2, character 4", "quote");
    refused("x,kind\n1,\"a\"b\n", "line 2, character 6", "closing quote");
    refused("x,kind\r1,a\r", "line 1", "carriage return");
  }

  @Test
  void theHeaderIsChecked() {
    refused("", "is empty");
    refused("x,sort\n1,a\n", "no column \"kind\"");
    refused("x,x,kind\n1,2,a\n", "line 1", "two columns", "\"x\"");
    refused("kind\na\n", "no features");
    refused("x,kind\n", "no rows");
    refused(ARGUMENTS.with("columns", List.of("x", "kind")), "x,kind\n1,2\n", "label");
  }

  @Test
  void anotherNumberOfClassesThanPromisedIsRefused() throws IOException {
    TestArguments two = ARGUMENTS.with("classes", 2);
    assertThat(new Csv().facts(two)).containsEntry("classes", 2L);
    assertThat(new Csv().facts(ARGUMENTS)).isEmpty();
    assertThat(labels(two, "x,kind\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n")).hasSize(6);
    refused(two, "x,kind\n1,a\n2,b\n3,c\n", "3 classes", "2 = c");
  }

  @Test
  void aSplitWithoutRowsIsRefused() {
    refused("x,kind\n1,a\n", "1 rows");
  }

  @Test
  void aTextThatIsNoUtf8IsRefused() throws IOException {
    Files.write(
        folder.resolve("table.csv"), "x,kind\n1,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new Csv().open(ARGUMENTS, new TestPlace(folder)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("no UTF-8");
  }
}
