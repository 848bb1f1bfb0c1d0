package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Loops that run while a step runs. */
class LoopNumbersTest {
  private interface Iteration {
    Value next(StepBuilder graph, Value index, Value flowing);
  }

  private static Value loop(StepBuilder graph, Value count, Value start, Iteration iteration) {
    StepBuilder inside = graph.iteration();
    Value flowing = inside.parameter(start.type());
    Value next = iteration.next(inside, inside.parameters().get(0), flowing);
    return graph.loop(count, List.of(start), inside, List.of(next), Optional.empty()).get(0);
  }

  @Test
  void theCountMayBeFed() {
    Trial trial = new Trial();
    Value count = trial.in(Trial.type(ElementType.I32), 4);
    Value x = trial.vector(1, 2);
    Value y =
        loop(
            trial.graph,
            count,
            x,
            (g, i, v) -> g.add(g.multiply(v, 2), g.cast(i, ElementType.F32)));
    assertThat(trial.run(y)).containsExactly(27, 43);
  }

  @Test
  void itStopsAfterTheIterationThatAnswersYes() {
    Trial trial = new Trial();
    Value x = trial.vector(1);
    StepBuilder inside = trial.graph.iteration();
    Value flowing = inside.parameter(x.type());
    Value next = inside.multiply(flowing, 3);
    Value stop = inside.all(inside.less(inside.constant(20), next));
    Value y =
        trial
            .graph
            .loop(
                trial.graph.size(Dim.of(100)), List.of(x), inside, List.of(next), Optional.of(stop))
            .get(0);
    assertThat(trial.run(y)).containsExactly(27);
  }

  @Test
  void sizesAndValuesFromOutsideAreThereInside() {
    Trial trial = new Trial();
    Dim width = trial.free("W", 3);
    Dim rows = trial.free("N", 2);
    Value x = trial.in(TensorType.f32(Shape.of(width)), 1, 2, 3);
    Value k = trial.in(TensorType.f32(Shape.of(rows)), 1, 2);
    Value y =
        loop(
            trial.graph,
            trial.graph.size(rows),
            x,
            (g, i, v) ->
                loop(
                    g,
                    g.size(width),
                    v,
                    (h, j, w) -> {
                      Value grown = h.add(w, h.sum(k));
                      Value size = h.cast(h.size(width.times(rows)), ElementType.F32);
                      return h.add(grown, h.multiply(size, h.cast(j, ElementType.F32)));
                    }));
    // twice: three times 3, and 6 · (0 + 1 + 2)
    assertThat(trial.run(y)).containsExactly(55, 56, 57);
  }

  @Test
  void variablesAreReadInside() {
    Variable kernel = Trial.variable("kernel", Trial.f32(2, 2));
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", Trial.f32(1, 2));
    Value y = loop(graph, graph.size(Dim.of(3)), x, (g, i, v) -> g.matmul(v, g.read(kernel)));
    graph.output("y", y);
    graph.write(kernel, graph.multiply(graph.read(kernel), 2));
    StepGraph step = graph.build("step");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      HostTensor swap = HostTensor.allocate(kernel.type());
      swap.bytes().putFloat(4, 1).putFloat(8, 2);
      program.assign(kernel, swap);
      Trial.fill(feeds, "x", 1, 10);
      assertThat(program.run(step, feeds).get("y").numbers()).containsExactly(40, 2);
      assertThat(program.run(step, feeds).get("y").numbers()).containsExactly(320, 16);
    }
  }

  @Test
  void iterationsAndStepsDrawApartAndTheSameAgain() {
    StepBuilder graph = new StepBuilder();
    Value counter = graph.input("now.draw", new TensorType(ElementType.I64, Shape.SCALAR));
    graph.draws(origin -> DrawKeys.key(0, "here"), counter);
    Value start = graph.fill(0, Trial.f32(4));
    Value four = graph.size(Dim.of(4));
    Value draws =
        loop(
            graph,
            four,
            start,
            (g, i, v) -> {
              Value here = g.equal(g.range(Dim.of(4)), i);
              return g.select(here, g.randomUniform(Shape.SCALAR), v);
            });
    graph.output("draws", draws);
    StepGraph step = graph.build("step");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      feeds.set("now.draw", 0L);
      double[] first = program.run(step, feeds).get("draws").numbers();
      feeds.set("now.draw", 1L);
      double[] second = program.run(step, feeds).get("draws").numbers();
      feeds.set("now.draw", 0L);
      double[] again = program.run(step, feeds).get("draws").numbers();
      assertThat(again).containsExactly(first);
      assertThat(
              java.util.stream.DoubleStream.concat(
                      java.util.Arrays.stream(first), java.util.Arrays.stream(second))
                  .distinct()
                  .count())
          .isEqualTo(8);
    }
  }

  @Test
  void aCheckInsideEndsTheStepAtItsLine() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", Trial.f32(2));
    Span line = new Span("model.net", 7, 3, 7, 9);
    Value y =
        loop(
            graph,
            graph.size(Dim.of(5)),
            x,
            (g, i, v) ->
                g.within(
                    new Origin(line, "m", false),
                    () -> g.check(g.add(v, 1), g.less(v, g.constant(3)), "too large")));
    graph.output("y", y);
    StepGraph step = graph.build("step");
    try (TensorFlowProgram program =
            TensorFlowProgram.build(List.of(step), TensorFlowProgram.Settings.DEFAULT);
        Feeds feeds = program.feeds(step, Map.of())) {
      Trial.fill(feeds, "x", -3, -4);
      assertThat(program.run(step, feeds).get("y").numbers()).containsExactly(2, 1);
      Trial.fill(feeds, "x", 0, 0);
      StepFailure failure = catchThrowableOfType(StepFailure.class, () -> program.run(step, feeds));
      assertThat(failure.kind()).isEqualTo(StepFailure.Kind.CHECK);
      assertThat(failure).hasMessage("too large");
      assertThat(failure.origin().span()).isEqualTo(line);
    }
  }

  /** h ← 2 · h + part, gathering h + number; over three parts, there or back. */
  private static StepGraph scan(boolean reverse) {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", Trial.f32(2));
    Value parts = graph.input("parts", Trial.f32(3, 2));
    StepBuilder inside = graph.iteration();
    Value number = inside.cast(inside.parameters().get(0), ElementType.F32);
    Value flowing = inside.parameter(x.type());
    Value part = inside.parameter(x.type());
    Value next = inside.add(inside.multiply(flowing, 2), part);
    List<Value> results =
        graph.scan(
            3,
            reverse,
            List.of(x),
            List.of(parts),
            inside,
            List.of(next),
            List.of(inside.add(next, number)));
    graph.output("last", results.get(0));
    graph.output("gathered", results.get(1));
    graph.output("given", results.get(2));
    return graph.build("scan." + reverse);
  }

  @Test
  void aScanGathersInTheOrderOfItsPartsAndEachRunHasSpaceOfItsOwn() {
    StepGraph there = scan(false);
    StepGraph back = scan(true);
    try (TensorFlowProgram program =
        TensorFlowProgram.build(List.of(there, back), TensorFlowProgram.Settings.DEFAULT)) {
      for (int run = 0; run < 2; run++) {
        Map<String, HostTensor> results = run(program, there);
        assertThat(results.get("last").numbers()).containsExactly(19, 26);
        assertThat(results.get("gathered").numbers()).containsExactly(3, 4, 8, 11, 21, 28);
        assertThat(results.get("given").numbers()).containsExactly(1, 1, 3, 4, 7, 10);
        Map<String, HostTensor> reversed = run(program, back);
        assertThat(reversed.get("last").numbers()).containsExactly(31, 38);
        assertThat(reversed.get("gathered").numbers()).containsExactly(31, 38, 16, 19, 9, 10);
        assertThat(reversed.get("given").numbers()).containsExactly(15, 18, 7, 8, 1, 1);
      }
    }
  }

  private static Map<String, HostTensor> run(TensorFlowProgram program, StepGraph step) {
    try (Feeds feeds = program.feeds(step, Map.of())) {
      Trial.fill(feeds, "x", 1, 1);
      Trial.fill(feeds, "parts", 1, 2, 1, 2, 5, 6);
      return program.run(step, feeds);
    }
  }

  @Test
  void whatAwaitsIsTheSameValue() {
    Trial trial = new Trial();
    Value x = trial.vector(1, 2);
    Value late = trial.op(Primitive.AWAIT, Attributes.NONE, x, trial.graph.exp(x));
    assertThat(trial.run(late)).containsExactly(1, 2);
  }
}
