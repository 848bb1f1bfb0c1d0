package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Functions that move elements and make shapes. */
final class LayoutIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL = all();

  private LayoutIntrinsics() {}

  private static Map<String, Intrinsics.Intrinsic> all() {
    Map<String, Intrinsics.Intrinsic> all = new HashMap<>();
    all.put("shape", LayoutIntrinsics::shape);
    all.put("pair", o -> ints(o.pair("size")));
    all.put("reshape", o -> Operands.tensor(o.graph().reshape(o.tensor("x"), o.shape("shape"))));
    all.put("flatten", LayoutIntrinsics::flatten);
    all.put("transpose", LayoutIntrinsics::transpose);
    all.put(
        "broadcast", o -> Operands.tensor(o.graph().broadcast(o.tensor("x"), o.shape("shape"))));
    all.put("concat", LayoutIntrinsics::concat);
    all.put("stack", LayoutIntrinsics::stack);
    all.put("unstack", LayoutIntrinsics::unstack);
    all.put("split", LayoutIntrinsics::split);
    all.put("pad", LayoutIntrinsics::pad);
    all.put("reverse", LayoutIntrinsics::reverse);
    all.put("range", o -> Operands.tensor(o.graph().range(o.dim("n"))));
    all.put("fill", LayoutIntrinsics::fill);
    all.put("zeros", o -> constant(o, 0));
    all.put("ones", o -> constant(o, 1));
    return Map.copyOf(all);
  }

  private static Denotation ints(List<Dim> dims) {
    return new ListDenotation(dims.stream().<Denotation>map(IntStatic::new).toList());
  }

  private static Denotation shape(Operands o) {
    if (!o.isTensor("x")) {
      throw o.wrong("x", "a tensor");
    }
    return ints(o.tensor("x").type().shape().dims());
  }

  private static Denotation flatten(Operands o) {
    Value x = o.tensor("x");
    Shape shape = x.type().shape();
    if (shape.rank() < 1) {
      throw o.wrong("x", "a tensor of at least one axis");
    }
    Dim rest = new Shape(shape.dims().subList(1, shape.rank())).elements();
    return Operands.tensor(o.graph().reshape(x, Shape.of(shape.dim(0), rest)));
  }

  private static Denotation transpose(Operands o) {
    Value x = o.tensor("x");
    if (!o.isNone("permutation")) {
      return Operands.tensor(o.graph().transpose(x, o.integers("permutation")));
    }
    if (x.type().shape().rank() < 2) {
      throw o.wrong("x", "a tensor of at least two axes");
    }
    return Operands.tensor(o.graph().transposeLast(x));
  }

  private static Denotation concat(Operands o) {
    List<Value> parts = o.tensors("xs");
    int axis = o.axis("axis", parts.get(0).type().shape().rank());
    return Operands.tensor(o.graph().concat(parts, axis));
  }

  private static Denotation stack(Operands o) {
    List<Value> parts = o.tensors("xs");
    int axis = o.axis("axis", parts.get(0).type().shape().rank() + 1);
    List<Value> rows = new ArrayList<>();
    for (Value part : parts) {
      if (part.type().shape().rank() < axis) {
        throw o.wrong("xs", "a list of tensors of equal shape");
      }
      rows.add(o.graph().reshape(part, part.type().shape().insert(axis, Dim.of(1))));
    }
    return Operands.tensor(o.graph().concat(rows, axis));
  }

  private static Denotation unstack(Operands o) {
    Value x = o.tensor("x");
    int axis = o.axis("axis", x.type().shape().rank());
    Dim count = x.type().shape().dim(axis);
    if (!count.isKnown()) {
      throw new DiagnosticException(SizeMessages.unknownCount(count, o.span()));
    }
    List<Value> rows = new ArrayList<>();
    Shape row = x.type().shape().without(axis);
    for (long i = 0; i < count.known(); i++) {
      o.elaborator().bounds.iteration(o.span());
      rows.add(o.graph().reshape(o.graph().slice(x, axis, Dim.of(i), Dim.of(1)), row));
    }
    return Operands.tensorList(rows);
  }

  private static Denotation split(Operands o) {
    Value x = o.tensor("x");
    int axis = o.axis("axis", x.type().shape().rank());
    long parts = o.integer("parts");
    Dim length = x.type().shape().dim(axis);
    if (parts < 1 || length.isKnown() && length.known() % parts != 0) {
      throw new DiagnosticException(SizeMessages.noParts(length, parts, axis, o.span()));
    }
    Dim run = length.over(Dim.of(parts));
    List<Value> runs = new ArrayList<>();
    for (long i = 0; i < parts; i++) {
      o.elaborator().bounds.iteration(o.span());
      runs.add(o.graph().slice(x, axis, run.times(i), run));
    }
    return Operands.tensorList(runs);
  }

  private static Denotation pad(Operands o) {
    Value x = o.tensor("x");
    double value = Statics.number(o.value("value")).orElse(0);
    return Operands.tensor(o.graph().pad(x, o.dims("before"), o.dims("after"), value));
  }

  private static Denotation reverse(Operands o) {
    Value x = o.tensor("x");
    long[] axes = o.axes("axis", x.type().shape().rank());
    return Operands.tensor(o.one(Primitive.REVERSE, Attributes.of("axes", axes), x));
  }

  private static Denotation fill(Operands o) {
    return Operands.tensor(o.graph().broadcast(o.tensor("value"), o.shape("shape")));
  }

  /** With a shape a tensor, without one an initializer. */
  private static Denotation constant(Operands o, double number) {
    if (o.isNone("shape")) {
      return new InitializerDenotation(o.symbol(), Map.of());
    }
    return Operands.tensor(
        o.graph().fill(number, new TensorType(ElementType.F32, o.shape("shape"))));
  }
}
