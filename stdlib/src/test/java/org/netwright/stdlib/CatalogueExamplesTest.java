package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;

/**
 * Every loss, metric, augmentation and source shows in its manual a call of it that checks as it
 * stands.
 */
class CatalogueExamplesTest {
  /** What the examples speak of, made of a picture of [B, 28, 28, 1] between 0 and 1. */
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  /** Functions that the others are written with. */
  private static final Set<String> PARTS =
      Set.of(
          "confusion_counts",
          "diagonal",
          "share",
          "precisions",
          "recalls",
          "f1_scores",
          "averaged",
          "yes_and_no",
          "keep_bytes",
          "moved",
          "each",
          "neighbour");

  static {
    for (String name : List.of("logits", "student", "teacher", "score", "tags", "p")) {
      WORDS.put(name, "image[:, 0..3, 0, 0]");
    }
    for (String name : List.of("a", "b", "anchor", "positive", "negative", "view", "other")) {
      WORDS.put(name, "image[:, 0..4, 0, 0]");
    }
    for (String name : List.of("prediction", "target")) {
      WORDS.put(name, "image[:, :, 0, 0]");
    }
    for (String name : List.of("number", "truth", "same")) {
      WORDS.put(name, "image[:, 0, 0, 0]");
    }
    WORDS.put("x", "cast(broadcast(image * 255, shape(label) + [28, 28, 3]), u8)");
    WORDS.put("queue", "image[0, 0..9, 0..4, 0]");
    WORDS.put("frames", "image[:, :, 0..4, 0]");
    WORDS.put("letters", "cast(image[:, 0..5, 0, 0], i64) + 1");
    WORDS.put("steps", "cast(image[:, 0, 0, 0], i64) + 20");
    WORDS.put("length", "cast(image[:, 0, 0, 0], i64) + 3");
    WORDS.put("found", "cast(image[:, 0, :, 0], i64)");
    WORDS.put("wanted", "cast(image[:, 0, :, 0], i64)");
    WORDS.put("sure", "image[:, :, 0..3, 0]");
    WORDS.put("boxes", "image[:, :, 0..4, 0]");
    WORDS.put("classes", "cast(image[:, :, 0, 0], i64)");
    WORDS.put("valid", "image[:, :, 0, 0] > 0.5");
  }

  private record Example(String kind, String name, String call) {}

  private static boolean mentions(String text, String word) {
    return Pattern.compile("\\b" + word + "\\b(?! =[^=])").matcher(text).find();
  }

  private static String program(Example example) {
    if (example.kind().equals("data")) {
      return example.call() + "\n";
    }
    String value = mixes(example) ? example.call() + ".target" : example.call();
    String report = example.kind().equals("metric") ? value : "report value = " + value;
    String lets =
        WORDS.entrySet().stream()
            .filter(word -> mentions(example.call(), word.getKey()))
            .map(word -> "let " + word.getKey() + " = " + word.getValue())
            .collect(Collectors.joining("\n"));
    String given =
        Stream.of("image", "label")
            .filter(word -> mentions(lets + report, word))
            .collect(Collectors.joining(", "));
    return """
        use std.nn.{Linear}
        model Net()(image: [B, 28, 28, 1]) -> [B, 3] { image |> flatten |> Linear(3) }
        recipe Example() {
            data d = synthetic(classes = 3) |> { (image = it.image / 255, label = it.label) } |> batch(8)
            net n = Net()
            train 1 steps on d.train as (image, label) { minimize cross_entropy(n(image), label) using Adam() }
            evaluate on d.test as (%s) {
                %s
                %s
            }
        }
        """
        .formatted(given, lets, report);
  }

  /** Whether it gives images with their targets, of which a report can take one. */
  private static boolean mixes(Example example) {
    return Set.of("mixup", "cutmix").contains(example.name());
  }

  /** The lines of a manual that stand as code and call what it is about. */
  private static List<Example> examples(String kind, String name, String doc) {
    return doc.lines()
        .filter(line -> line.startsWith("    ") && line.contains(name + "("))
        .map(line -> new Example(kind, name, line.strip()))
        .toList();
  }

  private static List<Example> all() {
    List<Example> all = new ArrayList<>();
    for (String unit : List.of("std.augment", "std.losses", "std.metrics")) {
      for (Declaration declaration : StandardLibrary.declarations(unit)) {
        String kind = declaration instanceof Declaration.Metric ? "metric" : "fn";
        String name = Manual.name(declaration);
        all.addAll(PARTS.contains(name) ? List.of() : demanded(kind, name, Manual.of(declaration)));
      }
    }
    Catalog.Header header =
        StandardLibrary.catalog().headers().stream()
            .filter(h -> h.plugin().equals("standard"))
            .findFirst()
            .orElseThrow();
    for (Declaration declaration :
        Parser.parse(header.file(), header.text(), Limits.DEFAULT).unit().declarations()) {
      Declaration.External external = (Declaration.External) declaration;
      if (Set.of("fn", "metric", "data").contains(external.kind().text())) {
        all.addAll(demanded(external.kind().text(), external.name().text(), external.doc()));
      }
    }
    return all;
  }

  private static List<Example> demanded(String kind, String name, String doc) {
    List<Example> found = examples(kind, name, doc);
    return found.isEmpty() ? List.of(new Example(kind, name, "")) : found;
  }

  @TestFactory
  Stream<DynamicTest> theCallThatAManualShowsChecks() {
    return all().stream()
        .map(
            example ->
                DynamicTest.dynamicTest(
                    example.name(),
                    () -> {
                      assertThat(example.call()).as("the example of a manual").isNotEmpty();
                      StandardLibrary.compileWhole(program(example));
                    }));
  }
}
