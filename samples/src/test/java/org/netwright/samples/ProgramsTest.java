package org.netwright.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.netwright.cli.command.Netwright;
import org.netwright.cli.terminal.Surroundings;

/**
 * The programs that the language must carry, as files in one folder: each is checked, laid out as
 * the formatter would, and its recipes train a few steps on synthetic records. Networks that take
 * long are made smaller with {@code --set}; {@code -Dprograms.whole=true} trains them as they are.
 */
class ProgramsTest {
  private static final boolean WHOLE = Boolean.getBoolean("programs.whole");

  /** File and recipe, then what is set; an argument of a net makes it smaller. */
  private static final List<String> RECIPES =
      List.of(
          "quickstart.net:Quick",
          "sret.net:Distil",
          "sret.net:Finetune384",
          "bop.net:Train",
          "smoothing.net:Teacher smoothing=0.1",
          "fkd.net:Fast",
          "translate.net:Translate t.width=64 t.depth=1",
          "gan.net:Gan",
          "gan.net:WganGp",
          "moe.net:Lm lm.width=64 lm.depth=1 lm.vocab=500",
          "detection.net:Detect",
          "augmentation.net:Augmented",
          "diffusion.net:Ddpm",
          "clip.net:Clip",
          "lora.net:Adapt",
          "finetune.net:Finetune",
          "adambnn.net:TwoStep",
          "s2bnn.net:GuidedContrast",
          "dino.net:Dino");

  /** What takes minutes on two cores; with {@code -Dprograms.whole=true}. */
  private static final List<String> LONG_RECIPES = List.of("s2bnn.net:TwoStep");

  @TempDir Path runs;

  static Stream<Path> programs() throws IOException {
    try (Stream<Path> all = Files.list(Project.ACCEPTED)) {
      return all
          .filter(file -> !file.getFileName().toString().matches("(edge|language)_.*"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("programs")
  void aProgramIsCheckedAndLaidOut(Path program) {
    assertThat(run("check", program.toString())).isZero();
    assertThat(run("format", "--check", program.toString())).isZero();
  }

  static Stream<String> recipes() {
    return WHOLE ? Stream.concat(RECIPES.stream(), LONG_RECIPES.stream()) : RECIPES.stream();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void aRecipeTrainsThreeSteps(String recipe) {
    String[] words = recipe.split(" ");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "train",
                Project.ACCEPTED.resolve(words[0]).toString(),
                "--synthetic",
                "--batch",
                "8",
                "--max-steps",
                "3",
                "--out",
                runs.resolve("run").toString()));
    for (int i = 1; i < words.length; i++) {
      boolean shrinks = words[i].contains(".");
      if (!shrinks || !WHOLE) {
        arguments.add("--set");
        arguments.add(words[i]);
      }
    }

    assertThat(run(arguments.toArray(String[]::new))).isZero();
  }

  private int run(String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
    Surroundings surroundings =
        new Surroundings(stream, stream, StandardCharsets.UTF_8, Map.of(), runs, false, false, 100);
    int exit = Netwright.run(surroundings, arguments);
    if (exit != 0) {
      throw new AssertionError(said.toString(StandardCharsets.UTF_8));
    }
    return exit;
  }
}
