package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.frontend.syntax.Expression.ComparisonOperator;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** Reductions over axes, and over lists. */
final class ReductionIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL = all();

  private ReductionIntrinsics() {}

  private static Map<String, Intrinsics.Intrinsic> all() {
    Map<String, Intrinsics.Intrinsic> all = new HashMap<>();
    all.put("sum", o -> reduced(o, Primitive.SUM));
    all.put("mean", ReductionIntrinsics::mean);
    all.put("prod", o -> reduced(o, Primitive.PRODUCT));
    all.put("amax", o -> reduced(o, Primitive.MAX));
    all.put("amin", o -> reduced(o, Primitive.MIN));
    all.put("any", o -> reduced(o, Primitive.ANY));
    all.put("all", o -> reduced(o, Primitive.ALL));
    all.put("argmax", ReductionIntrinsics::argmax);
    all.put("top_k", ReductionIntrinsics::topK);
    all.put("cumsum", ReductionIntrinsics::cumsum);
    return Map.copyOf(all);
  }

  private static Denotation reduced(Operands o, Primitive primitive) {
    if (o.value("x") instanceof ListDenotation list) {
      return overList(o, primitive, list.elements());
    } else if (!o.isTensor("x")) {
      return o.value("x");
    }
    Value x = o.tensor("x");
    long[] axes = o.axes("axis", x.type().shape().rank());
    if (axes.length == 0) {
      return Operands.tensor(x);
    }
    return Operands.tensor(
        o.one(primitive, Attributes.of("axes", axes, "keep", o.flag("keep")), x));
  }

  private static Denotation overList(Operands o, Primitive primitive, List<Denotation> elements) {
    if (elements.isEmpty()) {
      return switch (primitive) {
        case SUM -> IntStatic.of(0);
        case PRODUCT -> IntStatic.of(1);
        case ANY -> BoolStatic.of(false);
        case ALL -> BoolStatic.of(true);
        default -> throw o.wrong("x", "a list of at least one value");
      };
    }
    Denotation total = elements.get(0);
    for (Denotation next : elements.subList(1, elements.size())) {
      total = both(o, primitive, total, next);
    }
    return total;
  }

  private static Denotation both(Operands o, Primitive primitive, Denotation a, Denotation b) {
    Operators operators = o.elaborator().operators;
    return switch (primitive) {
      case SUM -> operators.binary(BinaryOperator.PLUS, a, b, o.span());
      case PRODUCT -> operators.binary(BinaryOperator.TIMES, a, b, o.span());
      case ANY -> operators.binary(BinaryOperator.OR, a, b, o.span());
      case ALL -> operators.binary(BinaryOperator.AND, a, b, o.span());
      default -> extreme(o, primitive == Primitive.MAX, a, b);
    };
  }

  private static Denotation extreme(Operands o, boolean larger, Denotation a, Denotation b) {
    if (a instanceof TensorDenotation || b instanceof TensorDenotation) {
      Value x = o.elaborator().operators.value(a, ElementType.F32, o.span());
      Value y = o.elaborator().operators.value(b, x.type().element(), o.span());
      return Operands.tensor(larger ? o.graph().maximum(x, y) : o.graph().minimum(x, y));
    }
    boolean less = Statics.compare(ComparisonOperator.LESS, a, b, o.span()) == Truth.YES;
    return less == larger ? b : a;
  }

  private static Denotation mean(Operands o) {
    if (o.value("x") instanceof ListDenotation list) {
      Denotation total = overList(o, Primitive.SUM, list.elements());
      return o.elaborator()
          .operators
          .binary(BinaryOperator.DIVIDE, total, IntStatic.of(list.elements().size()), o.span());
    } else if (!o.isTensor("x")) {
      return o.value("x");
    }
    Value x = o.tensor("x");
    long[] axes = o.axes("axis", x.type().shape().rank());
    return Operands.tensor(o.graph().mean(x, o.flag("keep"), axes));
  }

  private static Denotation argmax(Operands o) {
    Value x = o.tensor("x");
    return Operands.tensor(o.graph().argMax(x, o.axis("axis", x.type().shape().rank())));
  }

  private static Denotation topK(Operands o) {
    List<Value> results =
        o.graph().apply(Primitive.TOP_K, Attributes.of("k", o.dim("k")), List.of(o.tensor("x")));
    return new TupleDenotation(
        results.stream()
            .map(
                v ->
                    new Denotation.Field(
                        java.util.Optional.empty(), (Denotation) new TensorDenotation(v)))
            .toList());
  }

  private static Denotation cumsum(Operands o) {
    Value x = o.tensor("x");
    Attributes attributes =
        Attributes.of(
            "axis",
            (long) o.axis("axis", x.type().shape().rank()),
            "exclusive",
            o.flag("exclusive"),
            "reverse",
            o.flag("reverse"));
    return Operands.tensor(o.one(Primitive.CUMULATIVE_SUM, attributes, x));
  }
}
