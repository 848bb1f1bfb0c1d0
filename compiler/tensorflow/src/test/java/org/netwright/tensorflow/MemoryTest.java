package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/** A native tensor that is not closed is never freed; the resident set shows it. */
class MemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final TensorType TYPE = Trial.f32(256, 256); // 256 KiB
  private static final Variable WEIGHT = Trial.variable("weight", TYPE);

  /** Resident memory outside the Java heap. */
  private static long residentKib() throws Exception {
    return rssKib() - Runtime.getRuntime().totalMemory() / 1024;
  }

  private static long rssKib() throws Exception {
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static StepGraph step() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", TYPE);
    Value sum = graph.add(graph.read(WEIGHT), x);
    graph.write(WEIGHT, sum);
    graph.finite(sum);
    graph.output("sum", sum);
    return graph.build("grow");
  }

  private static void run(TensorFlowProgram program, StepGraph step, Feeds feeds, int times) {
    for (int i = 0; i < times; i++) {
      program.run(step, feeds);
    }
  }

  private static void steadyOver(int times) throws Exception {
    assumeTrue(Files.exists(STATUS), "only Linux tells the resident set");
    StepGraph step = step();
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      program.assign(WEIGHT, HostTensor.allocate(TYPE));
      run(program, step, feeds, 300);
      long before = residentKib();
      run(program, step, feeds, times);
      long perRun = 256L * times; // had each run left one tensor behind
      assertThat(residentKib() - before).isLessThan(perRun / 4);
    }
  }

  @Test
  void twoThousandRunsLeaveNoTensorBehind() throws Exception {
    steadyOver(2000);
  }

  @Test
  @Tag("bench")
  void fortyThousandRunsLeaveNoTensorBehind() throws Exception {
    steadyOver(40_000);
  }

  @Test
  void programsThatAreClosedAreGone() throws Exception {
    assumeTrue(Files.exists(STATUS), "only Linux tells the resident set");
    builds(5);
    long before = residentKib();
    builds(40);
    assertThat(residentKib() - before).isLessThan(40 * 4 * 256L);
  }

  /** Each program holds its variable, feeds and result: more than 1 MiB. */
  private static void builds(int times) {
    for (int i = 0; i < times; i++) {
      StepGraph step = step();
      try (TensorFlowProgram program =
              TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
          Feeds feeds = program.feeds(step, Map.of())) {
        program.assign(WEIGHT, HostTensor.allocate(TYPE));
        run(program, step, feeds, 2);
      }
    }
  }
}
