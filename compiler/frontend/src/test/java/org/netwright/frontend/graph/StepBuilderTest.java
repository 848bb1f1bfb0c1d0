package org.netwright.frontend.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.Limits;
import org.netwright.frontend.program.Graph;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

final class StepBuilderTest {
  private static final TensorType PAIR = TensorType.f32(Shape.of(2));

  private final StepBuilder graph = new StepBuilder();

  private static Variable variable(String path, TensorType type) {
    return new Variable(
        "net", path, type, Variable.Kind.STATE, "", Variable.Storage.REAL, Span.NONE);
  }

  private List<Primitive> primitives(StepGraph step) {
    return step.graph().ops().stream().map(Op::primitive).toList();
  }

  // ---- variables

  @Test
  void aVariableIsReadOnceAndThenHasItsCurrentValue() {
    Variable s = variable("s", PAIR);
    assertThat(graph.current(s)).isEmpty();
    Value first = graph.read(s);
    assertThat(graph.read(s)).isSameAs(first);
    Value next = graph.add(first, 1);
    graph.write(s, next);
    assertThat(graph.read(s)).isSameAs(next);
    assertThat(graph.isWritten(s)).isTrue();
    StepGraph step = graph.build("step");
    assertThat(step.reads()).isEqualTo(Map.of(s, first));
    assertThat(step.writes()).isEqualTo(Map.of(s, next));
  }

  @Test
  void aVariableThatIsWrittenFirstIsNotRead() {
    Variable s = variable("s", PAIR);
    graph.write(s, graph.fill(3, PAIR));
    assertThat(graph.build("step").reads()).isEmpty();
  }

  @Test
  void aVariableKeepsItsType() {
    Variable s = variable("s", PAIR);
    assertThatThrownBy(() -> graph.write(s, graph.constant(3)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("net.s is [2] and cannot become f32[]");
  }

  // ---- what a step keeps

  @Test
  void opsThatReachNothingGoAndChecksStay() {
    Value x = graph.input("x", PAIR);
    Value unused = graph.exp(x);
    Value checked = graph.check(x, graph.less(x, graph.constant(9)), "too large");
    Value y = graph.tanh(x);
    graph.output("y", y);
    graph.read(variable("s", PAIR));
    StepGraph step = graph.build("step");
    assertThat(step.graph().ops()).doesNotContain(unused.op()).contains(checked.op(), y.op());
    assertThat(step.reads()).isEmpty();
    assertThat(GraphVerifier.faults(step)).isEmpty();
  }

  @Test
  void fieldsStayInputsAndUnusedClocksGo() {
    graph.input("label", TensorType.f32(Shape.of(Dim.named("B"))));
    graph.input(StepGraph.Clock.EPOCH, TensorType.f32(Shape.SCALAR));
    Value step = graph.input(StepGraph.Clock.STEP, TensorType.f32(Shape.SCALAR));
    graph.output("size", graph.size(Dim.named("B")));
    graph.finite(step);
    assertThat(graph.build("step").inputs())
        .extracting(StepGraph.Input::name)
        .containsExactly("label", StepGraph.Clock.STEP);
  }

  @Test
  void aGraphThatGrowsBeyondItsLimitSaysSoAtItsPlace() {
    StepBuilder small = new StepBuilder(Limits.DEFAULT.with(Limits.Key.OPS, 3));
    Value x = small.input("x", PAIR);
    small.at(new Origin(new Span("a.net", 4, 2, 4, 8), "", false));
    small.exp(small.exp(x));
    assertThatThrownBy(() -> small.exp(x))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("a.net:4:2")
        .hasMessageContaining("beyond 3 operations");
  }

  // ---- places and draws

  @Test
  void opsStandWhereTheBuilderStoodAlsoAfterAFailure() {
    Origin outer = new Origin(new Span("a.net", 1, 1, 1, 2), "m", false);
    Origin inner = new Origin(new Span("a.net", 2, 1, 2, 2), "m.layer", false);
    graph.at(outer);
    Value x = graph.input("x", PAIR);
    Value y = graph.within(inner, () -> graph.exp(x));
    assertThat(y.op().origin()).isEqualTo(inner);
    assertThatThrownBy(() -> graph.within(inner, () -> graph.matmul(x, x)))
        .isInstanceOf(DiagnosticException.class);
    assertThat(graph.origin()).isEqualTo(outer);
  }

  @Test
  void drawsAskForAKeyEachAndAreCounted() {
    List<Origin> asked = new ArrayList<>();
    Value counter =
        graph.input(StepGraph.Clock.DRAW, new TensorType(ElementType.I64, Shape.SCALAR));
    assertThatThrownBy(() -> graph.randomNormal(Shape.of(2)))
        .isInstanceOf(IllegalStateException.class);
    graph.draws(
        origin -> {
          asked.add(origin);
          return 100L + asked.size();
        },
        counter);
    Value first = graph.randomUniform(Shape.of(Dim.named("B")));
    Value second = graph.randomTruncatedNormal(Shape.of(3));
    assertThat(first.op().attributes().integer("key")).isEqualTo(101);
    assertThat(second.op().attributes().integer("key")).isEqualTo(102);
    assertThat(second.op().operand(0)).isSameAs(counter);
    assertThat(first.type()).hasToString("[B]");
  }

  @Test
  void keysDependOnEveryWordAndItsBorders() {
    assertThat(
            List.of(
                DrawKeys.key(0, "init", "a.kernel"),
                DrawKeys.key(1, "init", "a.kernel"),
                DrawKeys.key(0, "init", "b.kernel"),
                DrawKeys.key(0, "inita", ".kernel"),
                DrawKeys.key(0, "init", "a.kernel", "")))
        .doesNotHaveDuplicates();
    // pinned: published numbers rest on it
    assertThat(DrawKeys.key(42, "init", "lenet.linear.kernel")).isEqualTo(PINNED);
  }

  private static final long PINNED = 2890730688215962355L;

  // ---- what becomes no op

  @Test
  void identitiesMakeNoOps() {
    Value x = graph.input("x", TensorType.f32(Shape.of(2, 3)));
    Value one = graph.constant(1);
    Value zero = graph.constant(0, ElementType.I32);
    assertThat(graph.multiply(x, one)).isSameAs(x);
    assertThat(graph.add(zero, x)).isSameAs(x);
    assertThat(graph.subtract(x, zero)).isSameAs(x);
    assertThat(graph.divide(x, one)).isSameAs(x);
    assertThat(graph.negate(graph.negate(x))).isSameAs(x);
    assertThat(graph.transposeLast(graph.transposeLast(x))).isSameAs(x);
    assertThat(graph.reshape(graph.reshape(x, Shape.of(6)), Shape.of(2, 3))).isSameAs(x);
    assertThat(graph.slice(x, 0, Dim.of(0), Dim.of(2))).isSameAs(x);
    assertThat(graph.reshape(graph.reshape(x, Shape.of(6)), Shape.of(3, 2)).op().operand(0))
        .isSameAs(x);
  }

  @Test
  void anIdentityThatWidensOrBroadcastsIsNone() {
    Value x = graph.input("x", TensorType.f32(Shape.of(3)));
    Value ones = graph.fill(1, TensorType.f32(Shape.of(2, 3)));
    assertThat(graph.multiply(x, ones).type()).hasToString("[2, 3]");
    Value whole = graph.input("i", new TensorType(ElementType.I32, Shape.of(3)));
    assertThat(graph.multiply(whole, graph.constant(1)).type()).hasToString("[3]");
  }

  @Test
  void arithmeticOfConstantsIsDoneAsTheTypeDoesIt() {
    Value tenth = graph.constant(0.1);
    Value sum = graph.add(tenth, graph.constant(0.2));
    assertThat(Constants.uniform(sum)).hasValue((double) (0.1f + 0.2f));
    assertThat(Constants.uniform(graph.cast(tenth, ElementType.F64))).hasValue(0.1);
    assertThat(Constants.uniform(graph.cast(graph.constant(-2.7), ElementType.I32))).hasValue(-2);
    Value large = graph.constant(Integer.MAX_VALUE, ElementType.I32);
    assertThat(graph.add(large, large).op().primitive()).isEqualTo(Primitive.ADD);
    assertThat(graph.divide(tenth, graph.constant(0.0)).op().primitive())
        .isEqualTo(Primitive.DIVIDE);
  }

  // ---- printer and verifier

  @Test
  void aStepPrintsOneOpALine() {
    graph.at(new Origin(new Span("quickstart.net", 8, 20, 8, 30), "lenet.linear", false));
    Value x = graph.input("image", TensorType.f32(Shape.of(Dim.named("B"), Dim.of(4))));
    Variable kernel = variable("linear.kernel", TensorType.f32(Shape.of(4, 10)));
    Value y = graph.matmul(x, graph.read(kernel));
    graph.at(Origin.NONE.asBackward());
    Value best = graph.apply(Primitive.TOP_K, Attributes.of("k", Dim.of(2)), List.of(y)).get(1);
    graph.output("best", best);
    graph.write(kernel, graph.read(kernel));
    graph.finite(y);
    assertThat(GraphPrinter.print(graph.build("predict")))
        .isEqualTo(
            """
            step predict
              %0: [B, 4] = input {name = "image"}  # lenet.linear quickstart.net:8:20
              %1: [4, 10] = read {variable = "net.linear.kernel"}  # lenet.linear quickstart.net:8:20
              %2: [B, 10] = matmul %0, %1 {transpose_a = false, transpose_b = false}  # lenet.linear quickstart.net:8:20
              %3.0: [B, 2], %3.1: i32[B, 2] = top_k %2 {k = 2}  # backward
              write net.linear.kernel = %1
              output best = %3.1
              finite %2
            """);
  }

  @Test
  void theVerifierFindsAWrongTypeAndADanglingValue() {
    Value x = graph.input("x", PAIR);
    Op wrong =
        new Op(
            5,
            Primitive.EXP,
            List.of(x),
            Attributes.NONE,
            List.of(TensorType.f32(Shape.of(3))),
            Origin.NONE,
            Optional.empty());
    StepGraph step =
        new StepGraph(
            "broken",
            List.of(),
            Map.of(),
            Map.of(),
            Map.of("y", graph.exp(x)),
            List.of(),
            new Graph(List.of(wrong)));
    assertThat(GraphVerifier.faults(step))
        .anyMatch(f -> f.contains("exp#5 uses %0, which no op before it makes"))
        .anyMatch(f -> f.contains("has types [[3]] and its rule says [[2]]"))
        .anyMatch(f -> f.contains("output y is %1, which the step does not make"));
    assertThatThrownBy(() -> GraphVerifier.verified(step))
        .isInstanceOf(IllegalStateException.class);
    assertThat(primitives(step)).containsExactly(Primitive.EXP);
  }

  @Test
  void aCopiedStepIsTheSameStep() {
    Value x = graph.input("x", PAIR);
    Value y = graph.multiply(graph.read(variable("s", PAIR)), graph.exp(x));
    graph.output("y", y);
    StepGraph step = graph.build("step");
    StepBuilder into = new StepBuilder();
    GraphCopy copy = new GraphCopy(step, into);
    step.graph().ops().forEach(copy::copy);
    into.output("y", copy.of(y));
    assertThat(GraphPrinter.print(into.build("step"))).isEqualTo(GraphPrinter.print(step));
  }
}
