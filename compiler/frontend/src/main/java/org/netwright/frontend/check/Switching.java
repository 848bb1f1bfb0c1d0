package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/**
 * {@code switch(index, [branches])}: a scalar index picks one branch, an index {@code i32[S...]}
 * picks one for each element (definitions C14). All branches are computed. They are tensors of one
 * type, or tuples and lists of such.
 */
final class Switching {
  private final Elaborator elaborator;
  private final Expression.Call call;
  private final Scope scope;

  Switching(Elaborator elaborator, Expression.Call call, Scope scope) {
    this.elaborator = elaborator;
    this.call = call;
    this.scope = scope;
  }

  private DiagnosticException form(Span span) {
    return new DiagnosticException(LoopMessages.constructForm("switch", span));
  }

  Denotation of(Optional<Denotation> piped) {
    @Nullable Denotation index = piped.orElse(null);
    @Nullable Denotation branches = null;
    Span indexSpan = call.span();
    for (Expression.Argument argument : call.arguments()) {
      String name = argument.name().map(n -> n.text()).orElse(index == null ? "index" : "branches");
      if (name.equals("index") && index == null) {
        index = elaborator.evaluate(argument.value(), scope);
        indexSpan = argument.value().span();
      } else if (name.equals("branches") && branches == null) {
        branches = elaborator.evaluate(argument.value(), scope);
      } else {
        throw form(argument.span());
      }
    }
    if (index == null || branches == null || call.block().isPresent()) {
      throw form(call.span());
    } else if (index.isError() || branches.isError()) {
      return Denotations.ERROR;
    } else if (!(branches instanceof ListDenotation list) || list.elements().isEmpty()) {
      throw form(call.span());
    } else if (list.elements().stream().anyMatch(Denotation::isError)) {
      return Denotations.ERROR;
    } else {
      return picked(index, list.elements(), indexSpan);
    }
  }

  private Denotation picked(Denotation index, List<Denotation> branches, Span indexSpan) {
    if (index instanceof TensorDenotation tensor && tensor.value().type().element().isInteger()) {
      return new Choices(tensor.value(), branches.size()).of(branches);
    } else if (!(index instanceof IntStatic number)) {
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("the index of `switch`", indexSpan, Span.NONE),
              "an int or a tensor of whole numbers",
              index));
    } else if (!number.value().isKnown()) {
      return new Choices(elaborator.graph(indexSpan).size(number.value()), branches.size())
          .of(branches);
    } else {
      long at = number.value().known();
      if (at < 0 || at >= branches.size()) {
        throw new DiagnosticException(LoopMessages.noBranch(at, branches.size(), indexSpan));
      }
      return branches.get((int) at);
    }
  }

  /** The branches by an index that is known while the step runs. */
  private final class Choices {
    private final StepBuilder graph = elaborator.graph(call.span());
    private final Value index;
    private final int count;

    Choices(Value index, int count) {
      this.count = count;
      Value first = graph.constant(0, index.type().element());
      Value last = graph.constant(count - 1, index.type().element());
      Value inside = graph.and(graph.lessEqual(first, index), graph.lessEqual(index, last));
      String message = "the index of a switch lies outside 0 to " + (count - 1);
      this.index = graph.check(index, inside, message);
    }

    /** Values in the same place of all branches. */
    Denotation of(List<Denotation> values) {
      Denotation first = values.get(0);
      if (first instanceof TupleDenotation tuple) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < tuple.fields().size(); i++) {
          Optional<String> name = tuple.fields().get(i).name();
          int at = i;
          fields.add(
              new Field(name, of(values.stream().map(v -> field(v, tuple, at, values)).toList())));
        }
        return new TupleDenotation(fields);
      } else if (first instanceof ListDenotation list) {
        List<Denotation> elements = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
          int at = i;
          elements.add(of(values.stream().map(v -> element(v, list, at, values)).toList()));
        }
        return new ListDenotation(elements);
      } else if (values.stream().allMatch(v -> Statics.isStatic(v) && isSame(first, v))) {
        return first;
      }
      return new TensorDenotation(chosen(tensors(values)));
    }

    private boolean isSame(Denotation a, Denotation b) {
      return a.getClass() == b.getClass() && Statics.equal(a, b) == Truth.YES;
    }

    private Denotation field(Denotation value, TupleDenotation like, int at, List<Denotation> all) {
      if (value instanceof TupleDenotation tuple
          && tuple.fields().size() == like.fields().size()
          && tuple.isNamed() == like.isNamed()) {
        Optional<Denotation> found =
            like.isNamed()
                ? tuple.field(like.fields().get(at).name().orElseThrow())
                : Optional.of(tuple.fields().get(at).value());
        if (found.isPresent()) {
          return found.get();
        }
      }
      throw new DiagnosticException(LoopMessages.unlikeBranches(all, call.span()));
    }

    private Denotation element(
        Denotation value, ListDenotation like, int at, List<Denotation> all) {
      if (value instanceof ListDenotation list
          && list.elements().size() == like.elements().size()) {
        return list.elements().get(at);
      }
      throw new DiagnosticException(LoopMessages.unlikeBranches(all, call.span()));
    }

    /** All branches as tensors of one type; numbers take that of the tensors they stand beside. */
    private List<Value> tensors(List<Denotation> values) {
      boolean whole = values.stream().allMatch(v -> v instanceof IntStatic);
      Optional<Value> tensor =
          values.stream()
              .filter(v -> v instanceof TensorDenotation)
              .map(v -> ((TensorDenotation) v).value())
              .findFirst();
      ElementType near =
          tensor.map(t -> t.type().element()).orElse(whole ? ElementType.I32 : ElementType.F32);
      List<Value> made = new ArrayList<>();
      for (Denotation value : values) {
        boolean fits =
            value instanceof TensorDenotation
                || Statics.isNumber(value)
                || value instanceof BoolStatic;
        if (!fits) {
          throw new DiagnosticException(LoopMessages.unlikeBranches(values, call.span()));
        }
        Value one = elaborator.operators.value(value, near, call.span());
        made.add(
            tensor.isPresent() && !(value instanceof TensorDenotation)
                ? graph.broadcast(one, tensor.get().type().shape())
                : one);
      }
      boolean alike = made.stream().allMatch(v -> v.type().equals(made.get(0).type()));
      if (!alike && !elaborator.isOpen()) {
        throw new DiagnosticException(LoopMessages.unlikeBranches(values, call.span()));
      }
      return made;
    }

    private Value chosen(List<Value> values) {
      Shape shape = values.get(0).type().shape();
      Shape picks = index.type().shape();
      boolean prefix = picks.rank() <= shape.rank();
      List<Dim> dims = new ArrayList<>(picks.dims());
      for (int i = 0; prefix && i < picks.rank(); i++) {
        prefix = picks.dim(i).equals(shape.dim(i)) || elaborator.isOpen();
      }
      if (!prefix) {
        throw new DiagnosticException(
            LoopMessages.indexApart(index.type(), values.get(0).type(), call.span()));
      }
      while (dims.size() < shape.rank()) {
        dims.add(Dim.of(1));
      }
      Value at = picks.rank() == 0 ? index : graph.reshape(index, new Shape(dims));
      Value chosen = values.get(count - 1);
      for (int i = count - 2; i >= 0; i--) {
        Value here = graph.equal(at, graph.constant(i, index.type().element()));
        chosen = graph.select(here, values.get(i), chosen);
      }
      return chosen;
    }
  }
}
