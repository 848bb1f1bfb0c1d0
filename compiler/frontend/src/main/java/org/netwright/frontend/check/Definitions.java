package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.check.Denotation.MetricDenotation;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.ScheduleDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TransformDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Unit;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** What plugins declare and define: the header is the signature, the definition the behaviour. */
final class Definitions {
  private final Elaborator elaborator;

  Definitions(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** The definition behind a declared name. */
  <T> T definition(Class<T> kind, Symbol symbol, Span span) {
    return elaborator
        .catalog
        .definition(kind, symbol.unit().name(), symbol.name())
        .orElseThrow(
            () ->
                new DiagnosticException(StepMessages.notDefined(symbol.kindWord(), symbol, span)));
  }

  // ---- calls

  /** The call of a declared thing that is neither layer nor function. */
  Denotation call(Symbol symbol, Expression.Call call, Scope scope) {
    elaborator.reached.add(symbol);
    String kind =
        symbol.declaration() instanceof Declaration.External external
            ? external.kind().text()
            : symbol.kindWord();
    return switch (kind) {
      case "initializer" ->
          new InitializerDenotation(symbol, bind(symbol, Given.of(call), call.span(), scope));
      case "schedule" ->
          new ScheduleDenotation(
              symbol, bind(symbol, Given.of(call), call.span(), scope), call.span());
      case "optimizer" -> new OptimizerDenotation(symbol, call, scope);
      case "transform" -> new TransformDenotation(symbol, call, scope);
      case "metric" -> metric(symbol, Given.of(call), call.span(), scope);
      case "data" ->
          new DataDenotation(
              DataPipe.source(
                  elaborator,
                  symbol,
                  bind(symbol, Given.of(call), call.span(), scope),
                  call.span()));
      default -> throw new DiagnosticException(BuildingMessages.noCall(symbol, call.span()));
    };
  }

  /** The same as a stage of a pipe, with the value that flows in. */
  Denotation stage(Denotation piped, Symbol symbol, Expression.Call call, Scope scope) {
    if (symbol.kindWord().equals("metric")) {
      List<Given> given = new ArrayList<>();
      given.add(Given.value(piped, call.span()));
      given.addAll(Given.of(call));
      return metric(symbol, given, call.span(), scope);
    }
    throw new DiagnosticException(
        BuildingMessages.notApplicableThing(
            symbol,
            elaborator
                .program
                .space(scope.unit())
                .find(Character.toUpperCase(symbol.name().charAt(0)) + symbol.name().substring(1))
                .filter(Symbol::isConstructor),
            call.span()));
  }

  private Denotation metric(Symbol symbol, List<Given> given, Span span, Scope scope) {
    if (symbol.declaration() instanceof Declaration.Metric) {
      Scope callee = Scope.top(new Place(symbol.unit(), "", List.of(), false));
      bindIn(callee, symbol, given, span, scope);
      return new Denotation.WrittenMetric(symbol, callee, span);
    }
    return new MetricDenotation(symbol, bind(symbol, given, span, scope), span);
  }

  /** The arguments of a header's one list, its conditions checked. */
  Map<String, Denotation> bind(Symbol symbol, List<Given> given, Span span, Scope scope) {
    return bindIn(
        Scope.top(new Place(symbol.unit(), "", List.of(), false)), symbol, given, span, scope);
  }

  private Map<String, Denotation> bindIn(
      Scope callee, Symbol symbol, List<Given> given, Span span, Scope scope) {
    ArgumentBinding.Signature signature =
        new ArgumentBinding.Signature(symbol.name(), symbol.parameters(), span, callee);
    Map<String, Given> matched = elaborator.arguments.match(signature, given);
    elaborator.arguments.demandAll(signature, matched);
    Map<String, Denotation> values =
        elaborator.arguments.bind(signature, matched, scope, null, p -> null);
    if (values.values().stream().anyMatch(Denotation::isError)) {
      throw new DiagnosticException(List.of()); // what is wrong with it was said
    }
    if (symbol.declaration() instanceof Declaration.External external) {
      elaborator.application.require(symbol.name(), external.constraints(), callee, span);
    } else if (symbol.declaration() instanceof Declaration.Metric metric) {
      elaborator.application.require(symbol.name(), metric.constraints(), callee, span);
    }
    return values;
  }

  // ---- functions

  /** Calls a function of a plugin; its results are named as the header names them. */
  Denotation function(Symbol symbol, Map<String, Denotation> values, Scope callee, Span span) {
    FunctionDefinition definition = definition(FunctionDefinition.class, symbol, span);
    StepBuilder graph = elaborator.graph(span);
    List<Value> results =
        definition.apply(graph, new BoundArguments(elaborator, symbol, values, span));
    Optional<TypeExpression> type = ((Declaration.External) symbol.declaration()).result();
    Denotation result;
    if (type.isPresent() && type.get() instanceof TypeExpression.TupleOf tuple) {
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < results.size() && i < tuple.fields().size(); i++) {
        fields.add(
            new Field(
                tuple.fields().get(i).name().map(n -> n.text()),
                new TensorDenotation(results.get(i))));
      }
      result = new TupleDenotation(fields);
    } else {
      result = new TensorDenotation(results.get(0));
    }
    return type.isEmpty()
        ? result
        : elaborator.types.fit(
            type.get(),
            result,
            callee,
            new Types.Fitting("the result of " + symbol.name(), span, type.get().span()));
  }

  // ---- initial values

  Value initial(InitializerDenotation initializer, TensorType type, Span span) {
    StepBuilder graph = elaborator.graph(span);
    Symbol symbol = initializer.symbol();
    if (symbol.unit().kind() == Unit.Kind.LIBRARY) {
      return graph.fill(symbol.name().equals("ones") ? 1 : 0, type);
    }
    Value made =
        definition(InitializerDefinition.class, symbol, span)
            .initial(
                graph, new BoundArguments(elaborator, symbol, initializer.arguments(), span), type);
    return graph.cast(made, type.element());
  }

  // ---- clocks and schedules

  /** A schedule as its value at the time of the step; any other value as it is. */
  Denotation now(Denotation value) {
    if (!(value instanceof ScheduleDenotation schedule)) {
      return value;
    }
    return new TensorDenotation(at(schedule));
  }

  /**
   * A part of a schedule that is longer than the whole training; {@code over} may stand for several
   * trainings that share an optimizer.
   */
  private void warnOfLength(ScheduleDenotation schedule) {
    Optional<Duration> length = elaborator.step(schedule.place()).length();
    if (length.isEmpty()) {
      return;
    }
    Duration whole = length.get();
    schedule
        .arguments()
        .forEach(
            (name, value) ->
                Statics.durations(value)
                    .filter(given -> !name.equals("over"))
                    .filter(given -> given.unit() == whole.unit())
                    .filter(given -> given.amount() > whole.amount())
                    .findFirst()
                    .ifPresent(
                        given ->
                            elaborator.report(
                                WarningMessages.longerThanRun(
                                    schedule.symbol().name(),
                                    name,
                                    Shown.value(new Denotation.DurationStatic(given)),
                                    Shown.value(new Denotation.DurationStatic(whole)),
                                    schedule.place()))));
  }

  Value at(ScheduleDenotation schedule) {
    warnOfLength(schedule);
    Clock clock = clockAt(schedule.place());
    StepBuilder graph = elaborator.graph(schedule.place());
    return definition(ScheduleDefinition.class, schedule.symbol(), schedule.place())
        .at(
            graph,
            new BoundArguments(
                elaborator, schedule.symbol(), schedule.arguments(), schedule.place()),
            clock);
  }

  Clock clockAt(Span span) {
    Clock clock = elaborator.step(span).clock();
    if (clock == null) {
      throw new DiagnosticException(StepMessages.noClock(span));
    }
    return clock;
  }

  /** {@code now.step} and its like. */
  Denotation clock(String name, Span span) {
    Clock clock = clockAt(span);
    elaborator.graph(span);
    Map<String, java.util.function.Supplier<Value>> members = new LinkedHashMap<>();
    members.put("epoch", clock::epoch);
    members.put("step", clock::step);
    members.put("epochs", clock::epochs);
    members.put("steps", clock::steps);
    members.put("progress", clock::progress);
    java.util.function.Supplier<Value> member = members.get(name);
    if (member == null) {
      throw new DiagnosticException(StepMessages.noClockMember(name, members.keySet(), span));
    }
    return new TensorDenotation(member.get());
  }
}
