package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BlockBuilder;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.FunctionBuilder;
import org.netwright.frontend.check.Denotation.FunctionDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.LayerBuilder;
import org.netwright.frontend.check.Denotation.PresetBuilder;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.resolve.Site;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** From builders to instances: {@code Ctor(arguments)} at a site (definitions C2, C15). */
final class Building {
  private final Elaborator elaborator;
  private final Map<String, InstanceDenotation> instances = new HashMap<>();

  Building(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** The last instance built at a path. */
  Optional<InstanceDenotation> instance(String path) {
    return Optional.ofNullable(instances.get(path));
  }

  /** Builds at the site of a call. */
  Denotation build(BuilderDenotation builder, Expression.Call call, Scope caller) {
    if (builder instanceof Denotation.RealBuilder && call.arguments().isEmpty()) {
      return new Denotation.RealInstance(); // owns nothing, so it needs no path
    }
    Optional<String> path = path(call, builder, caller.place());
    return path.isEmpty()
        ? Denotations.ERROR
        : build(builder, Given.of(call), caller, path.get(), call.span());
  }

  private Optional<String> path(Expression.Call call, BuilderDenotation builder, Place place) {
    boolean fresh = elaborator.expressions.isFresh();
    if (fresh && place.isRolled()) {
      throw new DiagnosticException(LoopMessages.freshInRolled(call.span()));
    }
    Optional<Site> site = elaborator.program.site(call);
    Optional<Owned> owner = elaborator.expressions.owner();
    if (owner.isPresent()) {
      return Optional.of(owner.get().site(site.map(Site::ordinal).orElse(1), place, fresh));
    }
    if (site.isEmpty()) {
      return Optional.empty(); // a constructor in a function was reported when names were resolved
    }
    if (!place.owns() || isRecipe(place)) {
      throw new DiagnosticException(
          BuildingMessages.buildsNowhere(Shown.builderName(builder), call.span()));
    }
    return site.map(s -> place.site(s.name(), fresh));
  }

  /** Whether a place is the body of a recipe, where nets only are built. */
  private boolean isRecipe(Place place) {
    return elaborator.recipe().filter(r -> r.path().equals(place.path())).isPresent();
  }

  /**
   * Builds at a path.
   *
   * @param caller where the arguments are read
   */
  Denotation build(
      BuilderDenotation builder, List<Given> given, Scope caller, String path, Span span) {
    return build(builder, given, caller, path, span, p -> null);
  }

  /** As above; {@code missing} answers for hyperparameters that have no value. */
  Denotation build(
      BuilderDenotation builder,
      List<Given> given,
      Scope caller,
      String path,
      Span span,
      java.util.function.Function<Parameter, @Nullable Denotation> missing) {
    List<List<Given>> levels = new ArrayList<>();
    levels.add(given.stream().map(g -> g.scope().isPresent() ? g : g.in(caller)).toList());
    BuilderDenotation base = builder;
    while (base instanceof PresetBuilder preset) {
      levels.add(Given.of(preset.call()).stream().map(g -> g.in(preset.scope())).toList());
      base = preset.base();
    }
    if (base instanceof LayerBuilder layer) {
      return instance(layer.symbol(), levels, builder, caller, path, span, missing);
    }
    if (levels.stream().anyMatch(l -> !l.isEmpty())) {
      throw new DiagnosticException(
          ArgumentMessages.takesNoHyperparameters(Shown.builderName(builder), span));
    }
    if (base instanceof Denotation.RealBuilder) {
      return new Denotation.RealInstance();
    }
    return base instanceof BlockBuilder block
        ? new BlockDenotation(
            block.block(),
            block.scope().inner(block.scope().place().inside(path, true)),
            elaborator.adapting.current())
        : ((FunctionBuilder) base).function();
  }

  private Denotation instance(
      Symbol symbol,
      List<List<Given>> levels,
      BuilderDenotation builder,
      Scope caller,
      String path,
      Span span,
      java.util.function.Function<Parameter, @Nullable Denotation> missing) {
    elaborator.reached.add(symbol);
    Scope callee = Scope.top(new Place(symbol.unit(), path, List.of(), true));
    ArgumentBinding.Signature signature =
        new ArgumentBinding.Signature(
            Shown.builderName(builder), symbol.parameters(), span, callee);
    Map<String, Given> matched = new LinkedHashMap<>();
    for (List<Given> level : levels) {
      elaborator.arguments.match(signature, level).forEach(matched::putIfAbsent);
    }
    Map<String, Denotation> values =
        elaborator.arguments.bind(signature, matched, caller, path, missing);
    InstanceDenotation built =
        new InstanceDenotation(path, symbol, values, elaborator.adapting.build(), span);
    instances.put(path, built);
    return built;
  }

  /** What an argument means to a builder parameter: each use builds it anew. */
  Denotation asBuilder(Expression expression, Scope scope) {
    if (expression instanceof Expression.BlockLayer block) {
      return new BlockBuilder(block.block(), scope);
    } else if (expression instanceof Expression.If choice) {
      Truth answer =
          elaborator.expressions.condition(
              elaborator.evaluate(choice.condition(), scope), choice.condition());
      Optional<Block> branch = answer == Truth.NO ? choice.otherwise() : Optional.of(choice.then());
      Optional<Expression> only = branch.flatMap(ItMention::onlyExpression);
      if (only.isPresent()) {
        return asBuilder(only.get(), scope);
      }
    } else if (expression instanceof Expression.Call call
        && elaborator.calls.isName(call.target(), scope)) {
      Denotation target = elaborator.evaluate(call.target(), scope);
      if (target instanceof BuilderDenotation base) {
        String name = Source.text(call.target());
        return new PresetBuilder(name.substring(name.indexOf('.') + 1), base, call, scope);
      }
    }
    Denotation value = elaborator.evaluate(expression, scope);
    if (value instanceof FunctionDenotation function) {
      return new FunctionBuilder(function);
    } else if (value instanceof InstanceDenotation instance) {
      throw new DiagnosticException(
          BuildingMessages.instanceForBuilder(instance.symbol().name(), expression.span()));
    }
    return value;
  }

  /** The name that sites of a builder take where the text gives none. */
  static String defaultPath(BuilderDenotation builder) {
    return Words.snake(Shown.builderName(builder));
  }
}
