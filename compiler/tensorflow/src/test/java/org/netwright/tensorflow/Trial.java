package org.netwright.tensorflow;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * One step with its inputs, built and run for a test. Everything is fed, so that nothing is folded
 * away before it runs.
 */
final class Trial {
  final StepBuilder graph = new StepBuilder();
  private final Map<String, double[]> feeds = new LinkedHashMap<>();
  private final Map<String, Long> sizes = new LinkedHashMap<>();

  static Shape shape(long... sizes) {
    return Shape.of(sizes);
  }

  static TensorType f32(long... sizes) {
    return TensorType.f32(Shape.of(sizes));
  }

  static TensorType type(ElementType element, long... sizes) {
    return new TensorType(element, Shape.of(sizes));
  }

  static Variable variable(String path, TensorType type) {
    return new Variable(
        "", path, type, Variable.Kind.PARAMETER, "kernel", Variable.Storage.REAL, Span.NONE);
  }

  /** Numbers of about unit size that repeat from run to run. */
  static double[] noise(long seed, TensorType type) {
    Random random = new Random(seed);
    double[] numbers = new double[Math.toIntExact(type.shape().elements().known())];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  Value in(TensorType type, double... numbers) {
    String name = "in" + feeds.size();
    feeds.put(name, numbers);
    return graph.input(name, type);
  }

  Value vector(double... numbers) {
    return in(f32(numbers.length), numbers);
  }

  Value noisy(long seed, TensorType type) {
    return in(type, noise(seed, type));
  }

  /** Gives a free dim of the inputs its size. */
  Dim free(String name, long size) {
    sizes.put(name, size);
    return Dim.named(name);
  }

  Value op(Primitive primitive, Attributes attributes, Value... operands) {
    return graph.apply(primitive, attributes, List.of(operands)).get(0);
  }

  Value op(Primitive primitive, Value... operands) {
    return op(primitive, Attributes.NONE, operands);
  }

  /** The elements of a value. */
  double[] run(Value value) {
    return result(value).numbers();
  }

  HostTensor result(Value value) {
    graph.output("result", value);
    HostTensor result = runAll().get("result");
    if (result == null) {
      throw new AssertionError("no result");
    }
    return result;
  }

  Map<String, HostTensor> runAll() {
    StepGraph step = graph.build("trial");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds fed = program.feeds(step, sizes)) {
      fill(step, fed);
      return program.run(step, fed);
    }
  }

  void fill(StepGraph step, Feeds fed) {
    for (StepGraph.Input input : step.inputs()) {
      fill(fed, input.name(), feeds.get(input.name()));
    }
  }

  static void fill(Feeds feeds, String input, double... numbers) {
    ElementType element = feeds.type(input).element();
    ByteBuffer bytes = feeds.bytes(input);
    if (bytes.limit() != numbers.length * element.bytes()) {
      throw new AssertionError(feeds.type(input) + " does not take " + numbers.length + " numbers");
    }
    for (int i = 0; i < numbers.length; i++) {
      put(bytes, element, i, numbers[i]);
    }
  }

  private static void put(ByteBuffer bytes, ElementType element, int i, double number) {
    switch (element) {
      case BOOL, U8 -> bytes.put(i, (byte) (int) number);
      case I32 -> bytes.putInt(4 * i, (int) number);
      case I64 -> bytes.putLong(8 * i, (long) number);
      case BF16 -> bytes.putShort(2 * i, Bfloat16.bits(number));
      case F32 -> bytes.putFloat(4 * i, (float) number);
      case F64 -> bytes.putDouble(8 * i, number);
    }
  }

  static HostTensor host(TensorType type, double... numbers) {
    HostTensor tensor = HostTensor.allocate(type);
    for (int i = 0; i < numbers.length; i++) {
      put(tensor.bytes(), type.element(), i, numbers[i]);
    }
    return tensor;
  }
}
