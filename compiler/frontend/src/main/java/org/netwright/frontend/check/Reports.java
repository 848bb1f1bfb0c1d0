package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.FunctionDenotation;
import org.netwright.frontend.check.Denotation.MetricDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.WrittenMetric;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Unit;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.definition.HostMetricDefinition;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The reports of one pass: their sums as variables, and the steps around them (C12). */
final class Reports {
  private static final TensorType SUM = new TensorType(ElementType.F64, Shape.SCALAR);

  /** The unit of the library whose functions are losses, all of them. */
  private static final String LOSSES = "std.losses";

  private final Elaborator elaborator;
  private final String name;
  private final String split;
  private final StepBuilder reset;
  private final StepBuilder result;
  private final List<Pass.Report> reports = new ArrayList<>();
  private final Map<String, Span> places = new LinkedHashMap<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();
  private final CurrentStep resetStep;
  private final CurrentStep resultStep;
  private final boolean training;

  /**
   * @param name of the pass, unique in the recipe
   * @param split the first half of each key
   */
  Reports(Elaborator elaborator, String name, String split, boolean training) {
    this.elaborator = elaborator;
    this.name = name;
    this.split = split;
    this.training = training;
    this.resetStep = elaborator.newStep(CurrentStep.Purpose.EVALUATE, name);
    this.reset = resetStep.graph();
    this.resultStep = elaborator.newStep(CurrentStep.Purpose.EVALUATE, name);
    this.result = resultStep.graph();
  }

  List<Pass.Report> reports() {
    return reports;
  }

  Map<String, Span> places() {
    return places;
  }

  StepGraph resetStep() {
    return reset.build(name + ".reset");
  }

  StepGraph resultStep() {
    return result.build(name + ".result");
  }

  /** Adds the sums of a report to the step in hand. */
  void add(Statement.Report.Item item, Scope scope) {
    Denotation value = elaborator.evaluate(item.value(), scope);
    if (value.isError()) {
      return;
    }
    String key = split + "." + name(item);
    Span before = places.putIfAbsent(key, item.span());
    if (before != null && !before.equals(item.span())) {
      throw new DiagnosticException(RecipeMessages.reportTwice(key, item.span(), before));
    }
    // a body that asks its clock is met once for each of its steps; all share the sums
    boolean first = before == null;
    Span span = item.value().span();
    if (value instanceof MetricDenotation metric) {
      Optional<Pass.HostMetric> host = host(key, metric, span);
      if (host.isEmpty()) {
        metric(key, metric, span, first);
      }
      add(first, new Pass.Report(key, better(metric.symbol()), host));
    } else if (value instanceof WrittenMetric metric) {
      written(key, metric, first);
      add(first, new Pass.Report(key, better(metric.symbol())));
    } else {
      mean(key, value, span, first);
      add(first, new Pass.Report(key, direction(item.value(), scope)));
    }
  }

  private void add(boolean first, Pass.Report report) {
    if (first) {
      reports.add(report);
    }
  }

  private static String name(Statement.Report.Item item) {
    return item.name()
        .map(n -> n.text())
        .or(() -> called(item.value()))
        .orElseThrow(() -> new DiagnosticException(RecipeMessages.nameWanted(item.value().span())));
  }

  /** The function or metric that an expression calls last. */
  private static Optional<String> called(Expression value) {
    if (value instanceof Expression.Call call) {
      return called(call.target());
    } else if (value instanceof Expression.Reference reference) {
      return Optional.of(reference.name().text());
    } else if (value instanceof Expression.Pipe pipe) {
      return called(pipe.stages().get(pipe.stages().size() - 1));
    }
    return Optional.empty();
  }

  private static Pass.Better better(Symbol metric) {
    List<Declaration.Promise> promises =
        metric.declaration() instanceof Declaration.External external
            ? external.promises()
            : ((Declaration.Metric) metric.declaration()).promises();
    for (Declaration.Promise promise : promises) {
      if (promise.word().text().equals("better")) {
        return Source.text(promise.value()).equals("higher")
            ? Pass.Better.HIGHER
            : Pass.Better.LOWER;
      }
    }
    return Pass.Better.UNKNOWN;
  }

  /** A loss of a header or of the library is better lower; of other values nothing is known. */
  private Pass.Better direction(Expression value, Scope scope) {
    Optional<String> function = called(value);
    if (function.isEmpty() || scope.find(function.get()) != null) {
      return Pass.Better.UNKNOWN;
    }
    Optional<Symbol> symbol = elaborator.program.space(scope.unit()).find(function.get());
    boolean loss =
        symbol.isPresent()
            && (symbol.get().unit().kind() == Unit.Kind.HEADER
                || symbol.get().unit().name().equals(LOSSES))
            && elaborator.declared.denotation(symbol.get(), value.span())
                instanceof FunctionDenotation;
    return loss ? Pass.Better.LOWER : Pass.Better.UNKNOWN;
  }

  // ---- means

  /**
   * Sum and count for what has the batch axis; a scalar weighs as much as its batch has examples.
   */
  private void mean(String key, Denotation given, Span span, boolean first) {
    Denotation reported = elaborator.definitions.now(given);
    StepBuilder graph = elaborator.graph(span);
    if (!(reported instanceof TensorDenotation) && !Statics.isNumber(reported)) {
      throw new DiagnosticException(RecipeMessages.noNumber(reported, span));
    }
    Value value = elaborator.operators.value(reported, ElementType.F32, span);
    Shape shape = value.type().shape();
    boolean perExample = shape.rank() > 0 && shape.dim(0).equals(DataElaboration.BATCH);
    Value wide = graph.cast(value, ElementType.F64);
    Dim examples = perExample ? shape.elements() : DataElaboration.BATCH;
    Value weight = graph.cast(graph.size(examples), ElementType.F64);
    Value total = perExample ? graph.sum(wide) : graph.multiply(graph.mean(wide), weight);
    Variable sum = variable(key + ".sum", SUM, span);
    Variable count = variable(key + ".count", SUM, span);
    graph.write(sum, graph.add(graph.read(sum), total));
    graph.write(count, graph.add(graph.read(count), weight));
    if (first) {
      result.output(key, result.divide(result.read(sum), result.read(count)));
    }
  }

  private Variable variable(String path, TensorType type, Span span) {
    Variable known = variables.get(path);
    if (known == null) {
      known = made(path, type, span);
      variables.put(path, known);
      reset.write(known, reset.fill(0, type));
    }
    return known;
  }

  private Variable made(String path, TensorType type, Span span) {
    Variable made =
        new Variable(
            "", name + "." + path, type, Variable.Kind.METRIC, "", Variable.Storage.REAL, span);
    elaborator.variables.add(made);
    return made;
  }

  // ---- metrics

  private void metric(String key, MetricDenotation metric, Span span, boolean first) {
    MetricDefinition definition =
        elaborator.definitions.definition(MetricDefinition.class, metric.symbol(), span);
    BoundArguments arguments =
        new BoundArguments(elaborator, metric.symbol(), metric.arguments(), metric.place());
    List<Variable> states = new ArrayList<>();
    for (MetricDefinition.State state : definition.states(arguments)) {
      states.add(variable(key + "." + state.name(), state.type(), span));
    }
    StepBuilder graph = elaborator.graph(span);
    List<Value> updated =
        definition.update(graph, arguments, states.stream().map(graph::read).toList());
    for (int i = 0; i < states.size(); i++) {
      graph.write(states.get(i), updated.get(i));
    }
    if (!first) {
      return;
    }
    result.output(
        key, definition.result(result, arguments, states.stream().map(result::read).toList()));
  }

  /** A metric written in the language: its states are those of this report. */
  private void written(String key, WrittenMetric metric, boolean first) {
    MetricBody body =
        new MetricBody(
            elaborator,
            metric,
            (state, type) -> {
              String path = key + "." + state.name().text();
              Variable known = variables.get(path);
              if (known == null) {
                known = made(path, type, state.name().span());
                variables.put(path, known);
                reset.write(
                    known, elaborator.in(resetStep, Truth.NO, () -> initial(state, type, metric)));
              }
              return known;
            });
    body.update();
    if (first) {
      result.output(key, elaborator.in(resultStep, Truth.NO, body::result));
    }
  }

  private Value initial(Statement.State state, TensorType type, WrittenMetric metric) {
    Span span = state.initial().span();
    Denotation value = elaborator.evaluate(state.initial(), metric.scope().inner());
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    } else if (value instanceof Denotation.InitializerDenotation initializer) {
      return elaborator.definitions.initial(initializer, type, span);
    }
    Value given = elaborator.operators.value(value, type.element(), span);
    StepBuilder graph = elaborator.graph(span);
    return graph.broadcast(graph.cast(given, type.element()), type.shape());
  }

  /** A metric that Java computes: the step only gives its tensors out. */
  private Optional<Pass.HostMetric> host(String key, MetricDenotation metric, Span span) {
    Optional<HostMetricDefinition> definition =
        elaborator.catalog.definition(
            HostMetricDefinition.class, metric.symbol().unit().name(), metric.symbol().name());
    if (definition.isEmpty()) {
      return Optional.empty();
    } else if (training) {
      throw new DiagnosticException(
          CompositionMessages.hostMetricInTrain(metric.symbol().name(), span));
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    StepBuilder graph = elaborator.graph(span);
    metric
        .arguments()
        .forEach(
            (name, value) -> {
              if (value instanceof TensorDenotation tensor) {
                outputs.put(name, key + "." + name);
                graph.output(key + "." + name, tensor.value());
              }
            });
    return Optional.of(
        new Pass.HostMetric(
            metric.symbol().name(),
            metric.symbol().unit().name(),
            metric.place(),
            definition.get(),
            new BoundArguments(elaborator, metric.symbol(), metric.arguments(), metric.place()),
            outputs));
  }
}
