package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.cli.command.Netwright;
import org.netwright.cli.terminal.Surroundings;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the commands that show a program say about one, with the real library and plugin. */
class ViewsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/views");
  @TempDir private Path folder;

  /** What a command wrote. */
  private record Outcome(int exit, String out, String err) {}

  private static Outcome run(Path directory, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Netwright.run(
            new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                StandardCharsets.UTF_8,
                Map.of(),
                directory.toAbsolutePath(),
                false,
                false,
                100),
            arguments);
    return new Outcome(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static String shown(String... arguments) {
    Outcome outcome = run(GOLDEN, arguments);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
    return outcome.out();
  }

  private static JsonNode json(String... arguments) throws IOException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--format=json");
    JsonNode json = new ObjectMapper().readTree(shown(all.toArray(new String[0])));
    assertThat(json.get("format_version").asInt()).isEqualTo(1);
    return json;
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(file, text);
    }
    assertThat(file).exists();
    assertThat(text).isEqualTo(Files.readString(file));
  }

  // ---- explain FILE:LINE

  @ParameterizedTest
  @ValueSource(ints = {6, 10, 11, 12})
  void theSizesOnALineAreTracedToWhereTheyCameFrom(int line) throws IOException {
    String told = shown("explain", "waves.net:" + line);
    // lines of the library move whenever somebody writes in it
    assertGolden("explain-" + line + ".txt", told.replaceAll("(std/\\w+\\.net):\\d+", "$1"));
  }

  @Test
  void theSizesOnALineCanBeReadByAProgram() throws IOException {
    JsonNode stage = json("explain", "waves.net:10").get("expressions").get(1);
    assertThat(stage.get("stage").asBoolean()).isTrue();
    assertThat(stage.at("/shapes/0/type").asText()).isEqualTo("[B, 4, 4, 16]");
    assertThat(stage.at("/shapes/0/axes/1/steps/0/rule").asText())
        .startsWith("(16 − 4) // 4 + 1: a window of 4, stride 4");
    assertThat(stage.at("/shapes/0/axes/1/steps/1/rule").asText())
        .startsWith("axis 1 of `image`, declared at waves.net:9");
  }

  @Test
  void aLineThatIsNotThereIsWrongUsage() {
    Outcome outcome = run(GOLDEN, "explain", "waves.net:4000");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("waves.net has no line 4000");
  }

  // ---- graph

  @Test
  void theOutlineOfAModelNamesItsPartsAndWhereTheyReadFrom() throws IOException {
    assertGolden("graph.txt", shown("graph", "waves.net:Waves"));
    assertGolden("graph-depth-1.txt", shown("graph", "waves.net:Waves", "--depth", "1"));
  }

  @ParameterizedTest
  @CsvSource({"dot, graph.dot", "mermaid, graph.mmd"})
  void aModelIsWrittenForOtherTools(String form, String golden) throws IOException {
    assertGolden(golden, shown("graph", "waves.net:Waves", "--depth", "2", "--as", form));
  }

  @Test
  void loopsAreDrawnOnceWithTheirCount() throws IOException {
    JsonNode parts = json("graph", "waves.net:Waves", "--depth=3").get("parts");
    List<String> loops = new ArrayList<>();
    parts.forEach(
        part -> {
          if (part.get("count").asInt() > 1) {
            loops.add(
                part.get("kind").asText()
                    + " "
                    + part.get("count").asInt()
                    + " "
                    + part.get("parameters").asInt());
          }
        });
    assertThat(loops).containsExactly("repeat 2 2240", "recur 3 272");
  }

  @ParameterizedTest
  @CsvSource({
    "quickstart.net, Lenet",
    "resnet.net, ResNet50",
    "vit.net, ViTClothes",
    "mlp.net, ''"
  })
  void thePictureOfASampleIsWellFormedAndKeepsItsBoxesApart(String file, String model)
      throws Exception {
    Path svg = folder.resolve("picture.svg");
    String target = model.isEmpty() ? file : file + ":" + model;
    Outcome outcome = run(Project.ROOT, "graph", target, "-o", svg.toString());
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    assertThat(outcome.out()).isEmpty();
    String text = Files.readString(svg);
    assertThat(text).contains("prefers-color-scheme: dark").doesNotContain("<script", "href");
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    List<double[]> boxes = new ArrayList<>();
    NodeList rectangles = document.getElementsByTagName("rect");
    for (int i = 0; i < rectangles.getLength(); i++) {
      Element box = (Element) rectangles.item(i);
      if (box.getAttribute("class").matches("box (layer|operation|input|output)")) {
        boxes.add(
            new double[] {
              number(box, "x"), number(box, "y"), number(box, "width"), number(box, "height")
            });
      }
    }
    assertThat(boxes).hasSizeGreaterThan(4);
    for (int i = 0; i < boxes.size(); i++) {
      for (int j = i + 1; j < boxes.size(); j++) {
        assertThat(overlap(boxes.get(i), boxes.get(j))).isFalse();
      }
    }
  }

  private static double number(Element box, String attribute) {
    return Double.parseDouble(box.getAttribute(attribute));
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
  }

  @Test
  void anEndingThatSaysNothingIsWrongUsage() {
    Outcome outcome = run(GOLDEN, "graph", "waves.net:Waves", "-o", folder + "/picture.jpg");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("end it with .svg, .dot, .mmd or .txt");
  }

  // ---- plan

  @ParameterizedTest
  @ValueSource(strings = {"Train", "Missing"})
  void aPlanSaysWhatARecipeWillDo(String recipe) throws IOException {
    String plan = shown("plan", "waves.net:" + recipe, "--rate", "10");
    assertGolden("plan-" + recipe + ".txt", plan.replace(Project.ROOT.toString(), "…"));
  }

  @Test
  void aPlanNamesLikelyMistakes() throws IOException {
    Outcome outcome = run(GOLDEN, "plan", "late.net", "--rate", "10");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.err()).contains("warning NW496");
    assertGolden("plan-Late.txt", outcome.out());
  }

  @Test
  void aPlanCanBeReadByAProgram() throws IOException {
    JsonNode plan = json("plan", "waves.net:Train", "--set", "length=2 epochs");
    assertThat(plan.get("steps").asInt()).isEqualTo(24);
    JsonNode stage = plan.get("stages").get(0);
    assertThat(stage.at("/data/records").asInt()).isEqualTo(400);
    assertThat(stage.at("/data/steps_per_epoch").asInt()).isEqualTo(12);
    assertThat(stage.at("/evaluates/0/steps_per_epoch").asInt()).isEqualTo(3);
    assertThat(stage.get("groups")).hasSize(2);
    assertThat(stage.at("/groups/0/options/weight_decay").asText()).isEqualTo("0.05");
    JsonNode rate = stage.get("rate");
    assertThat(rate).hasSize(24);
    assertThat(rate.get(0).get(1).asDouble()).isCloseTo(1e-3 / 12, offset());
    assertThat(rate.get(11).get(1).asDouble()).isCloseTo(1e-3, offset());
    double last = 1e-3 * (1 + Math.cos(Math.PI * 11 / 12)) / 2;
    assertThat(rate.get(23).get(1).asDouble()).isCloseTo(last, offset());
    assertThat(stage.at("/memory/optimizer").asLong())
        .isGreaterThan(2 * stage.at("/memory/parameters").asLong());
    assertThat(plan.get("seconds").isNull()).isTrue();
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(1e-9);
  }

  // ---- diff

  @Test
  void twoModelsAreComparedByMeaning() throws IOException {
    assertGolden("diff-model.txt", shown("diff", "waves.net:Waves", "wider.net:Waves"));
  }

  @Test
  void twoRecipesAreComparedByMeaning() throws IOException {
    assertGolden("diff-recipe.txt", shown("diff", "waves.net:Train", "wider.net:Train"));
  }

  @Test
  void aModelIsEqualToItselfAndTakesAllItsWeights() throws IOException {
    JsonNode diff = json("diff", "waves.net:Waves", "waves.net:Waves");
    assertThat(diff.get("differences")).isEmpty();
    JsonNode weights = diff.get("weights").get(0);
    assertThat(weights.get("elements").asLong()).isEqualTo(weights.get("all").asLong());
    assertThat(weights.get("changed")).isEmpty();
  }

  @Test
  void aModelIsNotComparedWithARecipe() {
    Outcome outcome = run(GOLDEN, "diff", "waves.net:Waves", "waves.net:Train");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("are a model and a recipe");
  }

  // ---- docs

  @Test
  void theManualIsWrittenIntoAFolder() throws IOException {
    Outcome outcome = run(GOLDEN, "docs", "-o", folder.resolve("manual").toString());
    assertThat(outcome.exit()).isZero();
    assertThat(folder.resolve("manual/index.html")).exists();
    assertThat(folder.resolve("manual/diagnostics/NW306.html")).exists();
    assertThat(Files.readString(folder.resolve("manual/std.nn.html"))).contains("id=\"Conv2d\"");
    assertThat(Files.readString(folder.resolve("manual/search-index.js"))).contains("\"Linear\"");
  }
}
