package org.netwright.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.netwright.spi.graph.Primitive.ADAM_UPDATE;
import static org.netwright.spi.graph.Primitive.LOG;
import static org.netwright.spi.graph.Primitive.MOMENTUM_UPDATE;
import static org.netwright.spi.graph.Primitive.READ;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class TensorFlowProgramTest {
  private static final TensorType PAIR = Trial.f32(2);
  private static final Variable WEIGHT = Trial.variable("stage[0].weight", PAIR);

  private static Origin line(int line) {
    return new Origin(new Span("net.net", line, 3, line, 9), "stage[0]", false);
  }

  private static TensorFlowProgram program(StepGraph... steps) {
    return TensorFlowProgram.build(List.of(steps), TensorFlowProgram.Settings.DEFAULT);
  }

  /** weight ← weight + x. */
  private static StepGraph addStep(String name) {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", PAIR);
    Value before = graph.read(WEIGHT);
    graph.write(WEIGHT, graph.add(before, x));
    graph.output("before", before);
    return graph.build(name);
  }

  @Test
  void aStepReadsWhatStoodBeforeAndWritesWhatStandsAfter() {
    StepGraph step = addStep("add");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      program.assign(WEIGHT, Trial.host(PAIR, 1, 2));
      Trial.fill(feeds, "x", 10, 20);
      assertThat(program.run(step, feeds).get("before").numbers()).containsExactly(1, 2);
      assertThat(program.value(WEIGHT).numbers()).containsExactly(11, 22);
      assertThat(program.run(step, feeds).get("before").numbers()).containsExactly(11, 22);
      assertThat(program.value(WEIGHT).numbers()).containsExactly(21, 42);
    }
  }

  @Test
  void aVariableOfTwoStepsIsOne() {
    StepGraph first = addStep("first");
    StepGraph second = addStep("second");
    try (TensorFlowProgram program = program(first, second);
        Feeds one = program.feeds(first, Map.of());
        Feeds two = program.feeds(second, Map.of())) {
      program.assign(WEIGHT, Trial.host(PAIR, 0, 0));
      Trial.fill(one, "x", 1, 1);
      Trial.fill(two, "x", 5, 7);
      program.run(first, one);
      assertThat(program.run(second, two).get("before").numbers()).containsExactly(1, 1);
      assertThat(program.value(WEIGHT).numbers()).containsExactly(6, 8);
    }
  }

  @Test
  void variablesOfTwoProgramsAreApart() {
    StepGraph step = addStep("add");
    try (TensorFlowProgram first = program(step);
        TensorFlowProgram second = program(step)) {
      first.assign(WEIGHT, Trial.host(PAIR, 1, 1));
      second.assign(WEIGHT, Trial.host(PAIR, 9, 9));
      assertThat(first.value(WEIGHT).numbers()).containsExactly(1, 1);
    }
  }

  @Test
  void aVariableThatIsSetToAFeedDoesNotChangeWithTheFeed() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", Trial.f32(1, 2));
    graph.write(WEIGHT, graph.reshape(x, Shape.of(2)));
    StepGraph step = graph.build("set");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      Trial.fill(feeds, "x", 3, 4);
      program.run(step, feeds);
      Trial.fill(feeds, "x", 8, 9);
      assertThat(program.value(WEIGHT).numbers()).containsExactly(3, 4);
    }
  }

  @Test
  void valuesMoveInOneGo() {
    Variable other = Trial.variable("other", Trial.type(ElementType.I64, 2));
    StepBuilder graph = new StepBuilder();
    graph.output("sum", graph.add(graph.read(WEIGHT), graph.read(other)));
    StepGraph step = graph.build("sum");
    try (TensorFlowProgram program = program(step)) {
      program.assignAll(
          Map.of(
              WEIGHT,
              Trial.host(PAIR, 1, 2),
              other,
              Trial.host(Trial.type(ElementType.I64, 2), 1L << 40, -3)));
      Map<Variable, HostTensor> values = program.values(List.of(other, WEIGHT));
      assertThat(values.get(WEIGHT).numbers()).containsExactly(1, 2);
      assertThat(values.get(other).numbers()).containsExactly(1L << 40, -3);
      assertThatThrownBy(() -> program.assign(WEIGHT, Trial.host(Trial.f32(3), 1, 2, 3)))
          .hasMessageContaining("must get a value of [2], not [3]");
    }
  }

  // ---- failures

  /** weight ← weight + x while x is below 10. */
  private static StepGraph checkedStep() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", PAIR);
    graph.at(line(7));
    Value checked = graph.check(x, graph.less(x, graph.constant(10)), "x must be below 10");
    graph.at(line(8));
    graph.write(WEIGHT, graph.add(graph.read(WEIGHT), checked));
    graph.output("x", x);
    return graph.build("checked");
  }

  @Test
  void aCheckThatFailsSaysItsMessageAtItsLineAndWritesNothing() {
    StepGraph step = checkedStep();
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      program.assign(WEIGHT, Trial.host(PAIR, 1, 2));
      Trial.fill(feeds, "x", 5, 11);
      StepFailure failure = catchThrowableOfType(StepFailure.class, () -> program.run(step, feeds));
      assertThat(failure.kind()).isEqualTo(StepFailure.Kind.CHECK);
      assertThat(failure).hasMessage("x must be below 10");
      assertThat(failure.origin()).isEqualTo(line(7));
      assertThat(program.value(WEIGHT).numbers()).containsExactly(1, 2);
      Trial.fill(feeds, "x", 5, 6);
      program.run(step, feeds);
      assertThat(program.value(WEIGHT).numbers()).containsExactly(6, 8);
    }
  }

  /** A training whose loss is Σ log(weight · x), with Adam in place and a composed write. */
  private static StepGraph lossStep(Variable composed) {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", PAIR);
    graph.at(line(20));
    Value weight = graph.read(WEIGHT);
    graph.at(line(21));
    Value product = graph.multiply(weight, x);
    graph.at(line(22));
    Value log = graph.apply(LOG, Attributes.NONE, List.of(product)).get(0);
    graph.at(line(23));
    Value loss = graph.sum(log);
    graph.finite(loss);
    graph.output("loss", loss);
    Variable m = Trial.variable("m", PAIR);
    Variable v = Trial.variable("v", PAIR);
    List<Value> update =
        graph.apply(
            ADAM_UPDATE,
            Attributes.of("beta1", 0.9, "beta2", 0.99, "eps", 1e-8),
            List.of(
                weight,
                graph.read(m),
                graph.read(v),
                log,
                graph.constant(0.1),
                graph.constant(0.9),
                graph.constant(0.99)));
    graph.write(WEIGHT, update.get(0));
    graph.write(m, update.get(1));
    graph.write(v, update.get(2));
    graph.write(composed, graph.add(graph.read(composed), x));
    return graph.build("train");
  }

  @Test
  void aLossThatIsNotFiniteWritesNothingAndIsLocated() {
    Variable composed = Trial.variable("sum", PAIR);
    StepGraph step = lossStep(composed);
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      for (Variable variable : step.reads().keySet()) {
        program.assign(variable, Trial.host(PAIR, 1, 2));
      }
      Trial.fill(feeds, "x", 1, -1);
      StepFailure failure = catchThrowableOfType(StepFailure.class, () -> program.run(step, feeds));
      assertThat(failure.kind()).isEqualTo(StepFailure.Kind.NON_FINITE);
      assertThat(failure).hasMessage("step train: the result of sum is not finite");
      assertThat(failure.origin()).isEqualTo(line(23));
      for (Variable variable : step.reads().keySet()) {
        assertThat(program.value(variable).numbers()).containsExactly(1, 2);
      }

      TensorFlowProgram.NonFinite found = program.locateNonFinite(step, feeds).orElseThrow();
      assertThat(found.op().primitive()).isEqualTo(LOG);
      assertThat(found.op().origin()).isEqualTo(line(22));
      assertThat(found.what()).isEqualTo("NaN");
      assertThat(found.operandShapes()).containsExactly(Shape.of(2));

      Trial.fill(feeds, "x", 1, 0);
      assertThat(program.locateNonFinite(step, feeds).orElseThrow().what()).isEqualTo("inf");
      Trial.fill(feeds, "x", 1, 1);
      assertThat(program.locateNonFinite(step, feeds)).isEmpty();
      program.run(step, feeds);
      assertThat(program.value(composed).numbers()).containsExactly(2, 3);
      assertThat(program.value(WEIGHT).number(1)).isNotEqualTo(2);
    }
  }

  @Test
  void anOutputOfAVariableThatIsUpdatedInPlaceIsTheOldValue() {
    StepBuilder graph = new StepBuilder();
    Value weight = graph.read(WEIGHT);
    Variable buffer = Trial.variable("buffer", PAIR);
    List<Value> update =
        graph.apply(
            MOMENTUM_UPDATE,
            Attributes.of("momentum", 0.0, "nesterov", false),
            List.of(weight, graph.read(buffer), graph.input("g", PAIR), graph.constant(1)));
    graph.write(WEIGHT, update.get(0));
    graph.write(buffer, update.get(1));
    graph.output("before", weight);
    StepGraph step = graph.build("momentum");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      program.assignAll(Map.of(WEIGHT, Trial.host(PAIR, 1, 2), buffer, Trial.host(PAIR, 0, 0)));
      Trial.fill(feeds, "g", 10, 20);
      for (int i = 0; i < 20; i++) {
        assertThat(program.run(step, feeds).get("before").numbers())
            .containsExactly(1 - 10 * i, 2 - 20 * i);
      }
      assertThat(program.value(WEIGHT).numbers()).containsExactly(-199, -398);
    }
  }

  @Test
  void aTensorThatNoMemoryHoldsIsAFailureOfMemory() {
    StepBuilder graph = new StepBuilder();
    graph.at(line(40));
    long size = 1L << 24;
    Value wide = graph.broadcast(graph.input("x", Trial.f32()), Shape.of(size, size));
    graph.output("sum", graph.sum(graph.sqrt(wide)));
    StepGraph step = graph.build("wide");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      assertThatThrownBy(() -> program.run(step, feeds))
          .isInstanceOfSatisfying(
              StepFailure.class,
              failure -> {
                assertThat(failure.kind()).isEqualTo(StepFailure.Kind.MEMORY);
                assertThat(failure.origin()).isEqualTo(line(40));
              })
          .hasMessageContaining("step wide does not fit into memory");
    }
  }

  @Test
  void aVariableOrAnInputThatIsNotFiniteIsNamedItself() {
    StepGraph step = lossStep(Trial.variable("sum", PAIR));
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      for (Variable variable : step.reads().keySet()) {
        program.assign(variable, Trial.host(PAIR, 1, 2));
      }
      program.assign(WEIGHT, Trial.host(PAIR, Double.NaN, 2));
      Trial.fill(feeds, "x", 1, 1);
      TensorFlowProgram.NonFinite found = program.locateNonFinite(step, feeds).orElseThrow();
      assertThat(found.op().primitive()).isEqualTo(READ);
      assertThat(found.op().attributes().text("variable")).isEqualTo(WEIGHT.name());
      program.assign(WEIGHT, Trial.host(PAIR, 1, 2));
      Trial.fill(feeds, "x", 1, Double.POSITIVE_INFINITY);
      found = program.locateNonFinite(step, feeds).orElseThrow();
      assertThat(found.op().attributes().text("name")).isEqualTo("x");
      assertThat(found.what()).isEqualTo("inf");
    }
  }

  @Test
  void anInfinityThatTheProgramAsksForIsNotBlamed() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", Trial.f32(2, 2));
    Value mask = graph.less(x, graph.constant(0));
    graph.at(line(3));
    Value masked = graph.select(mask, graph.constant(Double.NEGATIVE_INFINITY), x);
    graph.at(line(4));
    graph.output("weights", graph.softmax(masked));
    StepGraph step = graph.build("mask");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      Trial.fill(feeds, "x", 1, -1, 2, 3);
      assertThat(program.locateNonFinite(step, feeds)).isEmpty();
      Trial.fill(feeds, "x", -1, -1, 2, 3);
      TensorFlowProgram.NonFinite found = program.locateNonFinite(step, feeds).orElseThrow();
      assertThat(found.op().origin()).isEqualTo(line(4));
      assertThat(found.what()).isEqualTo("NaN");
    }
  }

  @Test
  void aFailureBesideTheWritesKeepsThemBackToo() {
    StepBuilder graph = new StepBuilder();
    Value index = graph.input("index", Trial.type(ElementType.I32));
    Value weight = graph.read(WEIGHT);
    graph.write(WEIGHT, graph.add(weight, 1));
    graph.at(line(30));
    graph.output("row", graph.gather(weight, index, 0, 0));
    StepGraph step = graph.build("beside");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      program.assign(WEIGHT, Trial.host(PAIR, 1, 2));
      Trial.fill(feeds, "index", 5);
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> program.run(step, feeds))
            .isInstanceOfSatisfying(
                StepFailure.class, f -> assertThat(f.origin()).isEqualTo(line(30)))
            .hasMessageContaining("5 is not in [0, 2)");
      }
      assertThat(program.value(WEIGHT).numbers()).containsExactly(1, 2);
    }
  }

  @Test
  void aVariableWithoutAValueFailsAtTheLineThatReadsIt() {
    StepGraph step = addStep("add");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      assertThatThrownBy(() -> program.run(step, feeds))
          .isInstanceOf(StepFailure.class)
          .hasMessageContaining("variable stage[0].weight");
    }
  }

  // ---- feeds

  @Test
  void feedsKnowTheirTypesAndSayWhatIsMissing() {
    StepBuilder graph = new StepBuilder();
    Dim batch = Dim.named("B");
    Value x = graph.input("x", TensorType.f32(Shape.of(batch, Dim.of(2))));
    Value now = graph.input(StepGraph.Clock.STEP, Trial.f32());
    Value draw = graph.input(StepGraph.Clock.DRAW, Trial.type(ElementType.I64));
    graph.output("sum", graph.add(graph.sum(x), now));
    graph.output("draw", draw);
    StepGraph step = graph.build("feeds");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of("B", 3L))) {
      assertThat(feeds.type("x")).isEqualTo(Trial.f32(3, 2));
      assertThat(feeds.bytes("x").isDirect()).isTrue();
      assertThat(feeds.bytes("x").limit()).isEqualTo(24);
      Trial.fill(feeds, "x", 1, 2, 3, 4, 5, 6);
      feeds.set(StepGraph.Clock.STEP, 0.5);
      feeds.set(StepGraph.Clock.DRAW, 1L << 50);
      Map<String, HostTensor> results = program.run(step, feeds);
      assertThat(results.get("sum").numbers()).containsExactly(21.5);
      assertThat(results.get("draw").bytes().getLong(0)).isEqualTo(1L << 50);
      assertThatThrownBy(() -> feeds.type("y")).hasMessageContaining("no input is named y");
      assertThatThrownBy(() -> feeds.set("x", 1.0)).hasMessageContaining("must be a scalar");
      assertThatThrownBy(() -> program.feeds(step, Map.of()))
          .hasMessageContaining("the size of dim B must be given");
    }
  }

  @Test
  void aResultDoesNotChangeWhenTheFeedIsWrittenAgain() {
    StepBuilder graph = new StepBuilder();
    Value x = graph.input("x", PAIR);
    graph.output("x", x);
    graph.output("same", graph.reshape(x, Shape.of(1, 2)));
    StepGraph step = graph.build("echo");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      Trial.fill(feeds, "x", 1, 2);
      Map<String, HostTensor> results = program.run(step, feeds);
      Trial.fill(feeds, "x", 3, 4);
      assertThat(results.get("x").numbers()).containsExactly(1, 2);
      assertThat(results.get("same").numbers()).containsExactly(1, 2);
    }
  }

  @Test
  void feedsOfAnotherProgramAreRefused() {
    StepGraph step = addStep("add");
    try (TensorFlowProgram first = program(step);
        TensorFlowProgram second = program(step);
        Feeds feeds = first.feeds(step, Map.of())) {
      assertThatThrownBy(() -> second.run(step, feeds))
          .hasMessageContaining("must be made by feeds");
    }
  }

  // ---- repeatability and threads

  private static double[] draws(TensorFlowProgram.Settings settings) {
    StepBuilder graph = new StepBuilder();
    Value counter = graph.input(StepGraph.Clock.DRAW, Trial.type(ElementType.I64));
    graph.draws(origin -> DrawKeys.key(5, "dropout"), counter);
    Value kernel = graph.randomNormal(Shape.of(64, 64));
    Value x = graph.randomUniform(Shape.of(128, 64));
    graph.output("y", graph.sum(graph.relu(graph.matmul(x, kernel)), false, 0));
    StepGraph step = graph.build("draws");
    try (TensorFlowProgram program = TensorFlowProgram.build(List.of(step), settings);
        Feeds feeds = program.feeds(step, Map.of())) {
      feeds.set(StepGraph.Clock.DRAW, 17L);
      return program.run(step, feeds).get("y").numbers();
    }
  }

  @Test
  void twoBuildsOfOneProgramGiveTheSameBits() {
    double[] first = draws(TensorFlowProgram.Settings.DEFAULT);
    assertThat(draws(TensorFlowProgram.Settings.DEFAULT)).containsExactly(first);
  }

  @Test
  void aProgramRunsOnAsManyThreadsAsAsked() {
    TensorFlowProgram.Settings one =
        new TensorFlowProgram.Settings(TensorFlowProgram.Device.CPU, 1, 1);
    assertThat(draws(one)).hasSize(64);
  }

  @Test
  void twoThreadsRunTwoSteps() throws Exception {
    StepGraph first = addStep("first");
    StepBuilder graph = new StepBuilder();
    graph.output("double", graph.multiply(graph.input("x", PAIR), 2));
    StepGraph second = graph.build("second");
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TensorFlowProgram program = program(first, second)) {
      program.assign(WEIGHT, Trial.host(PAIR, 0, 0));
      List<Future<?>> runs = new ArrayList<>();
      for (StepGraph step : List.of(first, second)) {
        runs.add(
            threads.submit(
                () -> {
                  try (Feeds feeds = program.feeds(step, Map.of())) {
                    Trial.fill(feeds, "x", 1, 2);
                    for (int i = 0; i < 200; i++) {
                      program.run(step, feeds);
                    }
                  }
                }));
      }
      for (Future<?> run : runs) {
        run.get();
      }
      assertThat(program.value(WEIGHT).numbers()).containsExactly(200, 400);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void aStepOfWholeNumbersHasNothingThatIsNotFinite() {
    StepBuilder graph = new StepBuilder();
    graph.output("x", graph.input("x", Trial.type(ElementType.I32, 2)));
    StepGraph step = graph.build("whole");
    try (TensorFlowProgram program = program(step);
        Feeds feeds = program.feeds(step, Map.of())) {
      assertThat(program.locateNonFinite(step, feeds)).isEqualTo(Optional.empty());
    }
  }
}
