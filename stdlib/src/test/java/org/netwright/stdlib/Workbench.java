package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.StepFailure;
import org.netwright.tensorflow.TensorFlowProgram;

/** A model, or one step of a training, that runs on numbers of our own. */
final class Workbench implements AutoCloseable {
  private final TensorFlowProgram program;
  private final StepGraph step;
  private final List<Variable> variables;

  private Workbench(StepGraph initialize, StepGraph step, List<Variable> variables) {
    this.program =
        TensorFlowProgram.build(List.of(initialize, step), TensorFlowProgram.Settings.DEFAULT);
    this.step = step;
    this.variables = variables;
    try (Feeds none = program.feeds(initialize, Map.of())) {
      program.run(initialize, none);
    }
  }

  /** A model of functions alone, from its inputs on: {@code (x: [2]) { gelu(x) }}. */
  static Workbench model(String declaration) {
    return with("", declaration);
  }

  /** A model that uses layers of {@code std.nn}. */
  static Workbench model(String declaration, String layers) {
    return with("use std.nn.{" + layers + "}", declaration);
  }

  static Workbench with(String use, String declaration) {
    CompiledFile file = StandardLibrary.compileWhole(use + "\nmodel Bench()" + declaration + "\n");
    ModelProgram model = file.model("Bench", Map.of(), Optional.empty());
    return new Workbench(model.initialize(), model.forward(), model.variables());
  }

  /**
   * A train step of one layer of {@code std.nn} (with a factor of 1 behind it) on {@code x} of a
   * known shape; {@link #train} gives what the layer makes of it.
   */
  static Workbench training(String layer, int... shape) {
    String state = "state seen: " + Arrays.toString(shape) + " = zeros()";
    return training(
        layer, shape, Arrays.toString(shape), state, "sum(x, axis = 0)", "update seen = y");
  }

  /** The same on a batch of any size; what it makes of it shows in its states alone. */
  static Workbench trainingOnBatches(String layer, int... record) {
    String batch = Arrays.toString(record).replace("[", "[B, ");
    return training(layer, record, batch, "", "x", "");
  }

  private static Workbench training(
      String layer, int[] record, String input, String state, String x, String update) {
    String text =
        """
        use std.nn.{%s}
        model Probe()(x: %s) {
            param factor: [] = ones() as gain
            return factor * (x |> %s)
        }
        recipe Bench() {
            data d = synthetic(height = %d, width = 1, channels = 1) |> { (x = reshape(cast(it.image, f32), %s)) } |> batch(1)
            net n = Probe()
            %s
            train 1 steps on d.train as (x) {
                let y = n(%s)
                %s
                minimize mean(y) using Sgd(lr = 0.0)
            }
        }
        """
            .formatted(
                layer.substring(0, layer.indexOf('(')),
                input,
                layer,
                Arrays.stream(record).reduce(1, (a, b) -> a * b),
                Arrays.toString(record),
                state,
                x,
                update);
    RecipeProgram recipe =
        StandardLibrary.compileWhole(text).recipe("Bench", CompiledFile.RecipeOptions.NONE);
    StepGraph step = recipe.stages().get(0).train().pass().step();
    return new Workbench(recipe.initialize(), step, recipe.variables());
  }

  /** What the model makes of its inputs, in the order in which it declares them. */
  Array run(Array... inputs) {
    return array(execute(Map.of(), inputs).values().iterator().next());
  }

  /** What the layer makes of {@code x} in a train step; states move. */
  Array train(Array x) {
    execute(Map.of("B", 1L), x);
    return variable("seen");
  }

  /** A train step on a batch. */
  void trainOn(Array batch) {
    execute(Map.of("B", (long) batch.size(0)), batch);
  }

  /** The sentence with which the step ends. */
  String failure(Array... inputs) {
    try {
      execute(Map.of(), inputs);
    } catch (StepFailure failure) {
      return String.valueOf(failure.getMessage());
    }
    throw new AssertionError("the step did not fail");
  }

  private Map<String, HostTensor> execute(Map<String, Long> sizes, Array... inputs) {
    try (Feeds feeds = program.feeds(step, sizes)) {
      int next = 0;
      for (StepGraph.Input input : step.inputs()) {
        if (input.name().equals(StepGraph.Clock.DRAW)) {
          feeds.set(input.name(), 1L);
        } else if (input.isClock()) {
          feeds.set(input.name(), 0.0);
        } else {
          write(inputs[next++], feeds.bytes(input.name()), feeds.type(input.name()));
        }
      }
      assertThat(next).as("inputs that the step takes").isEqualTo(inputs.length);
      return program.run(step, feeds);
    }
  }

  private static void write(Array array, ByteBuffer bytes, TensorType type) {
    assertThat(array.numbers()).hasSize((int) type.shape().elements().known());
    put(bytes, type.element(), array.numbers());
  }

  /** Writes numbers in an element type. */
  static void put(ByteBuffer bytes, ElementType element, double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      put(bytes, element, i, numbers[i]);
    }
  }

  private static void put(ByteBuffer bytes, ElementType element, int i, double number) {
    switch (element) {
      case BOOL, U8 -> bytes.put(i, (byte) number);
      case I32 -> bytes.putInt(4 * i, (int) number);
      case I64 -> bytes.putLong(8 * i, (long) number);
      case BF16 -> bytes.putShort(2 * i, Bfloat16.bits(number));
      case F32 -> bytes.putFloat(4 * i, (float) number);
      case F64 -> bytes.putDouble(8 * i, number);
    }
  }

  private static Array array(HostTensor tensor) {
    Shape shape = tensor.type().shape();
    int[] sizes = Arrays.stream(shape.known()).mapToInt(Math::toIntExact).toArray();
    return new Array(sizes, tensor.numbers());
  }

  // ---- variables

  /** The paths of all parameters and states, without the net. */
  List<String> paths() {
    return kept().map(Variable::path).toList();
  }

  /** How many numbers the parameters hold. */
  long parameters() {
    return kept()
        .filter(v -> v.kind() == Variable.Kind.PARAMETER)
        .mapToLong(v -> v.type().shape().elements().known())
        .sum();
  }

  private java.util.stream.Stream<Variable> kept() {
    return variables.stream()
        .filter(v -> v.kind() == Variable.Kind.PARAMETER || v.kind() == Variable.Kind.STATE);
  }

  private Variable named(String path) {
    return variables.stream()
        .filter(v -> v.path().equals(path) || v.name().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new AssertionError(
                    path
                        + " is none of "
                        + variables.stream()
                            .map(Variable::name)
                            .collect(Collectors.joining(", "))));
  }

  Array variable(String path) {
    return array(program.value(named(path)));
  }

  void assign(String path, Array value) {
    Variable variable = named(path);
    HostTensor tensor = HostTensor.allocate(variable.type());
    write(value, tensor.bytes(), variable.type());
    program.assign(variable, tensor);
  }

  /** Gives a variable normal draws and returns them as f32 holds them. */
  Array randomize(String path, long seed) {
    int[] shape =
        Arrays.stream(named(path).type().shape().known()).mapToInt(Math::toIntExact).toArray();
    assign(path, Array.random(seed, shape));
    return variable(path);
  }

  @Override
  public void close() {
    program.close();
  }

  // ---- comparison

  /** Equal shapes, and numbers that differ by at most {@code within}, relative above 1. */
  static void assertClose(Array actual, Array expected, double within) {
    assertThat(actual.shape()).containsExactly(expected.shape());
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < expected.numbers().length; i++) {
      double a = actual.numbers()[i];
      double e = expected.numbers()[i];
      if (a != e && !(Math.abs(a - e) <= within * Math.max(1, Math.abs(e)))) {
        differences.add("[" + i + "] is " + a + ", expected " + e);
      }
    }
    assertThat(differences).isEmpty();
  }
}
