package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** Matches the arguments of a call with parameters, and gives each parameter its value. */
final class ArgumentBinding {
  private final Elaborator elaborator;

  ArgumentBinding(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /**
   * A call that arguments are matched for.
   *
   * @param name of what is called
   * @param parameters its parameters
   * @param span the call
   * @param callee where defaults and types are read
   */
  record Signature(String name, List<Parameter> parameters, Span span, Scope callee) {
    /** The same without some of its parameters. */
    Signature without(Predicate<Parameter> some) {
      return new Signature(name, parameters.stream().filter(some.negate()).toList(), span, callee);
    }

    @Override
    public String toString() {
      return Source.signature(name, parameters);
    }
  }

  /** The argument of each parameter that has one. */
  Map<String, Given> match(Signature signature, List<Given> given) {
    Map<String, Given> matched = new LinkedHashMap<>();
    int position = 0;
    boolean named = false;
    for (Given argument : given) {
      if (argument.name().isPresent()) {
        named = true;
        String name = argument.name().get().text();
        if (signature.parameters().stream().noneMatch(p -> p.name().text().equals(name))) {
          throw new DiagnosticException(
              ArgumentMessages.unknownArgument(signature, argument.name().get()));
        }
        put(matched, name, argument, signature);
      } else if (argument.isBlock()) {
        String taker = blockParameter(signature, matched, position, argument);
        boolean next =
            position < signature.parameters().size()
                && signature.parameters().get(position).name().text().equals(taker);
        position += next ? 1 : 0;
        put(matched, taker, argument, signature);
      } else {
        if (named) {
          throw new DiagnosticException(ArgumentMessages.positionalAfterNamed(argument.span()));
        }
        if (position >= signature.parameters().size()) {
          throw new DiagnosticException(
              ArgumentMessages.tooManyArguments(signature, given.size(), argument.span()));
        }
        put(matched, signature.parameters().get(position++).name().text(), argument, signature);
      }
    }
    return matched;
  }

  private static void put(
      Map<String, Given> matched, String name, Given argument, Signature signature) {
    if (matched.put(name, argument) != null) {
      throw new DiagnosticException(
          ArgumentMessages.argumentTwice(signature, name, argument.span()));
    }
  }

  /** A block goes to the next parameter that takes a layer. */
  private static String blockParameter(
      Signature signature, Map<String, Given> matched, int position, Given block) {
    for (int i = 0; i < signature.parameters().size(); i++) {
      Parameter parameter = signature.parameters().get(i);
      boolean free = i >= position && !matched.containsKey(parameter.name().text());
      if (free && takesLayer(parameter.type())) {
        return parameter.name().text();
      }
    }
    throw new DiagnosticException(ArgumentMessages.noBlockWanted(signature, block.span()));
  }

  static boolean takesLayer(TypeExpression type) {
    if (type instanceof TypeExpression.OptionalOf optional) {
      return takesLayer(optional.type());
    } else if (type instanceof TypeExpression.ListOf list) {
      return takesLayer(list.element());
    }
    return type instanceof TypeExpression.Word word
        && (word.name().text().equals("layer")
            || word.name().text().equals("quantizer")
            || word.name().text().equals("any"));
  }

  /** Whether each use of a parameter builds anew (definitions C15). */
  static boolean isBuilder(Parameter parameter) {
    return Words.isUpperCamel(parameter.name().text()) && takesLayer(parameter.type());
  }

  /**
   * Gives every parameter its value in the callee's scope, in the order of the signature: the
   * argument, else the default, else what {@code missing} says.
   *
   * @param caller where arguments are read
   * @param owner the path of the receiver, when it names the sites in its arguments
   */
  Map<String, Denotation> bind(
      Signature signature,
      Map<String, Given> matched,
      Scope caller,
      @Nullable String owner,
      Function<Parameter, @Nullable Denotation> missing) {
    Map<String, Denotation> values = new LinkedHashMap<>();
    for (Parameter parameter : signature.parameters()) {
      Given given = matched.get(parameter.name().text());
      Denotation value =
          given == null
              ? defaultValue(signature, parameter, owner, missing)
              : argument(signature, parameter, given, caller, owner);
      values.put(parameter.name().text(), value);
      signature.callee().define(parameter.name().text(), value);
      elaborator.reached.value(parameter.name(), value);
    }
    return values;
  }

  private Denotation argument(
      Signature signature, Parameter parameter, Given given, Scope caller, @Nullable String owner) {
    Denotation value =
        given.value().isPresent()
            ? given.value().get()
            : written(
                parameter, given.expression().orElseThrow(), given.scope().orElse(caller), owner);
    Types.Fitting fitting =
        new Types.Fitting(
            "argument `" + parameter.name().text() + "` of " + signature.name(),
            given.span(),
            parameter.span());
    return elaborator.types.fit(parameter.type(), value, signature.callee(), fitting);
  }

  private Denotation written(
      Parameter parameter, Expression expression, Scope caller, @Nullable String owner) {
    if (isBuilder(parameter)) {
      return builders(parameter.type(), expression, caller);
    }
    Owned owned =
        owner == null
            ? null
            : new Owned(
                Place.join(owner, parameter.name().text()), caller.place().indices().size());
    Denotation value = elaborator.expressions.evaluate(expression, caller, owned);
    if (value instanceof Denotation.RealBuilder && takesLayer(parameter.type())) {
      return new Denotation.RealInstance();
    }
    if (value instanceof Denotation.BuilderDenotation builder
        && takesLayer(parameter.type())
        && !isAny(parameter.type())) {
      throw new DiagnosticException(
          BuildingMessages.builderForInstance(parameter.name().text(), builder, expression.span()));
    }
    return value;
  }

  /** What an argument means to a builder parameter, or to a list of builders. */
  private Denotation builders(TypeExpression type, Expression expression, Scope caller) {
    if (type instanceof TypeExpression.ListOf inner
        && expression instanceof Expression.ListOf elements) {
      return new Denotation.ListDenotation(
          elements.elements().stream().map(e -> builders(inner.element(), e, caller)).toList());
    }
    return elaborator.building.asBuilder(expression, caller);
  }

  static boolean isAny(TypeExpression type) {
    return type instanceof TypeExpression.Word word && word.name().text().equals("any");
  }

  private Denotation defaultValue(
      Signature signature,
      Parameter parameter,
      @Nullable String owner,
      Function<Parameter, @Nullable Denotation> missing) {
    if (parameter.defaultValue().isPresent()) {
      Expression expression = parameter.defaultValue().get();
      Denotation value = written(parameter, expression, signature.callee(), owner);
      Types.Fitting fitting =
          new Types.Fitting(
              "the default of `" + parameter.name().text() + "` of " + signature.name(),
              expression.span(),
              parameter.span());
      return elaborator.types.fit(parameter.type(), value, signature.callee(), fitting);
    }
    Denotation open = missing.apply(parameter);
    if (open == null) {
      throw new DiagnosticException(
          ArgumentMessages.missingArgument(signature, List.of(parameter.name().text())));
    }
    return open;
  }

  /** All parameters that have neither argument nor default: one message for all of them. */
  void demandAll(Signature signature, Map<String, Given> matched) {
    List<String> missing = new ArrayList<>();
    for (Parameter parameter : signature.parameters()) {
      if (parameter.defaultValue().isEmpty() && !matched.containsKey(parameter.name().text())) {
        missing.add(parameter.name().text());
      }
    }
    if (!missing.isEmpty()) {
      throw new DiagnosticException(ArgumentMessages.missingArgument(signature, missing));
    }
  }
}
