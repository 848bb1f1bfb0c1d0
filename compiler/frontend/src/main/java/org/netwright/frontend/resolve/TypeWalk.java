package org.netwright.frontend.resolve;

import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.TypeExpression;

/** The walk over a written type: its shapes bind the names of sizes that nothing has bound. */
final class TypeWalk {
  private final BodyWalk body;

  TypeWalk(BodyWalk body) {
    this.body = body;
  }

  static boolean isLayer(TypeExpression type) {
    if (type instanceof TypeExpression.OptionalOf optional) {
      return isLayer(optional.type());
    }
    return type instanceof TypeExpression.Word word
        && (word.name().text().equals("layer") || word.name().text().equals("quantizer"));
  }

  void walk(TypeExpression type) {
    if (type instanceof TypeExpression.Tensor tensor) {
      for (TypeExpression.DimExpression dim : tensor.dims()) {
        if (dim.value() instanceof Expression.Reference) {
          bindDims(dim.value());
        }
      }
      for (TypeExpression.DimExpression dim : tensor.dims()) {
        bindDims(dim.value());
        body.expression(dim.value());
      }
    } else if (type instanceof TypeExpression.ListOf list) {
      walk(list.element());
    } else if (type instanceof TypeExpression.OptionalOf optional) {
      walk(optional.type());
    } else if (type instanceof TypeExpression.TupleOf tuple) {
      tuple.fields().forEach(f -> walk(f.type()));
    } else if (type instanceof TypeExpression.Function function) {
      walk(function.from());
      walk(function.to());
    }
  }

  private void bindDims(Expression dim) {
    if (dim instanceof Expression.Reference reference) {
      body.bindDim(reference.name());
    } else if (dim instanceof Expression.Binary binary) {
      bindDims(binary.left());
      bindDims(binary.right());
    }
  }
}
