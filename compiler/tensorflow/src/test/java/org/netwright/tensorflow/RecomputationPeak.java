package org.netwright.tensorflow;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/**
 * A process of its own that trains one step of a deep stack and prints its peak of resident memory
 * in KiB and the sum of a gradient. A process has one peak, so each way needs its own.
 */
final class RecomputationPeak {
  static final int BLOCKS = 24;
  private static final TensorType FLOWING = Trial.f32(4096, 512); // 8 MiB
  private static final Variable KERNEL = Trial.variable("kernel", Trial.f32(512, 512));

  private static final Variable START = Trial.variable("start", Trial.f32(1, 512));

  private RecomputationPeak() {}

  /** Argument {@code remat}: every block is a region of its own. */
  public static void main(String[] arguments) throws Exception {
    StepGraph step = step(arguments[0].equals("remat"));
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      HostTensor kernel = HostTensor.allocate(KERNEL.type());
      for (int i = 0; i < 512; i++) {
        kernel.bytes().putFloat(4 * (512 * i + i), 1.25f);
      }
      program.assign(KERNEL, kernel);
      program.assign(START, HostTensor.allocate(START.type()));
      double sum = program.run(step, feeds).get("sum").numbers()[0];
      System.out.println(peakKib() + " " + sum);
    }
  }

  private static StepGraph step(boolean remat) {
    StepBuilder graph = new StepBuilder();
    Value index = graph.cast(graph.range(FLOWING.shape().dim(0)), ElementType.F32);
    Value column = graph.reshape(index, Trial.shape(4096, 1));
    Value start = graph.read(START);
    Value x = graph.add(graph.multiply(column, 1e-3), start);
    Value kernel = graph.read(KERNEL);
    for (int i = 0; i < BLOCKS; i++) {
      Value from = x;
      x =
          remat
              ? graph.inRegion(
                  Optional.of(new Region(graph.region())), () -> block(graph, from, kernel))
              : block(graph, from, kernel);
    }
    Value loss = graph.mean(graph.square(x));
    Value slope = Differentiation.gradients(graph, loss, List.of(kernel)).get(0).orElseThrow();
    graph.output("sum", graph.sum(slope));
    return graph.build("step");
  }

  /** Four results whose derivatives read them. */
  private static Value block(StepBuilder graph, Value x, Value kernel) {
    Value y = graph.tanh(graph.matmul(x, kernel));
    Value z = graph.sigmoid(graph.square(y));
    return graph.tanh(graph.add(z, graph.multiply(y, z)));
  }

  private static long peakKib() throws Exception {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
