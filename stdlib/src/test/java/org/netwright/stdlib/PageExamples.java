package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.netwright.cli.command.Netwright;
import org.netwright.cli.manual.PageFence;
import org.netwright.cli.project.Project;
import org.netwright.cli.terminal.Surroundings;
import org.netwright.frontend.CompiledFile;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.xml.sax.InputSource;

/** Holds what stands between the fences of a page against the product. */
final class PageExamples {
  private static final Pattern FILE_HEADING = Pattern.compile("(?m)^# (\\w+\\.net)\\n");
  private static final Pattern FINDING = Pattern.compile("(?:error|warning) (NW\\d{3})  \\S.*");

  /** What stands around an example that is the inside of a recipe. */
  private static final String RECIPE =
      """
      use std.nn.{Linear, BatchNorm}

      model Net(classes: int = 10)(image: [B, 28, 28, 1]) -> [B, classes] {
          image |> flatten |> Linear(classes)
      }

      layer Anything()(x: [B, S...]) -> [B, 10] { x |> flatten |> Linear(10) }

      recipe Example() {
          data d = synthetic() |> { (image = it.image / 255, label = it.label) } |> batch(32)
          net n = Net()
      %s
      }
      """;

  private static final String TRAINING =
      """
      train 4 epochs on d.train as (image, label) {
      %s
      }
      """;

  private static final String LAYER =
      """
      use std.nn.{Linear}

      layer Example(wide: bool = true)(x: [B, 8]) -> [B, K] {
      %s
      }

      model Net()(x: [B, 8]) -> [B, K] { x |> Example() }
      """;

  private PageExamples() {}

  /** A text of the language as a whole program. */
  static CompiledFile compiled(PageFence fence) {
    String text = fence.text();
    return switch (fence.place()) {
      case FILE -> StandardLibrary.compile(text);
      case FILES -> StandardLibrary.compile(files(text));
      case RECIPE -> StandardLibrary.compile(RECIPE.formatted(text.indent(4)));
      case TRAINING ->
          StandardLibrary.compile(RECIPE.formatted(TRAINING.formatted(text.indent(4)).indent(4)));
      case LAYER -> StandardLibrary.compile(LAYER.formatted(text.indent(4)));
      case CONFIGURE -> throw new IllegalArgumentException("only Java stands there");
    };
  }

  private static Map<String, String> files(String text) {
    Map<String, String> files = new LinkedHashMap<>();
    Matcher heading = FILE_HEADING.matcher(text);
    List<Integer> starts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    while (heading.find()) {
      starts.add(heading.start());
      names.add(heading.group(1));
    }
    for (int i = 0; i < names.size(); i++) {
      int end = i + 1 < starts.size() ? starts.get(i + 1) : text.length();
      files.put(names.get(i), text.substring(starts.get(i), end));
    }
    return files;
  }

  /** What is not a text of the language. */
  static void check(PageFence fence, String code) {
    switch (fence.kind()) {
      case NET -> throw new IllegalArgumentException("programs are compiled");
      case HEADER -> plugin(fence, code, ExamplePlugin.whole().withHeader(fence.text()));
      case SETTINGS -> settings(fence, code);
      case COMMAND -> command(fence, code);
      case OUTPUT -> output(fence.text().lines().toList(), code);
      case JAVA ->
          plugin(
              fence,
              code,
              fence.place() == PageFence.Place.CONFIGURE
                  ? ExamplePlugin.whole().configured(fence.text())
                  : ExamplePlugin.whole().of(fence.text()));
      case XML -> xml(fence.text());
    }
  }

  private static void settings(PageFence fence, String code) {
    Optional<String> found = Optional.empty();
    try {
      Path folder = Files.createTempDirectory("settings");
      try {
        Path file = Files.writeString(folder.resolve(Project.FILE), fence.text());
        try {
          Project.of(folder);
        } catch (DiagnosticException mistake) {
          found = Optional.of(mistake.diagnostics().get(0).code());
        } finally {
          Files.delete(file);
        }
      } finally {
        Files.delete(folder);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    assertThat(found)
        .as(fence.text())
        .isEqualTo(
            fence.turn() == PageFence.Turn.WRONG ? Optional.of(code) : Optional.<String>empty());
  }

  private static void command(PageFence fence, String code) {
    List<String> printed = new ArrayList<>();
    int commands = 0;
    for (String line : fence.text().lines().toList()) {
      if (line.startsWith("$ ")) {
        commands++;
        understood(line);
      } else {
        printed.add(line);
      }
    }
    assertThat(commands).as(fence.text()).isPositive();
    if (!printed.isEmpty() && !code.isEmpty()) {
      output(printed, code);
    }
  }

  /** The words, as a shell takes them apart: variables in front, a comment behind, quotes. */
  private static void understood(String line) {
    List<String> words = new ArrayList<>();
    Matcher word =
        Pattern.compile("(?:'[^']*'|[^\\s'])+").matcher(line.substring(2).replaceAll("\\s#.*", ""));
    while (word.find()) {
      words.add(word.group().replace("'", ""));
    }
    Map<String, String> variables = new LinkedHashMap<>();
    while (words.get(0).matches("[A-Z_]+=.*")) {
      String[] parts = words.remove(0).split("=", 2);
      variables.put(parts[0], parts[1]);
    }
    assertThat(words.remove(0)).as(line).isEqualTo("netwright");
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(
            nowhere,
            nowhere,
            StandardCharsets.UTF_8,
            variables,
            Path.of("").toAbsolutePath(),
            false,
            false,
            80);
    assertThat(Netwright.misuse(surroundings, words.toArray(String[]::new))).as(line).isEmpty();
  }

  /** A report of a diagnostic gives the one that the page is about. */
  private static void output(List<String> lines, String code) {
    Matcher finding = FINDING.matcher(lines.get(0));
    if (!finding.matches()) {
      fail("a page shows the report of its diagnostic, not: " + lines.get(0));
    }
    assertThat(finding.group(1)).isEqualTo(code);
  }

  private static void plugin(PageFence fence, String code, ExamplePlugin plugin) {
    try {
      List<String> found = plugin.found().stream().map(Diagnostic::code).toList();
      if (fence.turn() == PageFence.Turn.WRONG) {
        assertThat(found).as(fence.text()).contains(code);
      } else {
        assertThat(found).as(fence.text()).isEmpty();
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void xml(String text) {
    assertThatCode(
            () ->
                DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader("<part>" + text + "</part>"))))
        .doesNotThrowAnyException();
  }
}
