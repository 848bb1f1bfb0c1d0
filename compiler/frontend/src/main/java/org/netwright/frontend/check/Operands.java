package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.ElementTypeStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** The bound arguments of one call of an intrinsic. */
final class Operands {
  private final Elaborator elaborator;
  private final Symbol symbol;
  private final Map<String, Denotation> values;
  private final Span span;

  Operands(Elaborator elaborator, Symbol symbol, Map<String, Denotation> values, Span span) {
    this.elaborator = elaborator;
    this.symbol = symbol;
    this.values = values;
    this.span = span;
  }

  Elaborator elaborator() {
    return elaborator;
  }

  Symbol symbol() {
    return symbol;
  }

  Span span() {
    return span;
  }

  StepBuilder graph() {
    return elaborator.graph(span);
  }

  /** The argument; a schedule as its current value. */
  Denotation value(String name) {
    Denotation value = values.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "the header of " + symbol.name() + " declares no parameter " + name);
    }
    return elaborator.definitions.now(value);
  }

  boolean isNone(String name) {
    return value(name) instanceof NoneStatic;
  }

  boolean isTensor(String name) {
    return value(name) instanceof TensorDenotation;
  }

  /** A tensor, or a static number as a scalar of its own type. */
  Value tensor(String name) {
    Denotation value = value(name);
    ElementType near = value instanceof IntStatic ? ElementType.I32 : ElementType.F32;
    return elaborator.operators.value(value, near, span);
  }

  /** A tensor; a static number takes the type of another one. */
  Value tensor(String name, Value meets) {
    return elaborator.operators.value(value(name), meets.type().element(), span);
  }

  boolean flag(String name) {
    if (value(name) instanceof BoolStatic flag) {
      return flag.value() == Truth.YES;
    }
    throw wrong(name, "a bool");
  }

  String text(String name) {
    if (value(name) instanceof TextStatic text) {
      return text.value();
    }
    throw wrong(name, "a string");
  }

  ElementType element(String name) {
    if (value(name) instanceof ElementTypeStatic element) {
      return element.value();
    }
    throw wrong(name, "one of the words bool, u8, i32, i64, f32, f64");
  }

  Dim dim(String name) {
    return elaborator.types.integer(value(name), span, argument(name));
  }

  long integer(String name) {
    return known(dim(name), name);
  }

  private long known(Dim dim, String name) {
    if (!dim.isKnown()) {
      if (elaborator.isOpen()) {
        throw new DiagnosticException(List.of()); // an application will give the number
      }
      throw new DiagnosticException(SizeMessages.unknownArgumentSize(argument(name), dim, span));
    }
    return dim.known();
  }

  List<Dim> dims(String name) {
    if (value(name) instanceof ListDenotation list) {
      return list.elements().stream()
          .map(e -> elaborator.types.integer(e, span, "an element of " + argument(name)))
          .toList();
    }
    throw wrong(name, "a list of ints");
  }

  Shape shape(String name) {
    return new Shape(dims(name));
  }

  long[] integers(String name) {
    return dims(name).stream().mapToLong(d -> known(d, name)).toArray();
  }

  /** Two sizes: an int stands for both. */
  List<Dim> pair(String name) {
    if (value(name) instanceof ListDenotation) {
      List<Dim> pair = dims(name);
      if (pair.size() != 2) {
        throw wrong(name, "an int, or a height and a width");
      }
      return pair;
    }
    Dim both = dim(name);
    return List.of(both, both);
  }

  long[] knownPair(String name) {
    List<Dim> pair = pair(name);
    return new long[] {known(pair.get(0), name), known(pair.get(1), name)};
  }

  List<Denotation> list(String name) {
    if (value(name) instanceof ListDenotation list) {
      return list.elements();
    }
    throw wrong(name, "a list");
  }

  /** The tensors of a list; static numbers take the type of the first tensor. */
  List<Value> tensors(String name) {
    List<Denotation> elements = list(name);
    ElementType near =
        elements.stream()
            .filter(e -> e instanceof TensorDenotation)
            .map(e -> ((TensorDenotation) e).value().type().element())
            .findFirst()
            .orElse(ElementType.F32);
    if (elements.isEmpty()) {
      throw wrong(name, "a list of at least one tensor");
    }
    List<Value> tensors = new ArrayList<>();
    for (Denotation element : elements) {
      tensors.add(elaborator.operators.value(element, near, span));
    }
    return tensors;
  }

  /** An axis of a rank, counted from 0; a negative one counts from the end. */
  int axis(String name, int rank) {
    return axis(integer(name), rank);
  }

  private int axis(long axis, int rank) {
    long fromStart = axis < 0 ? axis + rank : axis;
    if (fromStart < 0 || fromStart >= rank) {
      throw new DiagnosticException(SizeMessages.noAxis(symbol.name(), axis, rank, span));
    }
    return (int) fromStart;
  }

  /** An int, a list of ints, or none for all. */
  long[] axes(String name, int rank) {
    Denotation value = value(name);
    if (value instanceof NoneStatic) {
      return org.netwright.spi.graph.GraphBuilder.axes(rank);
    } else if (value instanceof ListDenotation) {
      return java.util.Arrays.stream(integers(name)).map(a -> axis(a, rank)).sorted().toArray();
    }
    return new long[] {axis(name, rank)};
  }

  Value one(Primitive primitive, Attributes attributes, Value... operands) {
    return graph().apply(primitive, attributes, List.of(operands)).get(0);
  }

  private String argument(String name) {
    return "argument `" + name + "` of " + symbol.name();
  }

  DiagnosticException wrong(String name, String wanted) {
    if (value(name).isError()) {
      return new DiagnosticException(List.of());
    }
    return new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting(argument(name), span, Span.NONE), wanted, value(name)));
  }

  static Denotation tensor(Value value) {
    return new TensorDenotation(value);
  }

  static Denotation tensorList(List<Value> values) {
    return new ListDenotation(values.stream().<Denotation>map(TensorDenotation::new).toList());
  }
}
