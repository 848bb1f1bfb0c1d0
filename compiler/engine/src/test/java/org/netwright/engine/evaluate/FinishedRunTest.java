package org.netwright.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.fixture.MemorySource;
import org.netwright.engine.fixture.Runs;
import org.netwright.engine.fixture.TinyRecipe;
import org.netwright.engine.predict.InputReader;
import org.netwright.engine.predict.Prediction;
import org.netwright.engine.train.RunResult;
import org.netwright.engine.train.Training;
import org.netwright.frontend.program.Pass.Better;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Keep;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.HostTensor;

class FinishedRunTest {
  private static final UseOptions OPTIONS =
      UseOptions.of(new DataRoots(Optional.empty(), Optional.empty()));

  @TempDir Path folder;
  private Path run;
  private RecipeProgram recipe;
  private RunResult result;

  @BeforeEach
  void train() {
    TinyRecipe tiny = new TinyRecipe();
    tiny.keep = new Keep(Optional.of("test.accuracy"), Better.HIGHER);
    recipe = tiny.build();
    run = folder.resolve("run");
    result = Training.run(recipe, Runs.into(run));
  }

  @Test
  void aRunIsEvaluatedWithTheWeightsItKept() {
    Map<String, Measurement> measured =
        Evaluation.run(recipe, run, Choice.DEFAULT, OPTIONS).orElseThrow();
    assertThat(measured.get("test.accuracy"))
        .isEqualTo(result.stages().get(0).metrics().get("test.accuracy"));
  }

  @Test
  void otherDataThanTheRunHadAreWarnedOf() {
    List<String> notes = new ArrayList<>();
    UseOptions listening = OPTIONS.withListeners(notes::add, (done, all) -> {});
    Evaluation.run(recipe, run, Choice.DEFAULT, listening);
    assertThat(notes).noneMatch(note -> note.startsWith("warning"));
    TinyRecipe other = new TinyRecipe();
    other.source = new MemorySource(Map.of("train", 50, "test", 11), MemorySource::separable);
    Evaluation.run(other.build(), run, Choice.DEFAULT, listening);
    assertThat(notes)
        .anyMatch(
            note ->
                note.startsWith("warning: the data of memory")
                    && note.endsWith("are not those the run was made with"));
  }

  @Test
  void aFolderWithoutARunIsSaidToBeNone() {
    assertThatThrownBy(() -> Evaluation.run(recipe, folder, Choice.DEFAULT, OPTIONS))
        .isInstanceOf(EnvironmentFault.class)
        .hasMessageContaining("is no run: it has no run.json");
  }

  @Test
  void aRunPredicts() {
    try (Prediction prediction = Prediction.open(recipe, run, Choice.LAST, OPTIONS)) {
      assertThat(prediction.inputs()).hasSize(1);
      HostTensor input = InputReader.read("0.9, 0.8", prediction.inputs().get(0).type());
      HostTensor other = InputReader.read("-0.9, -0.8", prediction.inputs().get(0).type());
      List<Map<String, HostTensor>> outputs =
          prediction.run(List.of(Map.of("x", input), Map.of("x", other)));
      assertThat(outputs).hasSize(2);
      double[] first = outputs.get(0).get("output").numbers();
      double[] second = outputs.get(1).get("output").numbers();
      assertThat(first).hasSize(2);
      assertThat(first[1]).isGreaterThan(0.5);
      assertThat(second[0]).isGreaterThan(0.5);
      assertThatThrownBy(() -> prediction.run(List.of(Map.of("y", input))))
          .isInstanceOf(DiagnosticException.class)
          .hasMessageContaining("the input x is not given; there is y");
    }
  }

  // ---- from

  private RecipeProgram loading(Choice choice, Rule... rules) {
    TinyRecipe tiny = new TinyRecipe();
    tiny.length = new Duration(0, Duration.Unit.STEPS);
    tiny.loads =
        List.of(
            new Load(
                "net",
                "",
                new Load.Origin.Outside(run.toString()),
                choice,
                List.of(rules),
                0,
                TinyRecipe.PLACE));
    return tiny.build();
  }

  private static Rule rule(String target, String... sources) {
    return new Rule(target, List.of(sources), Optional.empty(), false, false, Span.NONE);
  }

  private static Rule fresh(String target) {
    return new Rule(target, List.of(), Optional.empty(), true, false, Span.NONE);
  }

  @Test
  void aNetTakesEveryTensorOfARunAndNoSlots() throws Exception {
    Path target = folder.resolve("loaded");
    Training.run(loading(Choice.LAST), Runs.into(target));
    Map<String, List<Byte>> loaded = Runs.values(Runs.last(target));
    Map<String, List<Byte>> source = Runs.values(Runs.last(run));
    for (String name : List.of("net.weight", "net.bias", "net.mean")) {
      assertThat(loaded.get(name)).isEqualTo(source.get(name));
    }
    assertThat(loaded.get("optimizer.count")).isNotEqualTo(source.get("optimizer.count"));
    assertThat(Files.readString(target.resolve("loaded.json"))).contains("net.weight", "last.ckpt");
  }

  @Test
  void rulesSayOtherwise() {
    Path target = folder.resolve("loaded");
    Training.run(
        loading(
            Choice.LAST,
            rule("mean", "bias"),
            fresh("bias"),
            new Rule("", List.of("mean"), Optional.empty(), false, true, Span.NONE)),
        Runs.into(target));
    Map<String, List<Byte>> loaded = Runs.values(Runs.last(target));
    Map<String, List<Byte>> source = Runs.values(Runs.last(run));
    assertThat(loaded.get("net.mean")).isEqualTo(source.get("net.bias"));
    assertThat(loaded.get("net.bias")).containsOnly((byte) 0);
  }

  @Test
  void whatIsLeftOverOnEitherSideIsListed() {
    assertThatThrownBy(
            () ->
                Training.run(
                    loading(Choice.LAST, rule("mean", "bias")), Runs.into(folder.resolve("a"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("holds mean, which net does not take");
    assertThatThrownBy(
            () ->
                Training.run(
                    loading(Choice.LAST, rule("mean", "nowhere")), Runs.into(folder.resolve("b"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("gives no tensor for mean of net; it holds, unused, mean");
    assertThatThrownBy(
            () ->
                Training.run(
                    loading(
                        Choice.LAST,
                        rule("weight", "bias"),
                        new Rule("", List.of("weight"), Optional.empty(), false, true, Span.NONE)),
                    Runs.into(folder.resolve("c"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("weight is [2, 2], and bias gives [2]");
    assertThatThrownBy(
            () ->
                Training.run(
                    loading(Choice.LAST, fresh("tail.**")), Runs.into(folder.resolve("d"))))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("no tensor of net matches tail.**");
  }
}
