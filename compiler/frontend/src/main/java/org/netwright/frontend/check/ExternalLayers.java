package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.definition.InitializerDefinition;
import org.netwright.spi.definition.LayerDefinition;
import org.netwright.spi.definition.LayerOwner;
import org.netwright.spi.definition.QuantizerDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** Layers and quantizers whose header a plugin declares and whose body it composes. */
final class ExternalLayers {
  private final Elaborator elaborator;

  ExternalLayers(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** What the plugin makes of the bound arguments; the error value while sizes are open. */
  Denotation apply(InstanceDenotation instance, List<Parameter> inputs, Scope callee, Span span) {
    Symbol symbol = instance.symbol();
    if (elaborator.isOpen()) {
      return Denotations.ERROR; // a plugin is asked when sizes are known
    }
    Map<String, Denotation> values = new LinkedHashMap<>(instance.hyperparameters());
    for (Parameter input : inputs) {
      Denotation value = callee.find(input.name().text());
      values.put(input.name().text(), value == null ? Denotations.ERROR : value);
    }
    if (values.values().stream().anyMatch(Denotation::isError)) {
      return Denotations.ERROR;
    }
    BoundArguments arguments = new BoundArguments(elaborator, symbol, values, span);
    Owner owner = new Owner(callee.place(), symbol, arguments, span);
    GraphBuilder graph = elaborator.graph(span);
    List<Value> results =
        Quantizers.isQuantizer(symbol)
            ? List.of(
                elaborator
                    .definitions
                    .definition(QuantizerDefinition.class, symbol, span)
                    .quantize(graph, arguments, owner))
            : elaborator
                .definitions
                .definition(LayerDefinition.class, symbol, span)
                .apply(graph, arguments, owner);
    return named(symbol, results, span);
  }

  /** The results with the names that the header gives them. */
  private static Denotation named(Symbol symbol, List<Value> results, Span span) {
    Optional<TypeExpression> type = ((Declaration.External) symbol.declaration()).result();
    List<TypeExpression.Field> declared =
        type.isPresent() && type.get() instanceof TypeExpression.TupleOf tuple
            ? tuple.fields()
            : List.of();
    int wanted = Math.max(1, declared.size());
    if (results.size() != wanted) {
      throw new DiagnosticException(
          TransformMessages.wrongResults(symbol.name(), results.size(), wanted, span));
    }
    if (declared.isEmpty()) {
      return new TensorDenotation(results.get(0));
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      fields.add(
          new Field(
              declared.get(i).name().map(n -> n.text()), new TensorDenotation(results.get(i))));
    }
    return new TupleDenotation(fields);
  }

  /** One application of a plugin's layer: its variables lie under the path of the instance. */
  private final class Owner implements LayerOwner {
    private final Place place;
    private final Symbol symbol;
    private final BoundArguments arguments;
    private final Span span;
    private final Map<String, Variable> states = new HashMap<>();

    Owner(Place place, Symbol symbol, BoundArguments arguments, Span span) {
      this.place = place;
      this.symbol = symbol;
      this.arguments = arguments;
      this.span = span;
    }

    @Override
    public Value parameter(
        String name, TensorType type, String role, InitializerDefinition initial) {
      Variable variable = declare(Variable.Kind.PARAMETER, name, type, role, initial);
      return elaborator.read(variable, span);
    }

    @Override
    public Value state(String name, TensorType type, double initial) {
      Variable variable =
          declare(
              Variable.Kind.STATE,
              name,
              type,
              "",
              (graph, given, wanted) -> graph.fill(initial, wanted));
      states.put(name, variable);
      return elaborator.read(variable, span);
    }

    private Variable declare(
        Variable.Kind kind,
        String name,
        TensorType type,
        String role,
        InitializerDefinition initial) {
      if (!type.shape().isKnown()) {
        throw new IllegalStateException(
            "%s asks for `%s` of the unknown shape %s".formatted(symbol.name(), name, type));
      }
      FirstValues.Initial first =
          new FirstValues.Initial(
              () -> new TensorDenotation(initial.initial(elaborator.graph(span), arguments, type)),
              span);
      return elaborator.variables.declare(
          place.site(name, false), kind, type, role, first, symbol.place());
    }

    @Override
    public void update(String name, Value value) {
      Variable state = states.get(name);
      if (state == null || !training()) {
        throw new IllegalStateException(
            "%s updates `%s`, which is %s"
                .formatted(
                    symbol.name(),
                    name,
                    state == null ? "no state of this application" : "fixed in inference"));
      }
      elaborator.variables.write(state, new TensorDenotation(value), span);
    }

    @Override
    public boolean training() {
      return elaborator.training() == Truth.YES;
    }
  }
}
