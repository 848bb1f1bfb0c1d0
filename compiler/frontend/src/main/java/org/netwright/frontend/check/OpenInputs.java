package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Values for the parameters of a declaration that nobody calls: inputs of the declared types. */
final class OpenInputs {
  private final Elaborator elaborator;
  private final Optional<Long> batch;

  OpenInputs(Elaborator elaborator) {
    this(elaborator, Optional.empty());
  }

  /**
   * @param batch the size of first axes that are open; then no other may be
   */
  OpenInputs(Elaborator elaborator, Optional<Long> batch) {
    this.elaborator = elaborator;
    this.batch = batch;
  }

  /** What a static parameter is when nothing is known of it. */
  @Nullable Denotation unknown(Parameter parameter) {
    if (parameter.type() instanceof TypeExpression.Word word) {
      return switch (word.name().text()) {
        case "int" -> {
          elaborator.sizes.number(parameter.name().text());
          yield new IntStatic(Dim.named(parameter.name().text()));
        }
        case "float" -> FloatStatic.OPEN;
        case "bool" -> new BoolStatic(Truth.OPEN);
        default -> left();
      };
    }
    return left();
  }

  private Denotation left() {
    elaborator.sizes.leaveOut();
    return Denotations.ERROR;
  }

  /**
   * Arguments for a tensor list: tensors become inputs of the step, optional and defaulted ones are
   * left to their defaults.
   *
   * @param sizes the shapes of the tensors in order, as far as they are given
   */
  List<Given> arguments(
      List<Parameter> parameters, Scope callee, List<List<Long>> sizes, Span span) {
    List<Given> given = new ArrayList<>();
    Scope scope = callee.inner();
    int at = 0;
    for (Parameter parameter : parameters) {
      boolean tensor = isTensor(parameter.type());
      if (parameter.defaultValue().isPresent() && !(tensor && at < sizes.size())) {
        continue;
      }
      Denotation value;
      if (tensor) {
        Optional<List<Long>> wanted =
            at < sizes.size() ? Optional.of(sizes.get(at)) : Optional.empty();
        value = input(parameter.name().text(), parameter.type(), scope, wanted, span);
        at++;
      } else {
        value = unknown(parameter);
      }
      if (value != null) {
        given.add(named(parameter, value, span));
      }
    }
    return given;
  }

  private static Given named(Parameter parameter, Denotation value, Span span) {
    return new Given(
        Optional.of(parameter.name()),
        Optional.empty(),
        Optional.of(value),
        Optional.empty(),
        span);
  }

  private static boolean isTensor(TypeExpression type) {
    if (type instanceof TypeExpression.OptionalOf optional) {
      return isTensor(optional.type());
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      return tuple.fields().stream().allMatch(f -> isTensor(f.type()));
    } else if (type instanceof TypeExpression.Word word) {
      return ElementType.named(word.name().text()).isPresent();
    }
    return type instanceof TypeExpression.Tensor;
  }

  /** An input of the step for a declared type. */
  Denotation input(
      String name, TypeExpression type, Scope scope, Optional<List<Long>> sizes, Span span) {
    if (type instanceof TypeExpression.OptionalOf optional) {
      return input(name, optional.type(), scope, sizes, span);
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      List<Field> fields = new ArrayList<>();
      for (TypeExpression.Field field : tuple.fields()) {
        String fieldName = field.name().map(n -> n.text()).orElse(name + fields.size());
        fields.add(
            new Field(
                field.name().map(n -> n.text()),
                input(fieldName, field.type(), scope, Optional.empty(), span)));
      }
      return new TupleDenotation(fields);
    } else if (type instanceof TypeExpression.Word word) {
      ElementType element = ElementType.named(word.name().text()).orElse(ElementType.F32);
      return new TensorDenotation(
          elaborator.graph(span).input(name, new TensorType(element, Shape.SCALAR)));
    }
    TensorType wanted = typeOf((TypeExpression.Tensor) type, scope, sizes, name, span);
    return new TensorDenotation(elaborator.graph(span).input(name, wanted));
  }

  /** The type of an input: unbound names become symbolic dims, or take the given sizes. */
  TensorType typeOf(
      TypeExpression.Tensor type, Scope scope, Optional<List<Long>> sizes, String what, Span span) {
    ElementType element =
        type.element().flatMap(n -> ElementType.named(n.text())).orElse(ElementType.F32);
    if (sizes.isPresent()) {
      Shape shape = Shape.of(sizes.get().stream().mapToLong(s -> s).toArray());
      Types.Fitting fitting = new Types.Fitting("`" + what + "`", span, type.span());
      new ShapeFitting(elaborator, type, scope, fitting)
          .fit(shape, new Denotation.TextStatic(shape.toString()));
      return new TensorType(element, shape);
    }
    if (batch.isPresent()) {
      bindBatch(type, scope, span);
    }
    for (TypeExpression.DimExpression dim : type.dims()) {
      bindOpen(dim.value(), dim.spread(), scope);
    }
    return new TensorType(element, new Shape(elaborator.types.dims(type, scope)));
  }

  private void bindBatch(TypeExpression.Tensor type, Scope scope, Span span) {
    for (int i = 0; i < type.dims().size(); i++) {
      TypeExpression.DimExpression dim = type.dims().get(i);
      if (elaborator.types.isBound(dim.value(), scope)) {
        continue;
      }
      if (i > 0 || dim.spread() || !(dim.value() instanceof Expression.Reference reference)) {
        throw new DiagnosticException(SizeMessages.sizesWanted(span));
      }
      scope.define(reference.name().text(), IntStatic.of(batch.orElseThrow()));
    }
  }

  private void bindOpen(Expression dim, boolean spread, Scope scope) {
    if (dim instanceof Expression.Reference reference
        && !elaborator.types.isBound(reference, scope)) {
      Denotation open = new IntStatic(Dim.named(reference.name().text()));
      scope.define(reference.name().text(), spread ? new ListDenotation(List.of(open)) : open);
    } else if (dim instanceof Expression.Binary binary) {
      bindOpen(binary.left(), false, scope);
      bindOpen(binary.right(), false, scope);
    }
  }

  /** Whether the declaration fixes all sizes but those of the first axes, which are the batch. */
  boolean isConcrete(List<Parameter> parameters, Scope callee) {
    Scope scope = callee.inner();
    Map<String, Boolean> batch = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (!(parameter.type() instanceof TypeExpression.Tensor tensor)) {
        continue;
      }
      for (int i = 0; i < tensor.dims().size(); i++) {
        TypeExpression.DimExpression dim = tensor.dims().get(i);
        boolean bound = elaborator.types.isBound(dim.value(), scope);
        if (i == 0 && !bound && dim.value() instanceof Expression.Reference reference) {
          batch.put(reference.name().text(), true);
        } else if (!bound
            && !(dim.value() instanceof Expression.Reference other
                && batch.containsKey(other.name().text()))) {
          return false;
        }
      }
    }
    return true;
  }

  /** Values that every elaboration of outputs shares: names for the tensors of a result. */
  static Map<String, org.netwright.spi.graph.Value> outputs(Denotation result, Span span) {
    Map<String, org.netwright.spi.graph.Value> outputs = new LinkedHashMap<>();
    collect("output", result, outputs);
    if (outputs.isEmpty()) {
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("the result", span, Span.NONE), "a tensor", result));
    }
    return outputs;
  }

  private static void collect(
      String name, Denotation value, Map<String, org.netwright.spi.graph.Value> outputs) {
    if (value instanceof TensorDenotation tensor) {
      outputs.put(name, tensor.value());
    } else if (value instanceof TupleDenotation tuple) {
      for (int i = 0; i < tuple.fields().size(); i++) {
        Field field = tuple.fields().get(i);
        collect(field.name().orElse(name + i), field.value(), outputs);
      }
    } else if (value instanceof ListDenotation list) {
      for (int i = 0; i < list.elements().size(); i++) {
        collect(name + i, list.elements().get(i), outputs);
      }
    }
  }
}
