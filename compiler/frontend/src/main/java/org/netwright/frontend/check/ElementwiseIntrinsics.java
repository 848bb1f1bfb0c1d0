package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.syntax.Expression.ComparisonOperator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;

/** Functions of one element after the other, on tensors and on static numbers alike. */
final class ElementwiseIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL = all();

  private ElementwiseIntrinsics() {}

  private static Map<String, Intrinsics.Intrinsic> all() {
    Map<String, Intrinsics.Intrinsic> all = new HashMap<>();
    all.put("exp", o -> floats(o, Primitive.EXP, Math::exp));
    all.put("log", o -> floats(o, Primitive.LOG, Math::log));
    all.put("log1p", o -> floats(o, Primitive.LOG1P, Math::log1p));
    all.put("expm1", o -> floats(o, Primitive.EXPM1, Math::expm1));
    all.put("sqrt", o -> floats(o, Primitive.SQRT, Math::sqrt));
    all.put("rsqrt", o -> floats(o, Primitive.RSQRT, x -> 1 / Math.sqrt(x)));
    all.put("sin", o -> floats(o, Primitive.SIN, Math::sin));
    all.put("cos", o -> floats(o, Primitive.COS, Math::cos));
    all.put("tanh", o -> floats(o, Primitive.TANH, Math::tanh));
    all.put("sigmoid", o -> floats(o, Primitive.SIGMOID, x -> 1 / (1 + Math.exp(-x))));
    all.put(
        "softplus",
        o ->
            floats(
                o, Primitive.SOFTPLUS, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))));
    all.put("erf", o -> tensorOnly(o, Primitive.ERF));
    all.put("abs", ElementwiseIntrinsics::abs);
    all.put("sign", ElementwiseIntrinsics::sign);
    all.put(
        "relu",
        o -> o.isTensor("x") ? unary(o, Primitive.RELU) : larger(o, "x", IntStatic.of(0), true));
    all.put("floor", o -> rounded(o, Primitive.FLOOR, Math::floor));
    all.put("ceil", o -> rounded(o, Primitive.CEIL, Math::ceil));
    all.put("round", o -> rounded(o, Primitive.ROUND, Math::rint));
    all.put("int", o -> rounded(o, Primitive.FLOOR, x -> x < 0 ? Math.ceil(x) : Math.floor(x)));
    all.put(
        "is_finite", o -> o.isTensor("x") ? unary(o, Primitive.IS_FINITE) : BoolStatic.of(true));
    all.put("max", o -> extreme(o, Primitive.MAXIMUM, true));
    all.put("min", o -> extreme(o, Primitive.MINIMUM, false));
    all.put("where", ElementwiseIntrinsics::where);
    all.put("cast", ElementwiseIntrinsics::cast);
    all.put(
        "stop_gradient", o -> o.isTensor("x") ? unary(o, Primitive.STOP_GRADIENT) : o.value("x"));
    all.put("surrogate", ElementwiseIntrinsics::surrogate);
    all.put("check_that", ElementwiseIntrinsics::checkThat);
    return Map.copyOf(all);
  }

  private static Denotation unary(Operands o, Primitive primitive) {
    return Operands.tensor(o.one(primitive, Attributes.NONE, o.tensor("x")));
  }

  private static Denotation tensorOnly(Operands o, Primitive primitive) {
    if (!o.isTensor("x") && !Statics.isNumber(o.value("x"))) {
      throw o.wrong("x", "a tensor");
    }
    Value x = o.tensor("x");
    return Operands.tensor(o.one(primitive, Attributes.NONE, floating(o, x)));
  }

  private static Value floating(Operands o, Value x) {
    return x.type().element().isFloat() ? x : o.graph().cast(x, ElementType.F32);
  }

  private static Denotation floats(Operands o, Primitive primitive, DoubleUnaryOperator function) {
    Denotation x = o.value("x");
    if (!Statics.isNumber(x)) {
      return tensorOnly(o, primitive);
    }
    OptionalDouble number = Statics.number(x);
    if (number.isEmpty()) {
      return o.elaborator().isOpen() ? FloatStatic.OPEN : tensorOnly(o, primitive);
    }
    double result = function.applyAsDouble(number.getAsDouble());
    if (Double.isNaN(result) || Double.isInfinite(result)) {
      throw new DiagnosticException(
          StaticMessages.noNumberOf(o.symbol().name(), number.getAsDouble(), o.span()));
    }
    return FloatStatic.of(result);
  }

  private static Denotation abs(Operands o) {
    Denotation x = o.value("x");
    if (!Statics.isNumber(x)) {
      return unary(o, Primitive.ABS);
    }
    Truth negative = Statics.compare(ComparisonOperator.LESS, x, IntStatic.of(0), o.span());
    return negative == Truth.YES ? Statics.negative(x, o.span()) : x;
  }

  private static Denotation sign(Operands o) {
    Denotation x = o.value("x");
    if (!Statics.isNumber(x)) {
      return unary(o, Primitive.SIGN);
    }
    Truth negative = Statics.compare(ComparisonOperator.LESS, x, IntStatic.of(0), o.span());
    return IntStatic.of(negative == Truth.YES ? -1 : 1);
  }

  // ---- to whole numbers

  private static Denotation rounded(Operands o, Primitive primitive, DoubleUnaryOperator function) {
    Denotation x = o.value("x");
    if (x instanceof IntStatic) {
      return x;
    } else if (x instanceof RatioStatic ratio) {
      return new IntStatic(quotient(o, ratio, primitive, function));
    } else if (x instanceof FloatStatic number) {
      return number.known()
          ? IntStatic.of((long) function.applyAsDouble(number.value()))
          : new IntStatic(Dim.named(o.elaborator().unknownName()));
    } else if (o.symbol().name().equals("int")) {
      throw o.wrong("x", "a static number");
    }
    return unary(o, primitive);
  }

  private static Dim quotient(
      Operands o, RatioStatic ratio, Primitive primitive, DoubleUnaryOperator function) {
    OptionalDouble number = Statics.number(ratio);
    if (number.isPresent() && o.symbol().name().equals("int")) {
      return Dim.of((long) function.applyAsDouble(number.getAsDouble()));
    }
    return switch (primitive) {
      case CEIL -> ratio.of().ceilDiv(ratio.by());
      case ROUND -> ratio.of().times(2).plus(ratio.by()).floorDiv(ratio.by().times(2));
      default -> ratio.of().floorDiv(ratio.by());
    };
  }

  // ---- of two operands

  private static Denotation extreme(Operands o, Primitive primitive, boolean larger) {
    if (Statics.isNumber(o.value("a")) && Statics.isNumber(o.value("b"))) {
      return larger(o, "a", o.value("b"), larger);
    }
    return binary(o, primitive, "a", "b");
  }

  private static Denotation larger(Operands o, String name, Denotation b, boolean larger) {
    Denotation a = o.value(name);
    Truth less = Statics.compare(ComparisonOperator.LESS, a, b, o.span());
    if (less == Truth.OPEN) {
      if (o.elaborator().isOpen()) {
        o.elaborator().sizes.leaveOut();
        return a instanceof IntStatic && b instanceof IntStatic
            ? new IntStatic(Dim.named(o.elaborator().unknownName()))
            : FloatStatic.OPEN;
      }
      Value x = o.elaborator().operators.value(a, ElementType.F32, o.span());
      Value y = o.elaborator().operators.value(b, ElementType.F32, o.span());
      return Operands.tensor(larger ? o.graph().maximum(x, y) : o.graph().minimum(x, y));
    }
    return (less == Truth.YES) == larger ? b : a;
  }

  private static Denotation binary(Operands o, Primitive primitive, String left, String right) {
    Value a = meeting(o, left, right);
    Value b = meeting(o, right, left);
    return Operands.tensor(o.one(primitive, Attributes.NONE, a, b));
  }

  /** An operand that takes the type of the other where it is a static number. */
  private static Value meeting(Operands o, String name, String other) {
    return o.value(other) instanceof TensorDenotation t
        ? o.tensor(name, t.value())
        : o.tensor(name);
  }

  private static Denotation where(Operands o) {
    Denotation condition = o.value("c");
    if (condition instanceof BoolStatic known) {
      return known.value() == Truth.NO ? o.value("b") : o.value("a");
    }
    Value a = meeting(o, "a", "b");
    Value b = meeting(o, "b", "a");
    return Operands.tensor(o.graph().select(o.tensor("c"), a, b));
  }

  private static Denotation cast(Operands o) {
    ElementType to = o.element("to");
    return Operands.tensor(o.graph().cast(o.tensor("x"), to));
  }

  private static Denotation surrogate(Operands o) {
    Value x = floating(o, o.tensor("of"));
    Value value = o.tensor("value", x);
    Value slope = o.tensor("slope", x);
    return Operands.tensor(o.one(Primitive.SURROGATE, Attributes.NONE, value, x, slope));
  }

  private static Denotation checkThat(Operands o) {
    Denotation condition = o.value("condition");
    if (condition instanceof BoolStatic known) {
      if (known.value() == Truth.NO) {
        throw new DiagnosticException(
            ArgumentMessages.requirement(
                java.util.Optional.of(o.text("message")), "this condition", o.span()));
      }
      return o.value("x");
    }
    return Operands.tensor(
        o.graph().check(o.tensor("x"), o.tensor("condition"), o.text("message")));
  }
}
