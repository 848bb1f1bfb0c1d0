package org.netwright.tensorflow;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;

/**
 * Computes the numbers that {@code check close}, {@code equal} and {@code trains} ask for: a
 * program of two steps that is gone afterwards. Clocks that are not given stand at 0.
 */
public final class TensorFlowNumbers implements CompiledFile.NumberRunner {
  private final TensorFlowProgram.Settings settings;

  public TensorFlowNumbers(TensorFlowProgram.Settings settings) {
    this.settings = settings;
  }

  @Override
  public Map<String, double[]> run(
      StepGraph initialize, StepGraph step, Map<String, double[]> inputs) {
    try (TensorFlowProgram program = TensorFlowProgram.build(List.of(initialize, step), settings);
        Feeds none = program.feeds(initialize, Map.of());
        Feeds feeds = program.feeds(step, sizes(step, inputs))) {
      program.run(initialize, none);
      for (StepGraph.Input input : step.inputs()) {
        double[] numbers = inputs.get(input.name());
        if (numbers != null) {
          fill(feeds, input.name(), numbers);
        } else if (!input.isClock()) {
          throw new IllegalArgumentException(
              "step " + step.name() + " must get its input " + input.name());
        }
      }
      Map<String, double[]> outputs = new LinkedHashMap<>();
      program.run(step, feeds).forEach((name, tensor) -> outputs.put(name, tensor.numbers()));
      return outputs;
    }
  }

  /** The size of each free dim, from the count of numbers of the inputs that have it. */
  private static Map<String, Long> sizes(StepGraph step, Map<String, double[]> inputs) {
    Map<String, Long> sizes = new HashMap<>();
    Map<String, Dim> known = new HashMap<>();
    boolean found = true;
    while (found) {
      found = false;
      for (StepGraph.Input input : step.inputs()) {
        double[] numbers = inputs.get(input.name());
        Dim elements = input.type().shape().substitute(known).elements();
        Set<String> free = new LinkedHashSet<>(elements.names());
        if (numbers == null || free.size() != 1) {
          continue;
        }
        String name = free.iterator().next();
        Dim each = elements.dividedBy(Dim.named(name)).orElse(elements);
        if (each.isKnown() && each.known() > 0) {
          sizes.put(name, numbers.length / each.known());
          known.put(name, Dim.of(numbers.length / each.known()));
          found = true;
        }
      }
    }
    return sizes;
  }

  private static void fill(Feeds feeds, String input, double[] numbers) {
    ElementType element = feeds.type(input).element();
    ByteBuffer bytes = feeds.bytes(input);
    if (bytes.limit() != (long) numbers.length * element.bytes()) {
      throw new IllegalArgumentException(
          "input "
              + input
              + " must get as many numbers as "
              + feeds.type(input)
              + " holds, not "
              + numbers.length);
    }
    for (int i = 0; i < numbers.length; i++) {
      put(bytes, element, i, numbers[i]);
    }
  }

  private static void put(ByteBuffer bytes, ElementType element, int i, double number) {
    switch (element) {
      case BOOL -> bytes.put(i, (byte) (number != 0 ? 1 : 0));
      case U8 -> bytes.put(i, (byte) (int) number);
      case I32 -> bytes.putInt(4 * i, (int) number);
      case I64 -> bytes.putLong(8 * i, (long) number);
      case BF16 -> bytes.putShort(2 * i, Bfloat16.bits(number));
      case F32 -> bytes.putFloat(4 * i, (float) number);
      case F64 -> bytes.putDouble(8 * i, number);
    }
  }
}
