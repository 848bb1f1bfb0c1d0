package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.differentiate.Differentiation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/**
 * {@code gradient(e, of = x)}: d sum(e) / d x, of x's shape, or one for each of a list (definitions
 * C19). It is made of primitives, so it nests.
 */
final class Gradients {
  private final Elaborator elaborator;

  Gradients(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Denotation of(Expression.Call call, Scope scope) {
    Expression value = null;
    Expression by = null;
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name().isEmpty() && value == null) {
        value = argument.value();
      } else if (argument.name().isPresent() && argument.name().get().text().equals("of")) {
        by = argument.value();
      } else {
        throw new DiagnosticException(ArgumentMessages.gradientForm(argument.span()));
      }
    }
    if (value == null || by == null) {
      throw new DiagnosticException(ArgumentMessages.gradientForm(call.span()));
    }
    Denotation differentiated = elaborator.evaluate(value, scope);
    Denotation of = elaborator.evaluate(by, scope);
    if (differentiated.isError() || of.isError()) {
      return Denotations.ERROR;
    }
    Value sum = tensor(differentiated, "what `gradient` differentiates", value.span());
    if (of instanceof ListDenotation list) {
      List<Value> values = new ArrayList<>();
      for (Denotation element : list.elements()) {
        values.add(tensor(element, "an element of `of`", by.span()));
      }
      return Operands.tensorList(gradients(sum, values, call.span()));
    }
    Value x = tensor(of, "`of`", by.span());
    return new TensorDenotation(gradients(sum, List.of(x), call.span()).get(0));
  }

  private static Value tensor(Denotation value, String what, Span span) {
    if (value instanceof TensorDenotation tensor && tensor.value().type().element().isFloat()) {
      return tensor.value();
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(new Types.Fitting(what, span, Span.NONE), "a float tensor", value));
  }

  private List<Value> gradients(Value sum, List<Value> of, Span span) {
    StepBuilder graph = elaborator.graph(span);
    List<Optional<Value>> found = Differentiation.gradients(graph, sum, of);
    List<Value> made = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      Value x = of.get(i);
      made.add(found.get(i).orElseGet(() -> graph.zerosLike(x)));
    }
    return made;
  }
}
