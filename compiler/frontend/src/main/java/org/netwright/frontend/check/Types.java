package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.ScheduleDenotation;
import org.netwright.frontend.check.Denotation.SelectDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;

/**
 * Fits values to written types: converts where that keeps the value, binds unbound names of shapes,
 * checks bound ones.
 */
final class Types {
  private final Elaborator elaborator;

  Types(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /**
   * What is fitted, for messages.
   *
   * @param what {@code argument `hidden` of Mlp}
   * @param span of the value
   * @param declared where the type is written
   */
  record Fitting(String what, Span span, Span declared) {}

  /** The value in the type; names of shapes are bound in the scope. */
  Denotation fit(TypeExpression type, Denotation given, Scope scope, Fitting fitting) {
    if (given.isError()) {
      return given;
    }
    if (type instanceof TypeExpression.OptionalOf optional) {
      return given instanceof NoneStatic ? given : fit(optional.type(), given, scope, fitting);
    } else if (type instanceof TypeExpression.Word word) {
      return fitWord(word.name().text(), given, scope, type, fitting);
    } else if (type instanceof TypeExpression.Tensor tensor) {
      return fitTensor(tensor, given, scope, fitting);
    } else if (type instanceof TypeExpression.ListOf list) {
      return fitList(list, given, scope, fitting);
    } else if (type instanceof TypeExpression.Choice choice) {
      return fitChoice(choice, given, fitting);
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      return fitTuple(tuple, given, scope, fitting);
    }
    return given;
  }

  private Denotation fitWord(
      String word, Denotation given, Scope scope, TypeExpression type, Fitting fitting) {
    Optional<ElementType> element = ElementType.named(word);
    if (word.equals("bool") && !(elaborator.definitions.now(given) instanceof TensorDenotation)) {
      return demand(given instanceof BoolStatic, given, "a bool", fitting);
    }
    if (element.isPresent()) {
      TypeExpression.Tensor scalar =
          new TypeExpression.Tensor(
              Optional.of(((TypeExpression.Word) type).name()), List.of(), type.span());
      return fitTensor(scalar, given, scope, fitting);
    }
    return switch (word) {
      case "any" -> given;
      case "int" -> fitInt(given, fitting);
      case "float" -> fitFloat(given, fitting);
      case "string", "path" -> demand(given instanceof TextStatic, given, "a " + word, fitting);
      case "duration" -> fitDuration(given, fitting);
      case "layer" -> demand(isLayer(given), given, "a layer", fitting);
      case "quantizer" -> fitQuantizer(given, fitting);
      case "initializer" ->
          demand(
              given instanceof InitializerDenotation || given instanceof TensorDenotation,
              given,
              "an initializer, such as `zeros()`",
              fitting);
      case "optimizer" ->
          demand(
              given instanceof OptimizerDenotation || given instanceof SelectDenotation,
              given,
              "an optimizer, such as `Adam()`",
              fitting);
      case "schedule" -> demand(isSchedule(given), given, "a number or a schedule", fitting);
      case "net" ->
          demand(
              given instanceof NetDenotation || given instanceof Denotation.InstanceDenotation,
              given,
              "a net",
              fitting);
      case "recipe" ->
          demand(given instanceof Denotation.RunDenotation, given, "a run of a recipe", fitting);
      case "data" -> demand(given instanceof DataDenotation, given, "data", fitting);
      default -> given;
    };
  }

  private static Denotation demand(
      boolean holds, Denotation given, String wanted, Fitting fitting) {
    if (!holds) {
      throw new DiagnosticException(KindMessages.wrongKind(fitting, wanted, given));
    }
    return given;
  }

  private static Denotation fitQuantizer(Denotation given, Fitting fitting) {
    if (!Quantizers.isQuantizer(given)) {
      throw new DiagnosticException(
          given instanceof BuilderDenotation builder
              ? TransformMessages.quantizerWanted(fitting.what(), builder, fitting.span())
              : TransformMessages.notAQuantizer(fitting.what(), Shown.kind(given), fitting.span()));
    }
    return given;
  }

  static boolean isLayer(Denotation value) {
    return value instanceof BuilderDenotation
        || value instanceof Denotation.RealInstance
        || value instanceof Denotation.InstanceDenotation
        || value instanceof Denotation.BlockDenotation
        || value instanceof Denotation.LoopDenotation
        || value instanceof Denotation.LoopPartDenotation
        || value instanceof Denotation.PipeDenotation
        || value instanceof Denotation.ConstructDenotation
        || value instanceof Denotation.FunctionDenotation
        || value instanceof NetDenotation;
  }

  private static boolean isSchedule(Denotation value) {
    return Statics.isNumber(value)
        || value instanceof ScheduleDenotation
        || value instanceof SelectDenotation
        || value instanceof TensorDenotation t && t.value().type().shape().rank() == 0;
  }

  private Denotation fitInt(Denotation given, Fitting fitting) {
    if (given instanceof IntStatic) {
      return given;
    } else if (given instanceof RatioStatic ratio) {
      return new IntStatic(whole(ratio, fitting.span()));
    }
    throw new DiagnosticException(KindMessages.wrongKind(fitting, "an int", given));
  }

  private static Denotation fitFloat(Denotation given, Fitting fitting) {
    if (given instanceof IntStatic || given instanceof RatioStatic) {
      return Statics.number(given).isPresent()
          ? FloatStatic.of(Statics.number(given).getAsDouble())
          : given;
    }
    return demand(
        given instanceof FloatStatic || given instanceof SelectDenotation,
        given,
        "a float",
        fitting);
  }

  private static Denotation fitDuration(Denotation given, Fitting fitting) {
    if (Statics.isNumber(given)) {
      throw new DiagnosticException(KindMessages.numberForDuration(fitting, given));
    }
    return demand(given instanceof DurationStatic, given, "a duration", fitting);
  }

  private static Denotation fitChoice(
      TypeExpression.Choice choice, Denotation given, Fitting fitting) {
    List<String> words =
        choice.choices().stream()
            .map(t -> t.parts().isEmpty() ? "" : t.parts().get(0).text())
            .toList();
    if (given instanceof TextStatic text && words.contains(text.value())) {
      return given;
    }
    throw new DiagnosticException(KindMessages.noChoice(fitting, words, given));
  }

  private Denotation fitList(
      TypeExpression.ListOf type, Denotation given, Scope scope, Fitting fitting) {
    if (!(given instanceof ListDenotation list)) {
      throw new DiagnosticException(KindMessages.wrongKind(fitting, "a list", given));
    }
    elaborator.bounds.making(list.elements().size(), fitting.span());
    List<Denotation> fitted = new ArrayList<>();
    for (int i = 0; i < list.elements().size(); i++) {
      Fitting element =
          new Fitting("element " + i + " of " + fitting.what(), fitting.span(), fitting.declared());
      fitted.add(fit(type.element(), list.elements().get(i), scope, element));
    }
    return new ListDenotation(fitted);
  }

  private Denotation fitTuple(
      TypeExpression.TupleOf type, Denotation given, Scope scope, Fitting fitting) {
    if (!(given instanceof TupleDenotation tuple)
        || tuple.fields().size() != type.fields().size()) {
      throw new DiagnosticException(
          KindMessages.wrongKind(fitting, "a tuple of " + type.fields().size() + " values", given));
    }
    List<Field> fitted = new ArrayList<>();
    for (int i = 0; i < type.fields().size(); i++) {
      TypeExpression.Field wanted = type.fields().get(i);
      Optional<String> name = wanted.name().map(n -> n.text());
      Denotation value =
          name.isPresent() && tuple.isNamed()
              ? tuple
                  .field(name.get())
                  .orElseThrow(
                      () ->
                          new DiagnosticException(
                              KindMessages.wrongKind(
                                  fitting, "a tuple with a field `" + name.get() + "`", given)))
              : tuple.fields().get(i).value();
      Fitting field =
          new Fitting(
              (name.isPresent() ? "`" + name.get() + "`" : "value " + i) + " of " + fitting.what(),
              fitting.span(),
              wanted.span());
      fitted.add(
          new Field(
              name.isPresent() ? name : tuple.fields().get(i).name(),
              fit(wanted.type(), value, scope, field)));
    }
    return new TupleDenotation(fitted);
  }

  // ---- ints

  /** The int that a value is, where one is wanted. */
  Dim integer(Denotation value, Span span, String what) {
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    if (value instanceof IntStatic i) {
      return i.value();
    } else if (value instanceof RatioStatic ratio) {
      return whole(ratio, span);
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(new Fitting(what, span, Span.NONE), "an int", value));
  }

  private Dim whole(RatioStatic ratio, Span span) {
    boolean known = ratio.of().isKnown() && ratio.by().isKnown();
    if (known
        || elaborator.isOpen()
            && !elaborator.sizes.accept(Condition.divides(ratio.by(), ratio.of()), span)) {
      throw new DiagnosticException(StaticMessages.notWhole(ratio, span));
    }
    return ratio.of().over(ratio.by());
  }

  // ---- tensors

  private Denotation fitTensor(
      TypeExpression.Tensor type, Denotation given, Scope scope, Fitting fitting) {
    Denotation value = elaborator.definitions.now(given);
    if (Statics.isNumber(value) || value instanceof BoolStatic) {
      value = filled(type, value, scope, fitting);
    }
    if (!(value instanceof TensorDenotation tensor)) {
      throw new DiagnosticException(KindMessages.noTensorValue(fitting, type, given));
    }
    new ShapeFitting(elaborator, type, scope, fitting).fit(tensor.value().type().shape(), given);
    ElementType element = element(type, tensor.value().type().element(), scope);
    return new TensorDenotation(Conversion.widen(elaborator, tensor.value(), element, fitting));
  }

  /** A number where a tensor is wanted stands in every place of a shape that is bound. */
  private Denotation filled(
      TypeExpression.Tensor type, Denotation number, Scope scope, Fitting fitting) {
    ElementType near =
        type.element().flatMap(n -> ElementType.named(n.text())).orElse(ElementType.F32);
    var scalar = elaborator.operators.value(number, near, fitting.span());
    Optional<org.netwright.spi.type.Shape> shape =
        new ShapeFitting(elaborator, type, scope, fitting).bound();
    return new TensorDenotation(
        shape.isPresent()
            ? elaborator.graph(fitting.span()).broadcast(scalar, shape.get())
            : scalar);
  }

  /** The declared element type; {@code any} takes what it meets, the same each time in one call. */
  private static ElementType element(TypeExpression.Tensor type, ElementType found, Scope scope) {
    if (type.element().isEmpty()) {
      return ElementType.F32;
    }
    String word = type.element().get().text();
    if (!word.equals("any")) {
      return ElementType.named(word).orElse(found);
    }
    if (scope.find(" any") instanceof Denotation.ElementTypeStatic bound) {
      return bound.value();
    }
    scope.define(" any", new Denotation.ElementTypeStatic(found));
    return found;
  }

  /** The shape that a type states, every name of it bound. */
  List<Dim> dims(TypeExpression.Tensor type, Scope scope) {
    List<Dim> dims = new ArrayList<>();
    for (TypeExpression.DimExpression dim : type.dims()) {
      Denotation value = elaborator.evaluate(dim.value(), scope);
      if (dim.spread() && value instanceof ListDenotation list) {
        list.elements().forEach(e -> dims.add(integer(e, dim.span(), "a size")));
      } else {
        dims.add(integer(value, dim.span(), "a size"));
      }
    }
    return dims;
  }

  /** Whether every name of a dim has a value. */
  boolean isBound(Expression dim, Scope scope) {
    if (dim instanceof Expression.Reference reference) {
      return scope.find(reference.name().text()) != null
          || elaborator
              .program
              .space(scope.unit())
              .find(reference.name().text())
              .map(Symbol::isConstant)
              .orElse(false);
    } else if (dim instanceof Expression.Binary binary) {
      return isBound(binary.left(), scope) && isBound(binary.right(), scope);
    } else if (dim instanceof Expression.Unary unary) {
      return isBound(unary.operand(), scope);
    }
    return true;
  }
}
