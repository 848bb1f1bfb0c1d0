package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.Marker;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** The nets that one recipe names: built, frozen, twins, and those of others (definitions C5). */
final class RecipeNets {
  private final Elaborator elaborator;
  private final RecipePlan plan;
  private final RecipeOverrides overrides;
  private final String run;

  /** What the text calls each net of the program that it can name. */
  private final Map<String, String> written = new LinkedHashMap<>();

  private final Map<String, NetDenotation> named = new LinkedHashMap<>();
  private final List<HeldNet> held = new ArrayList<>();

  /**
   * @param run the name of the run that the recipe is elaborated for; empty for the recipe itself
   */
  RecipeNets(Elaborator elaborator, RecipePlan plan, RecipeOverrides overrides, String run) {
    this.elaborator = elaborator;
    this.plan = plan;
    this.overrides = overrides;
    this.run = run;
  }

  /** The nets that this recipe's own statements made. */
  List<HeldNet> held() {
    return held;
  }

  /** The nets by the names of the text. */
  Map<String, NetDenotation> named() {
    return named;
  }

  /** A net of another recipe gets a name in this one. */
  void name(String name, NetDenotation net) {
    if (net.applied() instanceof InstanceDenotation instance) {
      written.putIfAbsent(instance.path(), name);
    }
  }

  /** The names by which patterns may speak of nets. */
  java.util.Collection<String> names() {
    return written.values();
  }

  /** What the text calls a variable. */
  String written(Variable variable) {
    if (variable.net().equals(run) || variable.net().isEmpty()) {
      return variable.path();
    }
    return written.getOrDefault(variable.net(), variable.net()) + "." + variable.path();
  }

  // ---- net statements

  /** Elaborates {@code net n = …}; the error value when something is wrong with it. */
  Denotation net(Statement.Net net, Scope scope, String stage) {
    Marker marker = net.value() instanceof Expression.Marked marked ? marked.marker() : null;
    Expression value =
        marker == Marker.FROZEN || marker == Marker.TWIN
            ? ((Expression.Marked) net.value()).operand()
            : net.value();
    String name = net.name().text();
    Denotation made =
        marker == Marker.TWIN
            ? twin(name, value, scope, stage, net.name().span())
            : held(
                name,
                value,
                marker == Marker.FROZEN ? Holding.FROZEN : Holding.TRAINED,
                scope,
                stage,
                net.name().span());
    if (made instanceof NetDenotation known) {
      named.put(name, known);
      name(name, known);
    }
    return made;
  }

  /** {@code frozen X} as a value, such as an argument of a run. */
  Denotation frozen(Expression operand, Scope scope) {
    Denotation known = isConstructor(operand, scope) ? null : elaborator.evaluate(operand, scope);
    if (known instanceof NetDenotation net) {
      return new NetDenotation(net.name(), net.applied(), Holding.FROZEN);
    } else if (known instanceof InstanceDenotation part) {
      return new NetDenotation(part.path(), part, Holding.FROZEN);
    } else if (known != null) {
      return known.isError() ? known : notANet(known, operand.span());
    }
    String name = Words.snake(Source.text(((Expression.Call) operand).target()));
    return held(name, operand, Holding.FROZEN, scope, "", operand.span());
  }

  /** Whether a net was built here and frozen at once. */
  boolean isUntrained(Denotation made, Statement.Net net) {
    return net.value() instanceof Expression.Marked marked
        && marked.marker() == Marker.FROZEN
        && held.stream().anyMatch(h -> h.denotation().equals(made));
  }

  private boolean isConstructor(Expression value, Scope scope) {
    return value instanceof Expression.Call call
        && call.target() instanceof Expression.Reference
        && elaborator.evaluate(call.target(), scope) instanceof BuilderDenotation;
  }

  private static Denotation notANet(Denotation value, Span span) {
    throw new DiagnosticException(RecipeMessages.notANet(value, span));
  }

  private Denotation held(
      String name, Expression value, Holding holding, Scope scope, String stage, Span place) {
    String full = freeName(name, scope, stage);
    Denotation built = built(full, overrides.of(name), name, value, scope);
    if (built instanceof NetDenotation other) {
      return new NetDenotation(
          name, other.applied(), holding == Holding.FROZEN ? holding : other.holding());
    }
    if (!(built instanceof InstanceDenotation instance)) {
      return built.isError() ? built : notANet(built, value.span());
    }
    NetDenotation made = new NetDenotation(name, instance, holding);
    if (instance.path().equals(full)) {
      hold(
          new HeldNet(
              full,
              instance.symbol().name(),
              holding,
              made,
              value,
              scope,
              name,
              Optional.empty(),
              place));
    }
    return made;
  }

  private void hold(HeldNet net) {
    plan.hold(net);
    held.add(net);
  }

  /** The same expression built again under another name: equal paths, values of its own. */
  private Denotation twin(String name, Expression of, Scope scope, String stage, Span place) {
    Denotation other = elaborator.evaluate(of, scope);
    if (other.isError()) {
      return other;
    }
    Optional<HeldNet> original =
        other instanceof NetDenotation net && net.applied() instanceof InstanceDenotation instance
            ? plan.net(instance.path())
            : Optional.empty();
    if (original.isEmpty()) {
      throw new DiagnosticException(CompositionMessages.twinOfNothing(other, of.span()));
    }
    HeldNet first = original.get();
    String full = freeName(name, scope, stage);
    Denotation built =
        built(full, overrides.of(first.written()), name, first.value(), first.scope());
    if (!(built instanceof InstanceDenotation instance)) {
      return built;
    }
    NetDenotation made = new NetDenotation(name, instance, Holding.TWIN);
    hold(
        new HeldNet(
            full,
            first.declaration(),
            Holding.TWIN,
            made,
            first.value(),
            first.scope(),
            first.written(),
            Optional.of(first.name()),
            place));
    return made;
  }

  /** The net that a twin was made from, if a denotation is one. */
  Optional<String> original(Denotation net) {
    return net instanceof NetDenotation held
            && held.applied() instanceof InstanceDenotation instance
        ? plan.net(instance.path()).flatMap(HeldNet::twinOf)
        : Optional.empty();
  }

  private String freeName(String name, Scope scope, String stage) {
    String local = name + scope.place().suffix(false, 0);
    String full = RunNames.inside(run, local);
    if (plan.net(full).isPresent()) {
      full = RunNames.inside(RunNames.inside(run, stage.isEmpty() ? "again" : stage), local);
    }
    for (int i = 2; plan.net(full).isPresent(); i++) {
      full = RunNames.inside(RunNames.inside(run, stage + i), local);
    }
    return full;
  }

  // ---- building

  /** A constructor is built under the net's name, with the overrides of its arguments. */
  private Denotation built(
      String full, List<Given> changed, String name, Expression value, Scope scope) {
    Optional<Adapting.Inside> adapted = elaborator.adapting.ofNet(full, value, scope);
    if (adapted.isPresent()) {
      return elaborator.adapting.in(
          adapted.get().adaptation(),
          () -> built(full, changed, name, adapted.get().value(), scope));
    }
    if (value instanceof Expression.If choice) {
      Optional<Expression> taken = branch(choice, scope);
      if (taken.isPresent()) {
        return built(full, changed, name, taken.get(), scope);
      }
    }
    if (value instanceof Expression.Call call
        && call.target() instanceof Expression.Reference
        && elaborator.evaluate(call.target(), scope) instanceof BuilderDenotation builder) {
      List<Given> given = new ArrayList<>(changed);
      List<String> replaced =
          changed.stream().flatMap(g -> g.name().stream()).map(n -> n.text()).toList();
      ArgumentBinding.Signature signature =
          new ArgumentBinding.Signature(
              Shown.builderName(builder),
              parameters(builder),
              call.span(),
              elaborator.topScope(scope.unit()));
      elaborator
          .arguments
          .match(signature, Given.of(call))
          .forEach(
              (parameter, argument) -> {
                if (!replaced.contains(parameter)) {
                  given.add(argument.named(parameter));
                }
              });
      return elaborator.building.build(builder, given, scope, full, call.span());
    }
    return elaborator.evaluate(value, scope);
  }

  /** The branch that a static condition takes. */
  private Optional<Expression> branch(Expression.If choice, Scope scope) {
    Denotation condition = elaborator.evaluate(choice.condition(), scope);
    if (!(condition instanceof BoolStatic answer) || answer.value() == Truth.OPEN) {
      return Optional.empty();
    }
    Optional<Block> block =
        answer.value() == Truth.YES ? Optional.of(choice.then()) : choice.otherwise();
    return block.flatMap(ItMention::onlyExpression);
  }

  private static List<Parameter> parameters(BuilderDenotation builder) {
    BuilderDenotation base = builder;
    while (base instanceof Denotation.PresetBuilder preset) {
      base = preset.base();
    }
    return base instanceof Denotation.LayerBuilder layer ? layer.symbol().parameters() : List.of();
  }
}
