package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.graph.Primitive;

/** Applying elaborates again; one path is one variable (definitions C2). */
class SharingTest {
  private static final String LAYERS =
      "use std.nn.{BatchNorm, Linear}\n"
          + "layer Square()(x: [B, C]) -> [B, C] { x |> Linear(C) |> tanh }\n"
          + "layer Shared(n: int)(x: [B, C]) -> [B, C] { x |> recur n { Square() } }\n"
          + "layer Dead()(x: [B, C]) -> [B, C] { x |> Linear(C) |> stop_gradient }\n"
          + "layer Written(n: int)(x: [B, C]) -> [B, C] {\n"
          + "    let square = Square()\n"
          + "    return x |> repeat n { square }\n"
          + "}\n";

  private static TestResult test(String checks) {
    CompiledFile file = Checked.file(LAYERS + "test \"t\" { " + checks + " }\n");
    assertThat(file.diagnostics()).isEmpty();
    return file.runTests(Interpreted.RUNNER).get(0);
  }

  /** Pinning test 2. */
  @Test
  void recurIsOneInstanceInPathsAndValues() {
    assertThat(
            test("check paths(Shared(3), on = [2, 8]) == paths(Written(3), on = [2, 8]);"
                    + " check equal(Shared(3), Written(3), on = [2, 8])")
                .failures())
        .isEmpty();
  }

  @Test
  void sixtyFoldRecurHasTheGradientOfTheWrittenOutForm() {
    assertThat(test("check equal(Shared(60), Written(60), on = [2, 4])").failures()).isEmpty();
  }

  @Test
  void unequalLayersAreFoundUnequal() {
    TestResult result = test("check equal(Shared(3), Shared(2), on = [2, 8])");
    assertThat(result.passed()).isFalse();
    assertThat(result.failures().get(0).message()).contains("differs by");
  }

  @Test
  void everyParameterOfALayerThatTrainsGetsAGradient() {
    assertThat(test("check trains(Shared(2), on = [3, 4])").failures()).isEmpty();
    assertThat(test("check trains(Dead(), on = [3, 4])").failures()).isNotEmpty();
  }

  @Test
  void aSharedInstanceIsReadOnce() {
    ModelProgram model =
        Checked.model(LAYERS + "model M()(x: [B, 4]) -> [B, 4] { x |> Shared(3) }\n", "M");
    assertThat(Checked.paths(model))
        .containsExactly("shared.square.linear.kernel", "shared.square.linear.bias");
    assertThat(model.forward().graph().ops().stream().filter(o -> o.primitive() == Primitive.READ))
        .hasSize(2);
    assertThat(model.layers().stream().map(l -> l.path()))
        .containsExactly(
            "",
            "shared",
            "shared.square",
            "shared.square.linear",
            "shared.square",
            "shared.square.linear",
            "shared.square",
            "shared.square.linear");
  }

  /** Pinning test 11: the key of a first value knows the net, the path and the shape only. */
  @Test
  void addingALayerLeavesAllOtherInitialValues() {
    String head =
        "use std.nn.{Linear}\nlayer Cell()(x: [B, C]) -> [B, C] {\n    param w: [C, C] = normal(0.5)\n    return matmul(x, w)\n}\n";
    Map<String, Object> before =
        keys(Checked.model(head + "model M()(x: [B, 4]) -> [B, 4] { x |> Cell() }\n", "M"));
    Map<String, Object> after =
        keys(
            Checked.model(
                head
                    + "model M()(x: [B, 4]) -> [B, 4] {\n    let extra = Cell()\n"
                    + "    return x |> extra |> Cell() |> Cell()\n}\n",
                "M"));
    assertThat(before).hasSize(1);
    assertThat(after).hasSize(3).containsAllEntriesOf(before);
    assertThat(after.values()).doesNotHaveDuplicates();
  }

  /** The key of the draw behind each first value. */
  private static Map<String, Object> keys(ModelProgram model) {
    Map<String, Object> keys = new HashMap<>();
    model
        .initialize()
        .writes()
        .forEach(
            (variable, value) ->
                keys.put(variable.path(), value.op().operand(0).op().attributes().integer("key")));
    return keys;
  }

  @Test
  void aBatchNormAppliedTwiceUpdatesItsStatesTwiceInOrder() {
    String text =
        LAYERS
            + "recipe R() {\n"
            + "    data d = rows() |> batch(2)\n"
            + "    net n = Net()\n"
            + "    train 1 epochs on d as (x, y) { minimize squared_error(n(x), y) using Descent(lr = 0.0) }\n"
            + "}\n"
            + "model Net()(x: [B, 4]) -> [B, 1] {\n"
            + "    let norm = BatchNorm(momentum = 0.5)\n"
            + "    return x |> norm |> norm |> Linear(1)\n"
            + "}\n";
    CompiledFile file = Checked.file(text);
    assertThat(file.diagnostics()).isEmpty();
    var recipe = file.recipe("R", CompiledFile.RecipeOptions.NONE);
    Interpreted state = new Interpreted();
    state.run(recipe.initialize(), Map.of(), Map.of());
    var pass = recipe.stages().get(0).train().pass();
    state.run(pass.reset(), Map.of(), Map.of());
    double[] x = {0, 2, 4, 6, 2, 4, 6, 8};
    state.run(pass.step(), Map.of("x", x, "y", new double[2]), Map.of("B", 2L));
    // the first application sees the means 1, 3, 5, 7, the second zeros: m = 0.5 · (0.5 · mean)
    assertThat(state.variable("n.norm.mean"))
        .containsExactly(new double[] {0.25, 0.75, 1.25, 1.75}, within(1e-6));
  }

  @Test
  void statesStayInInference() {
    ModelProgram model =
        Checked.model(LAYERS + "model M()(x: [B, 4]) -> [B, 4] { x |> BatchNorm() }\n", "M");
    assertThat(model.forward().writes()).isEmpty();
    assertThat(Checked.types(model))
        .containsEntry("batch_norm.mean", "[4]")
        .containsKey("batch_norm.gain");
    assertThat(List.copyOf(model.variables())).hasSize(4);
  }
}
