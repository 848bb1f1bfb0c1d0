package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.graph.GraphVerifier;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** Trainings of programs in bf16 against the same trainings in f32. */
class MixedPrecisionTest {
  private static final int BATCH = 8;

  private static RecipeProgram recipe(String body, double rate) {
    String text =
        """
        use std.attention.{Attention}
        use std.nn.{BatchNorm, Conv2d, LayerNorm, Linear}
        use std.bnn.{ApproxSign, SteSign}
        layer Deep(n: int)(x: [B, C]) -> [B, C] { x |> recur n { Linear(C) |> tanh } }
        layer Again(n: int)(x: [B, C]) -> [B, C] { x |> recur n { remat { Linear(C) |> tanh } } }
        layer Kept()(x: [B, C]) -> [B, C] { x |> Linear(C) |> tanh |> Linear(C) |> tanh |> Linear(C) |> sigmoid }
        model Net()(image: [B, 8, 8, 1]) -> [B, 4] { %s }
        recipe Trial() {
            data d = synthetic(height = 8, width = 8, classes = 4)
                |> { (image = it.image / 128 - 1, label = it.label) } |> batch(%d)
            net n = Net()
            train 3 steps on d.train as (image, label) {
                minimize cross_entropy(n(image), label) using Sgd(lr = %s)
            }
        }
        """
            .formatted(body, BATCH, rate);
    CompiledFile file = StandardLibrary.compile(text);
    assertThat(file.diagnostics()).filteredOn(Diagnostic::isError).isEmpty();
    return file.recipe("Trial", RecipeOptions.NONE);
  }

  /** The parameters and states before and after three steps. */
  private record Trained(Map<String, double[]> before, Map<String, double[]> after) {
    static Trained of(RecipeProgram recipe, Precision precision) {
      StepGraph step = precision.of(recipe).stages().get(0).train().pass().step();
      assertThat(GraphVerifier.faults(step)).isEmpty();
      try (TensorFlowProgram program =
          TensorFlowProgram.build(
              List.of(recipe.initialize(), step), TensorFlowProgram.Settings.DEFAULT)) {
        try (Feeds none = program.feeds(recipe.initialize(), Map.of())) {
          program.run(recipe.initialize(), none);
        }
        Map<String, double[]> before = values(program, recipe);
        for (int i = 0; i < 3; i++) {
          run(program, step, i);
        }
        return new Trained(before, values(program, recipe));
      }
    }

    private static void run(TensorFlowProgram program, StepGraph step, int number) {
      Random random = new Random(number);
      try (Feeds feeds = program.feeds(step, Map.of("B", (long) BATCH))) {
        for (StepGraph.Input input : step.inputs()) {
          if (input.name().equals(StepGraph.Clock.DRAW)) {
            feeds.set(input.name(), (long) number);
          } else if (input.isClock()) {
            feeds.set(input.name(), (double) number);
          } else {
            fill(feeds, input.name(), random);
          }
        }
        program.run(step, feeds);
      }
    }

    private static void fill(Feeds feeds, String input, Random random) {
      var bytes = feeds.bytes(input);
      ElementType element = feeds.type(input).element();
      for (int at = 0; at < bytes.limit(); at += element.bytes()) {
        if (element == ElementType.F32) {
          bytes.putFloat(at, (float) random.nextGaussian());
        } else {
          bytes.putLong(at, random.nextInt(4));
        }
      }
    }

    private static Map<String, double[]> values(TensorFlowProgram program, RecipeProgram recipe) {
      Map<String, double[]> values = new LinkedHashMap<>();
      for (Variable variable : recipe.variables()) {
        if (variable.kind() == Variable.Kind.PARAMETER || variable.kind() == Variable.Kind.STATE) {
          HostTensor value = program.value(variable);
          assertThat(value.type().element()).isEqualTo(variable.type().element());
          values.put(variable.name(), value.numbers());
        }
      }
      return values;
    }
  }

  private static double distance(Map<String, double[]> a, Map<String, double[]> b) {
    double sum = 0;
    for (Map.Entry<String, double[]> entry : a.entrySet()) {
      double[] other = b.get(entry.getKey());
      for (int i = 0; i < other.length; i++) {
        sum += Math.pow(entry.getValue()[i] - other[i], 2);
      }
    }
    return Math.sqrt(sum);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image |> flatten |> Deep(3) |> Linear(4)",
        "image |> flatten |> Again(3) |> Linear(4)",
        "image |> flatten |> remat { Kept() } |> Linear(4)",
        "reshape(image, [B, 8, 8]) |> slice(2, axis = 1) { Attention(2) |> LayerNorm() } |> flatten |> Linear(4)",
        "image |> slice(2, axis = 1) { Conv2d(6, kernel = 3) |> BatchNorm() |> relu } |> flatten |> Linear(4)",
        "image |> Conv2d(6, kernel = 3) |> BatchNorm() |> relu |> Conv2d(6, kernel = 3) |> flatten |> Linear(4)"
      })
  void aTrainingMovesItsWeightsAsInF32UpToTheRounding(String body) {
    RecipeProgram recipe = recipe(body, 0.1);
    Trained single = Trained.of(recipe, Precision.F32);
    Trained mixed = Trained.of(recipe, Precision.BF16);
    assertThat(distance(mixed.before(), single.before())).isZero();
    double moved = distance(single.after(), single.before());
    assertThat(moved).isPositive();
    assertThat(distance(mixed.after(), single.after())).isLessThan(0.05 * moved).isPositive();
  }

  /** A rounding may turn the sign of an input, so that numbers agree roughly. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "image |> Conv2d(8, kernel = 3) |> BatchNorm() |> binarize(weights = SteSign, inputs = ApproxSign) { Conv2d(8, kernel = 3) } |> BatchNorm() |> flatten |> Linear(4)",
        "image |> flatten |> Linear(32) |> BatchNorm() |> binarize(weights = SteSign, inputs = SteSign) { Linear(32) } |> BatchNorm() |> Linear(4)"
      })
  void quantizersKeepTheirSurrogates(String body) {
    RecipeProgram recipe = recipe(body, 0.1);
    Trained single = Trained.of(recipe, Precision.F32);
    Trained mixed = Trained.of(recipe, Precision.BF16);
    double moved = distance(single.after(), single.before());
    assertThat(distance(mixed.after(), single.after())).isLessThan(0.5 * moved).isPositive();
    for (Map.Entry<String, double[]> value : mixed.after().entrySet()) {
      assertThat(value.getValue())
          .as(value.getKey())
          .isNotEqualTo(mixed.before().get(value.getKey()));
    }
  }

  /** The last two are loops: one of few iterations, and one that stays a loop. */
  @ParameterizedTest
  @CsvSource({
    "Kept(), remat { Kept() }",
    "recur 3 { Kept() }, recur 3 { remat { Kept() } }",
    "recur 40 { Kept() }, recur 40 { remat { Kept() } }"
  })
  void rematChangesNoBitInBf16Either(String once, String twice) {
    Trained kept = ofBlock(once);
    Trained again = ofBlock(twice);
    assertThat(again.after()).hasSameSizeAs(kept.after());
    assertThat(distance(again.before(), kept.before())).isZero();
    assertThat(distance(again.after(), kept.after())).isZero();
  }

  private static Trained ofBlock(String block) {
    return Trained.of(
        recipe("image |> flatten |> " + block + " |> Linear(4)", 0.1), Precision.BF16);
  }

  /** An update below half a unit of bf16 would be lost in a weight of bf16. */
  @Test
  void anUpdateTooSmallForBf16MovesAWeight() {
    RecipeProgram recipe = recipe("image |> flatten |> Linear(16) |> relu |> Linear(4)", 1e-5);
    Trained mixed = Trained.of(recipe, Precision.BF16);
    int small = 0;
    for (String name : mixed.before().keySet()) {
      double[] before = mixed.before().get(name);
      double[] after = mixed.after().get(name);
      for (int i = 0; i < before.length; i++) {
        double step = Math.abs(after[i] - before[i]);
        if (step > 0 && step < Math.abs(before[i]) * 0x1p-10) {
          small++;
        }
      }
    }
    assertThat(small).isGreaterThan(100);
    for (Variable variable : recipe.variables()) {
      assertThat(variable.type().element()).isNotEqualTo(ElementType.BF16);
    }
  }

  private static long halves(List<Op> ops) {
    long halves = 0;
    for (Op op : ops) {
      if (op.attributes().has("body")) {
        LoopBody body = op.attributes().body("body");
        halves += halves(body.ops());
      } else if (op.primitive() == Primitive.MATMUL) {
        halves += op.result().type().element() == ElementType.BF16 ? 1 : 0;
      }
    }
    return halves;
  }

  @Test
  void theProductsOfALongLoopAreInBf16() {
    RecipeProgram recipe = recipe("image |> flatten |> Deep(40) |> Linear(4)", 0.1);
    StepGraph step = Precision.BF16.of(recipe).stages().get(0).train().pass().step();
    boolean rolled = step.graph().ops().stream().anyMatch(op -> op.primitive() == Primitive.SCAN);
    assertThat(rolled).isTrue();
    assertThat(halves(step.graph().ops())).isPositive();
    Trained single = Trained.of(recipe, Precision.F32);
    Trained mixed = Trained.of(recipe, Precision.BF16);
    double moved = distance(single.after(), single.before());
    assertThat(distance(mixed.after(), single.after())).isLessThan(0.1 * moved);
    assertThat(Arrays.stream(mixed.after().values().iterator().next())).allMatch(Double::isFinite);
  }
}
