package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.spi.graph.Value;

/** The tensors of a value in order, and the value around them: a tensor, or tuples and lists. */
record TensorTree(Denotation whole, List<Value> tensors) {
  TensorTree {
    tensors = List.copyOf(tensors);
  }

  static TensorTree of(Denotation whole) {
    List<Value> tensors = new ArrayList<>();
    collect(whole, tensors);
    return new TensorTree(whole, tensors);
  }

  private static void collect(Denotation value, List<Value> into) {
    if (value instanceof TensorDenotation tensor) {
      into.add(tensor.value());
    } else if (value instanceof TupleDenotation tuple) {
      tuple.fields().forEach(f -> collect(f.value(), into));
    } else if (value instanceof ListDenotation list) {
      list.elements().forEach(e -> collect(e, into));
    }
  }

  /** The same value around other tensors. */
  Denotation with(List<Value> others) {
    Iterator<Value> next = others.iterator();
    return rebuilt(whole, next);
  }

  private static Denotation rebuilt(Denotation value, Iterator<Value> next) {
    if (value instanceof TensorDenotation) {
      return new TensorDenotation(next.next());
    } else if (value instanceof TupleDenotation tuple) {
      return new TupleDenotation(
          tuple.fields().stream().map(f -> new Field(f.name(), rebuilt(f.value(), next))).toList());
    } else if (value instanceof ListDenotation list) {
      return new ListDenotation(list.elements().stream().map(e -> rebuilt(e, next)).toList());
    }
    return value;
  }

  /** Whether another value has tensors in the same places, under the same names. */
  boolean isShapedAs(TensorTree other) {
    return alike(whole, other.whole);
  }

  private static boolean alike(Denotation a, Denotation b) {
    if (a instanceof TupleDenotation one && b instanceof TupleDenotation other) {
      boolean same = one.fields().size() == other.fields().size();
      for (int i = 0; same && i < one.fields().size(); i++) {
        Field field = one.fields().get(i);
        same =
            field.name().equals(other.fields().get(i).name())
                && alike(field.value(), other.fields().get(i).value());
      }
      return same;
    } else if (a instanceof ListDenotation one && b instanceof ListDenotation other) {
      boolean same = one.elements().size() == other.elements().size();
      for (int i = 0; same && i < one.elements().size(); i++) {
        same = alike(one.elements().get(i), other.elements().get(i));
      }
      return same;
    }
    return a instanceof TensorDenotation == b instanceof TensorDenotation
        && (a instanceof TensorDenotation || a.getClass() == b.getClass());
  }
}
