package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.frontend.CompiledFile.NumberRunner;
import org.netwright.frontend.check.Probes.Question;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** Checks that compare numbers: {@code equal}, {@code trains}, {@code close} (definitions C27). */
final class Comparisons {
  private static final double TOLERANCE = 1e-5;

  /** Examples in a batch whose size is open. */
  private static final long BATCH = 2;

  /** How many draws are tried: one alone may drop every path to a parameter. */
  private static final int DRAWS = 64;

  private final Probes probes;
  private final Elaborator elaborator;
  private final Optional<NumberRunner> numbers;

  Comparisons(Probes probes, Elaborator elaborator, Optional<NumberRunner> numbers) {
    this.probes = probes;
    this.elaborator = elaborator;
    this.numbers = numbers;
  }

  /** A layer applied to random inputs, with its gradients and new states as outputs. */
  private record Measured(
      StepGraph initialize, StepGraph step, List<String> paths, List<String> parameters) {}

  // ---- equal

  Truth equal(Question question) {
    for (boolean training : new boolean[] {false, true}) {
      Measured one = measure(question, 0, training);
      Measured other = measure(question, 1, training);
      if (!one.paths().equals(other.paths())) {
        probes.because("the paths differ: " + one.paths() + " and " + other.paths());
        return Truth.NO;
      }
      Truth same = numbers.isEmpty() ? unanswered() : same(one, other, training);
      if (same != Truth.YES) {
        return same;
      }
    }
    return Truth.YES;
  }

  private static Truth unanswered() {
    return Truth.NO;
  }

  private Truth same(Measured one, Measured other, boolean training) {
    Map<String, double[]> a = run(one);
    Map<String, double[]> b = run(other);
    if (!a.keySet().equals(b.keySet())) {
      probes.because("the results are " + a.keySet() + " and " + b.keySet());
      return Truth.NO;
    }
    for (Map.Entry<String, double[]> entry : a.entrySet()) {
      String name = entry.getKey();
      Shape shape = shape(one.step(), name);
      String mode = training ? "training" : "inference";
      if (!shape.equals(shape(other.step(), name))) {
        probes.because(
            "in %s `%s` has the shapes %s and %s"
                .formatted(mode, name, shape, shape(other.step(), name)));
        return Truth.NO;
      }
      Difference largest =
          Difference.largest(entry.getValue(), b.getOrDefault(name, new double[0]), true);
      if (!(largest.distance() <= TOLERANCE)) {
        probes.because("in %s `%s` differs by %s".formatted(mode, name, largest.shown(shape)));
        return Truth.NO;
      }
    }
    return Truth.YES;
  }

  private static Shape shape(StepGraph step, String output) {
    Value value = step.outputs().get(output);
    return value == null ? Shape.SCALAR : value.type().shape();
  }

  // ---- trains

  Truth trains(Question question) {
    Measured measured = measure(question, 0, true);
    if (numbers.isEmpty()) {
      return unanswered();
    }
    boolean draws =
        measured.step().inputs().stream()
            .anyMatch(input -> input.name().equals(StepGraph.Clock.DRAW));
    Set<String> still = new LinkedHashSet<>();
    for (int draw = 0; draw < (draws ? DRAWS : 1); draw++) {
      Map<String, double[]> values = run(measured, draw);
      for (String path : measured.parameters()) {
        double[] gradient = values.get("gradient." + path);
        if (gradient == null) {
          probes.because("`" + path + "` is used nowhere");
          return Truth.NO;
        }
        double largest = 0;
        for (double g : gradient) {
          if (!Double.isFinite(g)) {
            probes.because("the gradient of `" + path + "` is not finite");
            return Truth.NO;
          }
          largest = Math.max(largest, Math.abs(g));
        }
        if (draw == 0 && largest == 0) {
          still.add(path);
        } else if (largest > 0) {
          still.remove(path);
        }
      }
      if (still.isEmpty()) {
        return Truth.YES;
      }
    }
    String path = still.iterator().next();
    probes.because("the gradient of `" + path + "` is zero everywhere");
    return Truth.NO;
  }

  // ---- close

  Truth close(Question question) {
    Denotation a = question.value(0);
    Denotation b = question.value(1);
    double within =
        Statics.number(question.named("within").orElse(Denotation.FloatStatic.of(TOLERANCE)))
            .orElse(TOLERANCE);
    if (a.isError() || b.isError()) {
      return Truth.OPEN;
    }
    if (Statics.number(a).isPresent() && Statics.number(b).isPresent()) {
      double x = Statics.number(a).getAsDouble();
      double y = Statics.number(b).getAsDouble();
      boolean near = Math.abs(x - y) <= within;
      if (!near) {
        probes.because("they are " + Shown.number(x) + " and " + Shown.number(y));
      }
      return Truth.of(near);
    }
    Value difference =
        Operators.value(
            elaborator.operators.binary(
                org.netwright.frontend.syntax.Expression.BinaryOperator.MINUS,
                a,
                b,
                question.span()));
    if (numbers.isEmpty()) {
      return unanswered();
    }
    StepBuilder graph = elaborator.graph(question.span());
    Shape shape = difference.type().shape();
    String first = output(graph, a, shape, question.span());
    String second = output(graph, b, shape, question.span());
    Map<String, double[]> values =
        numbers.get().run(elaborator.firstValues.build(), graph.build("close"), Map.of());
    Difference largest =
        Difference.largest(
            values.getOrDefault(first, new double[0]),
            values.getOrDefault(second, new double[0]),
            false);
    if (!(largest.distance() <= within)) {
      probes.because("they differ by " + largest.shown(shape));
      return Truth.NO;
    }
    return Truth.YES;
  }

  /** Adds a value as an output of the test's step; returns its name. */
  private String output(StepBuilder graph, Denotation value, Shape shape, Span span) {
    Value tensor = elaborator.operators.value(value, ElementType.F32, span);
    String name = "compared." + probes.nextComparison();
    graph.output(name, graph.broadcast(graph.cast(tensor, ElementType.F32), shape));
    return name;
  }

  // ---- measuring

  private Map<String, double[]> run(Measured measured) {
    return run(measured, 0);
  }

  private Map<String, double[]> run(Measured measured, int draw) {
    Map<String, double[]> inputs = new LinkedHashMap<>();
    Random random = new Random(0);
    for (StepGraph.Input input : measured.step().inputs()) {
      if (input.isClock()) {
        double now = input.name().equals(StepGraph.Clock.DRAW) ? draw : 0;
        inputs.put(input.name(), new double[] {now});
        continue; // a clock takes no number away from what both layers are given
      }
      Dim elements = input.type().shape().elements();
      if (!elements.isKnown()) {
        throw new IllegalStateException("a probed layer has an input of unknown size");
      }
      double[] values = new double[(int) elements.known()];
      for (int i = 0; i < values.length; i++) {
        values[i] = input.type().element().isFloat() ? random.nextGaussian() : random.nextInt(2);
      }
      inputs.put(input.name(), values);
    }
    return numbers.orElseThrow().run(measured.initialize(), measured.step(), inputs);
  }

  private Measured measure(Question question, int position, boolean training) {
    Elaborator probe = probes.fresh();
    CurrentStep step =
        probe.newStep(training ? CurrentStep.Purpose.TRAIN : CurrentStep.Purpose.PREDICT, "");
    Span span = question.span();
    Supplier<Denotation> applied =
        () -> {
          Denotation built = probes.built(probe, question, position);
          return ModelElaboration.ofBatches(probe, BATCH).applied(built, question.sizes(), span);
        };
    Denotation result = probe.in(step, Truth.of(training), applied);
    if (result.isError()) {
      throw new DiagnosticException(List.of());
    }
    List<Variable> parameters = probe.variables.parameters();
    outputs(step.graph(), result, parameters, probe.variables.declared(), span);
    return new Measured(
        probe.firstValues.build(),
        step.graph().build("measure"),
        probe.variables.declared().stream().map(Variable::path).sorted().toList(),
        parameters.stream().map(Variable::path).toList());
  }

  private static void outputs(
      StepBuilder graph,
      Denotation result,
      List<Variable> parameters,
      List<Variable> declared,
      Span span) {
    graph.at(new Origin(span, "", false));
    Map<String, Value> results = OpenInputs.outputs(result, span);
    Value loss = graph.constant(0);
    for (Value value : results.values()) {
      Value wide = value.type().element().isFloat() ? value : graph.cast(value, ElementType.F32);
      loss = graph.add(loss, graph.sum(graph.multiply(wide, graph.sigmoid(wide))));
    }
    List<Value> reads = new ArrayList<>();
    List<Variable> read = new ArrayList<>();
    for (Variable parameter : parameters) {
      graph
          .current(parameter)
          .ifPresent(
              v -> {
                reads.add(v);
                read.add(parameter);
              });
    }
    results.forEach(graph::output);
    List<Optional<Value>> gradients = Differentiation.gradients(graph, loss, reads);
    for (int i = 0; i < read.size(); i++) {
      Value zero = graph.zerosLike(reads.get(i));
      graph.output("gradient." + read.get(i).path(), gradients.get(i).orElse(zero));
    }
    for (Variable state : declared) {
      if (graph.isWritten(state)) {
        graph.output("state." + state.path(), graph.current(state).orElseThrow());
      }
    }
  }
}
