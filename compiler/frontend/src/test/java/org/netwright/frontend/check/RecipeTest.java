package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.diagnostic.DiagnosticException;

class RecipeTest {
  private static final String HEAD =
      """
      use std.nn.{BatchNorm, Linear}
      model Net(classes: int = 10)(image: [B, 8, 8, 1]) -> [B, classes] { image |> flatten |> Linear(classes) }
      model Row()(x: [B, 4]) -> [B, 1] { x |> Linear(1, bias = false, init = zeros()) }
      """;

  private static RecipeProgram recipe(String statements) {
    return recipe(statements, RecipeOptions.NONE);
  }

  private static RecipeProgram recipe(String statements, RecipeOptions options) {
    CompiledFile file =
        Checked.file(HEAD + "recipe R(length: duration = 2 epochs) {\n" + statements + "\n}\n");
    assertThat(file.diagnostics()).isEmpty();
    RecipeProgram program = file.recipe("R", options);
    for (RecipeProgram.Stage stage : program.stages()) {
      assertThat(GraphVerifier.faults(stage.train().pass().step())).isEmpty();
      stage.evaluates().forEach(e -> assertThat(GraphVerifier.faults(e.pass().step())).isEmpty());
    }
    return program;
  }

  private static final String TRAINED =
      """
          data d = pictures() |> { (image = it.image / 255, label = it.label) } |> batch(4)
          net n = Net()
          train length on d.train as (image, label) {
              let logits = n(image)
              minimize cross_entropy(logits, label) using Heavy(lr = fading(0.5))
              report accuracy(logits, label)
          }
          evaluate on d.test as (image, label) { report accuracy(n(image), label), loss = cross_entropy(n(image), label) }
          keep best by test.accuracy
      """;

  @Test
  void aRecipeIsAPlanOfItsParts() {
    RecipeProgram program = recipe(TRAINED);
    assertThat(program.arguments()).containsExactly(Map.entry("length", "2 epochs"));
    RecipeProgram.Stage stage = program.stages().get(0);
    assertThat(stage.name()).isEqualTo("train");
    assertThat(stage.train().length()).isEqualTo(new Duration(2, Duration.Unit.EPOCHS));
    assertThat(stage.train().losses()).containsExactly("loss");
    assertThat(stage.train().rate()).contains("rate");
    assertThat(stage.train().pass().reports())
        .containsExactly(new Pass.Report("train.accuracy", Pass.Better.HIGHER));
    assertThat(stage.evaluates()).hasSize(1);
    assertThat(stage.evaluates().get(0).every()).contains(new Duration(1, Duration.Unit.EPOCHS));
    assertThat(stage.evaluates().get(0).pass().reports())
        .containsExactly(
            new Pass.Report("test.accuracy", Pass.Better.HIGHER),
            new Pass.Report("test.loss", Pass.Better.LOWER));
    assertThat(stage.keep())
        .isEqualTo(new RecipeProgram.Keep(Optional.of("test.accuracy"), Pass.Better.HIGHER));
    assertThat(program.nets())
        .containsExactly(new RecipeProgram.NetInfo("n", "Net", RecipeProgram.Holding.TRAINED));
    assertThat(program.predict().orElseThrow().step().outputs()).containsOnlyKeys("output");
  }

  @Test
  void variablesAreNamedByNetPathOptimizerAndSlot() {
    assertThat(recipe(TRAINED).variables().stream().map(v -> v.kind() + " " + v.name()))
        .containsExactly(
            "PARAMETER n.linear.kernel",
            "PARAMETER n.linear.bias",
            "SLOT n.linear.kernel.heavy.buffer",
            "COUNTER heavy.count",
            "SLOT n.linear.bias.heavy.buffer",
            "METRIC train.train.accuracy.right",
            "METRIC train.train.accuracy.seen",
            "METRIC train.evaluate.test.accuracy.right",
            "METRIC train.evaluate.test.accuracy.seen",
            "METRIC train.evaluate.test.loss.sum",
            "METRIC train.evaluate.test.loss.count");
  }

  @Test
  void clocksAreInputsOnlyWhereTheyAreRead() {
    RecipeProgram.Stage stage = recipe(TRAINED).stages().get(0);
    assertThat(names(stage.train().pass().step()))
        .containsExactlyInAnyOrder("image", "label", "now.step", "now.steps");
    assertThat(names(stage.evaluates().get(0).pass().step())).containsExactly("image", "label");
  }

  private static List<String> names(StepGraph step) {
    return step.inputs().stream().map(StepGraph.Input::name).toList();
  }

  @Test
  void dataIsAPipeWithAGraphPerRecordAndOnePerBatch() {
    DataProgram data = recipe(TRAINED).stages().get(0).train().pass().data();
    assertThat(data.sourceName()).isEqualTo("pictures");
    assertThat(data.plugin()).isEqualTo("tiny");
    assertThat(data.split()).isEqualTo("train");
    assertThat(data.shuffled()).isTrue();
    assertThat(data.steps()).hasSize(2);
    DataProgram.Operator.Map map = (DataProgram.Operator.Map) data.steps().get(0);
    assertThat(map.graph().outputs().get("image").type()).hasToString("[8, 8, 1]");
    assertThat(map.vectorized().orElseThrow().outputs().get("image").type())
        .hasToString("[B, 8, 8, 1]");
    assertThat(((DataProgram.Operator.Batch) data.steps().get(1)).size()).isEqualTo(4);
    assertThat(data.batch().stream().map(f -> f.name() + ": " + f.type()))
        .containsExactly("image: [B, 8, 8, 1]", "label: i64[B]");
  }

  @Test
  void blocksBehindBatchSeeTheBatch() {
    RecipeProgram program =
        recipe(
            """
                data d = rows() |> shuffle(10) |> batch(2, last = "keep") |> { (x = it.x - mean(it.x, axis = 0), y = it.y) }
                net n = Row()
                train 3 steps on d as (x, y) { minimize squared_error(n(x), y) using Descent() }
            """);
    DataProgram data = program.stages().get(0).train().pass().data();
    assertThat(data.shuffled()).isFalse();
    assertThat(data.steps().get(0)).isEqualTo(new DataProgram.Operator.Shuffle(10));
    assertThat(((DataProgram.Operator.Batch) data.steps().get(1)).last())
        .isEqualTo(DataProgram.Last.KEEP);
    assertThat(((DataProgram.Operator.Map) data.steps().get(2)).vectorized()).isEmpty();
  }

  // ---- numbers

  private static final String ROWS =
      """
          data d = rows() |> batch(2)
          net n = Row()
      """;

  private static Map<String, double[]> batch(double[] x, double... y) {
    return Map.of("x", x, "y", y);
  }

  private static Interpreted started(RecipeProgram program) {
    Interpreted state = new Interpreted();
    state.run(program.initialize(), Map.of(), Map.of());
    return state;
  }

  private static Map<String, double[]> step(
      Interpreted state, RecipeProgram program, Map<String, double[]> inputs) {
    return state.run(program.stages().get(0).train().pass().step(), inputs, Map.of("B", 2L));
  }

  private static final double[] X = {1, 0, 0, 0, 0, 1, 0, 0};

  @Test
  void aStepMovesParametersAgainstTheGradientOfTheMean() {
    RecipeProgram program =
        recipe(
            ROWS
                + "train 1 epochs on d as (x, y) { minimize squared_error(n(x), y) using Descent(lr = 0.5) }");
    Interpreted state = started(program);
    assertThat(step(state, program, batch(X, 2, 4)).get("loss"))
        .containsExactly(new double[] {10}, within(1e-6));
    // d/dw mean((w_i − y_i)²) = (w_i − y_i) for two rows: w ← −0.5 · (0 − y)
    assertThat(state.variable("n.linear.kernel"))
        .containsExactly(new double[] {1, 2, 0, 0}, within(1e-6));
  }

  @Test
  void transformsStandBeforeAndBehindTheOptimizer() {
    RecipeProgram program =
        recipe(
            ROWS
                + "train 1 epochs on d as (x, y) {"
                + " minimize squared_error(n(x), y) using scaled(3.0) |> Descent(lr = 0.5) |> scaled(10.0) }");
    Interpreted state = started(program);
    step(state, program, batch(X, 2, 4));
    assertThat(state.variable("n.linear.kernel"))
        .containsExactly(new double[] {30, 60, 0, 0}, within(1e-4));
  }

  @Test
  void effectsHappenInTheOrderOfTheLines() {
    RecipeProgram program =
        recipe(
            ROWS
                + """
                train 1 epochs on d as (x, y) {
                    let before = n(x)
                    minimize squared_error(before, y) using Descent(lr = 0.5)
                    report before = mean(before), after = mean(n(x))
                }
                """);
    Interpreted state = started(program);
    Pass pass = program.stages().get(0).train().pass();
    state.run(pass.reset(), Map.of(), Map.of());
    step(state, program, batch(X, 2, 4));
    Map<String, double[]> reports = state.run(pass.result(), Map.of(), Map.of());
    assertThat(reports.get("d.before")).containsExactly(new double[] {0}, within(1e-6));
    assertThat(reports.get("d.after")).containsExactly(new double[] {1.5}, within(1e-6));
  }

  /** Pinning test 6: what the first loss does not list stays as it is. */
  @Test
  void overMovesOnlyWhatItNames() {
    RecipeProgram program =
        recipe(
            ROWS
                + """
                net m = Row()
                train 1 epochs on d as (x, y) {
                    let both = n(x) + m(x)
                    minimize first = squared_error(both, y) over n using Descent(lr = 0.5)
                    minimize second = squared_error(n(x) + m(x), y) over m using Descent(lr = 1.0)
                }
                """);
    Interpreted state = started(program);
    step(state, program, batch(X, 2, 4));
    assertThat(state.variable("n.linear.kernel"))
        .containsExactly(new double[] {1, 2, 0, 0}, within(1e-6));
    // the second loss sees the new n: residuals −1 and −2
    assertThat(state.variable("m.linear.kernel"))
        .containsExactly(new double[] {1, 2, 0, 0}, within(1e-6));
  }

  /** Pinning test 9. */
  @Test
  void accuracyOverTenExamplesInBatchesOfFourIsThatOfTenExamples() {
    RecipeProgram program =
        recipe(
            """
                data d = pictures() |> batch(4)
                net n = Net(2)
                train 1 epochs on d.train as (image, label) { minimize cross_entropy(n(image / 255), label) using Descent() }
                evaluate on d.test as (image, label) {
                    let logits = one_hot(label, 10)[:, 0..2]
                    report accuracy(logits, label % 2), mean_label = label, even = mean(label)
                }
            """);
    Interpreted state = started(program);
    Pass pass = program.stages().get(0).evaluates().get(0).pass();
    state.run(pass.reset(), Map.of(), Map.of());
    int at = 0;
    double total = 0;
    for (int size : new int[] {4, 4, 2}) {
      double[] labels = new double[size];
      for (int i = 0; i < size; i++) {
        labels[i] = at % 3;
        total += labels[i];
        at++;
      }
      state.run(
          pass.step(),
          Map.of("image", new double[size * 64], "label", labels),
          Map.of("B", (long) size));
    }
    Map<String, double[]> reports = state.run(pass.result(), Map.of(), Map.of());
    // labels 0 and 1 are told apart; label 2 has equal logits, of which the first wins: 2 % 2 = 0
    assertThat(reports.get("test.accuracy")).containsExactly(new double[] {1}, within(1e-9));
    assertThat(reports.get("test.mean_label"))
        .containsExactly(new double[] {total / 10}, within(1e-9));
    assertThat(reports.get("test.even")).containsExactly(new double[] {total / 10}, within(1e-6));
  }

  @Test
  void aFrozenNetMovesNothingAndPassesTheGradientOn() {
    RecipeProgram program =
        recipe(
            ROWS
                + """
                net frame = frozen Frame()
                train 1 epochs on d as (x, y) { minimize squared_error(frame(n(x)), y) using Descent(lr = 0.5) }
                """
                + "}\n"
                + "layer Frame()(x: [B, C]) -> [B, C] { x |> BatchNorm() |> Linear(C)\n");
    assertThat(program.nets().get(1).holding()).isEqualTo(RecipeProgram.Holding.FROZEN);
    assertThat(
            program.stages().get(0).train().pass().step().writes().keySet().stream()
                .map(Variable::name))
        .containsExactly("n.linear.kernel");
  }

  @Test
  void selectDecidesPerParameterAndProductsOfSelectsMultiply() {
    RecipeProgram program =
        recipe(
            """
                data d = rows() |> batch(2)
                net n = Deep()
                train 1 epochs on d as (x, y) {
                    minimize sum(n(x)) using Descent(lr = select { n.cell[i].**: 10.0 ** i, else: 0.0 } * select { kernel: 1.0, bias: 2.0 })
                }
            }
            layer Cell()(x: [B, C]) -> [B, C] {
                param scale: [] = ones() as kernel
                param offset: [] = zeros() as bias
                return x * scale + offset
            }
            model Deep()(x: [B, 4]) -> [B, 1] {
                x |> repeat 2 { Cell() } |> Linear(1, bias = false, init = ones())
            """);
    Interpreted state = started(program);
    step(state, program, batch(X, 0, 0));
    // sum over two rows of 4 · offset: the gradient of an offset is 8, that of a scale is 2
    assertThat(state.variable("n.cell[0].offset"))
        .containsExactly(new double[] {-16}, within(1e-4));
    assertThat(state.variable("n.cell[1].offset"))
        .containsExactly(new double[] {-160}, within(1e-3));
    assertThat(state.variable("n.cell[0].scale")).containsExactly(new double[] {-1}, within(1e-4));
    assertThat(state.variable("n.cell[1].scale")).containsExactly(new double[] {-19}, within(1e-4));
    assertThat(state.variable("n.linear.kernel")).containsExactly(1, 1, 1, 1);
  }

  @Test
  void aSharedOptimizerHasOneSetOfSlots() {
    RecipeProgram program =
        recipe(
            """
                data d = pictures() |> { (image = it.image / 255, label = it.label) } |> batch(4)
                net n = Net()
                let opt = Heavy(lr = 0.1)
                stage first { train 1 epochs on d.train as (image, label) { minimize cross_entropy(n(image), label) using opt } }
                stage second { train 2 epochs on d.train as (image, label) { minimize cross_entropy(n(image), label) using opt } }
                stage third { train 3 epochs on d.train as (image, label) { minimize cross_entropy(n(image), label) using Heavy(lr = 0.1) } }
            """);
    assertThat(program.stages().stream().map(RecipeProgram.Stage::name))
        .containsExactly("first", "second", "third");
    assertThat(
            program.variables().stream()
                .filter(v -> v.kind() == Variable.Kind.COUNTER)
                .map(Variable::path))
        .containsExactly("heavy.count", "heavy_2.count");
  }

  @Test
  void aStateOfTheRecipeIsUpdatedByItsTraining() {
    RecipeProgram program =
        recipe(
            ROWS
                + """
                state seen: [] = zeros()
                param scale: [] = ones() as gain
                train 1 epochs on d as (x, y) {
                    minimize squared_error(scale * n(x), y) using Descent(lr = 0.5)
                    update seen = seen + B
                }
                """);
    Interpreted state = started(program);
    step(state, program, batch(X, 2, 4));
    step(state, program, batch(X, 2, 4));
    assertThat(state.variable("seen")).containsExactly(4);
    assertThat(state.variable("scale")[0]).isNotEqualTo(1);
  }

  // ---- sizes and overrides

  @Test
  void aFreeSizeOfTheDataIsBoundByTheNet() {
    RecipeProgram program =
        recipe(
            """
                data d = table("t.csv") |> batch(2)
                net n = Flat()
                train 1 epochs on d.train as (features, label) { minimize cross_entropy(n(features), label) using Descent() }
            }
            model Flat()(x: [B, 7]) -> [B, 3] { x |> Linear(3)
            """);
    DataProgram data = program.stages().get(0).train().pass().data();
    assertThat(data.expected()).containsExactly(Map.entry("F", 7L));
    assertThat(program.stages().get(0).train().pass().step().inputs().get(0).type())
        .hasToString("[B, 7]");
  }

  @Test
  void overridesReachHyperparametersNetArgumentsSeedAndBatch() {
    RecipeProgram program =
        recipe(
            TRAINED,
            new RecipeOptions(
                Map.of("length", "30 steps", "n.classes", "3", "seed", "7"),
                Optional.empty(),
                Optional.of(9L)));
    assertThat(program.arguments())
        .containsEntry("length", "30 steps")
        .containsEntry("n.classes", "3");
    assertThat(program.seed()).isEqualTo(7);
    assertThat(program.variables().get(0).type()).hasToString("[64, 3]");
    DataProgram data = program.stages().get(0).train().pass().data();
    assertThat(((DataProgram.Operator.Batch) data.steps().get(1)).size()).isEqualTo(9);
  }

  @Test
  void anOverrideThatMatchesNothingIsAMistake() {
    assertThatThrownBy(
            () ->
                recipe(
                    TRAINED,
                    new RecipeOptions(Map.of("lenght", "3"), Optional.empty(), Optional.empty())))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> assertThat(e.diagnostics().get(0).code()).isEqualTo("NW425"));
    for (String name : List.of("lenght", "n.clases", "m.classes", "n.linear.out")) {
      assertThatThrownBy(
              () ->
                  recipe(
                      TRAINED,
                      new RecipeOptions(Map.of(name, "3"), Optional.empty(), Optional.empty())))
          .as(name)
          .isInstanceOfSatisfying(
              DiagnosticException.class,
              e -> assertThat(e.diagnostics().get(0).code()).isIn("NW320", "NW425"));
    }
  }

  @Test
  void twoSeedsDrawOtherFirstValuesAndOneSeedTheSame() {
    String text =
        """
            data d = rows() |> batch(2)
            net n = Drawn()
            train 1 epochs on d as (x, y) { minimize squared_error(n(x), y) using Descent() }
        }
        model Drawn()(x: [B, 4]) -> [B, 1] {
            param w: [4, 1] = normal(0.5)
            return matmul(x, w)
        """;
    assertThat(key(recipe(text))).isEqualTo(key(recipe(text)));
    RecipeOptions other = new RecipeOptions(Map.of(), Optional.of(1L), Optional.empty());
    assertThat(key(recipe(text, other))).isNotEqualTo(key(recipe(text)));
  }

  private static long key(RecipeProgram program) {
    return program.initialize().writes().values().stream()
        .map(v -> v.op().operand(0).op())
        .filter(o -> o.attributes().has("key"))
        .findFirst()
        .orElseThrow()
        .attributes()
        .integer("key");
  }

  // ---- records, from, predict

  /** Pinning test 15. */
  @Test
  void aNamedRecordIsTakenByNameInAnyOrder() {
    String text =
        """
            data d = pictures() |> { (image = it.image / 255, label = it.label) } |> batch(4)
            net n = Net()
            train 1 epochs on d.train as PATTERN { minimize cross_entropy(n(image), label) using Descent() }
        """;
    assertThat(names(stepOf(text.replace("PATTERN", "(image, label)"))))
        .isEqualTo(names(stepOf(text.replace("PATTERN", "(label, image)"))));
    assertThat(stepOf(text.replace("PATTERN", "(label, image)")).graph().ops())
        .hasSameSizeAs(stepOf(text.replace("PATTERN", "(image, label)")).graph().ops());
    assertThat(
            names(
                stepOf(
                    text.replace("PATTERN", "(label as y, image as x)")
                        .replace("n(image), label", "n(x), y"))))
        .containsExactly("image", "label");
  }

  private static StepGraph stepOf(String text) {
    return recipe(text).stages().get(0).train().pass().step();
  }

  @Test
  void fromHandsOnItsRules() {
    RecipeProgram program =
        recipe(
            """
                data d = pictures() |> { (image = it.image / 255, label = it.label) } |> batch(4)
                net n = Net() from best("runs/first") {
                    **.kernel = body.*.weight
                    linear.bias = fresh
                    unused head.**
                    unused "foreign name"
                }
                train 1 epochs on d.train as (image, label) { minimize cross_entropy(n(image), label) using Descent() }
            """);
    RecipeProgram.Load load = program.loads().get(0);
    assertThat(load.net()).isEqualTo("n");
    assertThat(load.source()).isEqualTo("runs/first");
    assertThat(load.choice()).isEqualTo(RecipeProgram.Load.Choice.BEST);
    assertThat(
            load.rules().stream()
                .map(
                    r ->
                        r.target()
                            + " <- "
                            + r.sources()
                            + (r.fresh() ? " fresh" : "")
                            + (r.unused() ? " unused" : "")))
        .containsExactly(
            "**.kernel <- [body.*.weight]",
            "linear.bias <- [] fresh",
            " <- [head.**] unused",
            " <- [foreign name] unused");
  }

  @Test
  void predictRunsWhatItSays() {
    RecipeProgram program =
        recipe(
            ROWS
                + """
                train 1 epochs on d as (x, y) { minimize squared_error(n(x), y) using Descent() }
                predict as (x: [B, 4]) { (raw = n(x), positive = n(x) > 0) }
                """);
    StepGraph predict = program.predict().orElseThrow().step();
    assertThat(names(predict)).containsExactly("x");
    assertThat(predict.outputs()).containsOnlyKeys("raw", "positive");
  }

  @Test
  void evaluateRunsInInferenceAndTrainInTraining() {
    RecipeProgram program =
        recipe(
            """
                data d = rows() |> batch(2)
                net n = Normed()
                train 1 epochs on d as (x, y) { minimize squared_error(n(x), y) using Descent() }
                evaluate at end on d as (x, y) { report loss = squared_error(n(x), y) }
            }
            model Normed()(x: [B, 4]) -> [B, 1] { x |> BatchNorm() |> Linear(1)
            """);
    RecipeProgram.Stage stage = program.stages().get(0);
    assertThat(stage.train().pass().step().writes().keySet().stream().map(Variable::path))
        .contains("batch_norm.mean", "batch_norm.variance");
    assertThat(stage.evaluates().get(0).every()).isEmpty();
    assertThat(stage.evaluates().get(0).pass().step().writes().keySet())
        .allMatch(v -> v.kind() == Variable.Kind.METRIC);
  }
}
