package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.ABS;
import static org.netwright.spi.graph.Primitive.ADD;
import static org.netwright.spi.graph.Primitive.AND;
import static org.netwright.spi.graph.Primitive.CAST;
import static org.netwright.spi.graph.Primitive.CEIL;
import static org.netwright.spi.graph.Primitive.CHECK;
import static org.netwright.spi.graph.Primitive.CONSTANT;
import static org.netwright.spi.graph.Primitive.COS;
import static org.netwright.spi.graph.Primitive.DIVIDE;
import static org.netwright.spi.graph.Primitive.EQUAL;
import static org.netwright.spi.graph.Primitive.ERF;
import static org.netwright.spi.graph.Primitive.EXP;
import static org.netwright.spi.graph.Primitive.EXPM1;
import static org.netwright.spi.graph.Primitive.FLOOR;
import static org.netwright.spi.graph.Primitive.FLOOR_DIVIDE;
import static org.netwright.spi.graph.Primitive.IS_FINITE;
import static org.netwright.spi.graph.Primitive.LESS;
import static org.netwright.spi.graph.Primitive.LESS_EQUAL;
import static org.netwright.spi.graph.Primitive.LOG;
import static org.netwright.spi.graph.Primitive.LOG1P;
import static org.netwright.spi.graph.Primitive.MAXIMUM;
import static org.netwright.spi.graph.Primitive.MINIMUM;
import static org.netwright.spi.graph.Primitive.MODULO;
import static org.netwright.spi.graph.Primitive.MULTIPLY;
import static org.netwright.spi.graph.Primitive.NEGATE;
import static org.netwright.spi.graph.Primitive.NOT;
import static org.netwright.spi.graph.Primitive.NOT_EQUAL;
import static org.netwright.spi.graph.Primitive.OR;
import static org.netwright.spi.graph.Primitive.POWER;
import static org.netwright.spi.graph.Primitive.QUANTIZED;
import static org.netwright.spi.graph.Primitive.RELU;
import static org.netwright.spi.graph.Primitive.ROUND;
import static org.netwright.spi.graph.Primitive.RSQRT;
import static org.netwright.spi.graph.Primitive.SELECT;
import static org.netwright.spi.graph.Primitive.SIGMOID;
import static org.netwright.spi.graph.Primitive.SIGN;
import static org.netwright.spi.graph.Primitive.SIN;
import static org.netwright.spi.graph.Primitive.SOFTPLUS;
import static org.netwright.spi.graph.Primitive.SQRT;
import static org.netwright.spi.graph.Primitive.STOP_GRADIENT;
import static org.netwright.spi.graph.Primitive.SUBTRACT;
import static org.netwright.spi.graph.Primitive.SURROGATE;
import static org.netwright.spi.graph.Primitive.TANH;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/** Element by element, with broadcasting. */
final class ElementwiseEmitters {
  /** Primitives that TensorFlow has in the same meaning. */
  private static final Map<Primitive, String> NAMES =
      Map.ofEntries(
          Map.entry(NEGATE, "Neg"),
          Map.entry(ABS, "Abs"),
          Map.entry(EXP, "Exp"),
          Map.entry(LOG, "Log"),
          Map.entry(LOG1P, "Log1p"),
          Map.entry(EXPM1, "Expm1"),
          Map.entry(SQRT, "Sqrt"),
          Map.entry(RSQRT, "Rsqrt"),
          Map.entry(SIN, "Sin"),
          Map.entry(COS, "Cos"),
          Map.entry(TANH, "Tanh"),
          Map.entry(SIGMOID, "Sigmoid"),
          Map.entry(SOFTPLUS, "Softplus"),
          Map.entry(RELU, "Relu"),
          Map.entry(ERF, "Erf"),
          Map.entry(SUBTRACT, "Sub"),
          Map.entry(MULTIPLY, "Mul"),
          Map.entry(DIVIDE, "RealDiv"),
          Map.entry(FLOOR_DIVIDE, "FloorDiv"),
          Map.entry(MODULO, "FloorMod"),
          Map.entry(POWER, "Pow"),
          Map.entry(MAXIMUM, "Maximum"),
          Map.entry(MINIMUM, "Minimum"),
          Map.entry(EQUAL, "Equal"),
          Map.entry(NOT_EQUAL, "NotEqual"),
          Map.entry(LESS, "Less"),
          Map.entry(LESS_EQUAL, "LessEqual"),
          Map.entry(AND, "LogicalAnd"),
          Map.entry(OR, "LogicalOr"));

  static final Map<Primitive, Emitter> TABLE = table();

  private ElementwiseEmitters() {}

  private static Map<Primitive, Emitter> table() {
    Map<Primitive, Emitter> table = new EnumMap<>(Primitive.class);
    NAMES.forEach((primitive, type) -> table.put(primitive, Emitter.of(op -> plain(op, type))));
    table.put(SIGN, Emitter.of(ElementwiseEmitters::sign));
    table.put(NOT, Emitter.of(ElementwiseEmitters::not));
    table.put(FLOOR, Emitter.of(op -> whole(op, "Floor")));
    table.put(CEIL, Emitter.of(op -> whole(op, "Ceil")));
    table.put(ROUND, Emitter.of(op -> whole(op, "Round")));
    table.put(IS_FINITE, Emitter.of(ElementwiseEmitters::isFinite));
    table.put(CAST, Emitter.of(op -> op.cast(op.in(0), op.attributes().element("to"))));
    table.put(STOP_GRADIENT, Emitter.of(op -> op.in(0)));
    table.put(SURROGATE, Emitter.of(op -> op.in(0)));
    table.put(QUANTIZED, Emitter.of(op -> op.in(0)));
    table.put(ADD, Emitter.of(ElementwiseEmitters::add));
    table.put(SELECT, Emitter.of(ElementwiseEmitters::select));
    table.put(CHECK, Emitter.of(ElementwiseEmitters::check));
    return table;
  }

  private static Output<?> plain(Emission op, String type) {
    return op.make(type, op.all().toArray(new Output<?>[0]));
  }

  /**
   * Not LogicalNot: TensorFlow's graph optimizer turns LogicalNot(Less(a, b)) into GreaterEqual(a,
   * b), which is false for NaN.
   */
  private static Output<?> not(Emission op) {
    return op.make(
        "SelectV2", op.in(0), op.number(0, ElementType.BOOL), op.number(1, ElementType.BOOL));
  }

  /**
   * TensorFlow's Sign is 0 at 0. Half a unit more never changes the sign of ±1 and makes 0
   * positive; NaN stays NaN.
   */
  private static Output<?> sign(Emission op) {
    if (op.element(0) == ElementType.U8) {
      return op.make("OnesLike", op.in(0));
    }
    Output<?> sign = op.make("Sign", op.in(0));
    if (op.element(0).isFloat()) {
      return op.make("Sign", op.make("AddV2", sign, op.number(0.5)));
    }
    Output<?> doubled = op.make("AddV2", sign, sign);
    return op.make("Sign", op.make("AddV2", doubled, op.number(1)));
  }

  /** Whole numbers stay what they are. */
  private static Output<?> whole(Emission op, String type) {
    return op.element(0).isFloat() ? op.make(type, op.in(0)) : op.in(0);
  }

  private static Output<?> isFinite(Emission op) {
    return op.element(0).isFloat()
        ? op.make("IsFinite", op.in(0))
        : op.make("Fill", op.make("Shape", op.in(0)), op.number(1, ElementType.BOOL));
  }

  /** A vector along the last axis is a bias: TensorFlow joins it with the product before it. */
  private static Output<?> add(Emission op) {
    if (isBias(op.type(0), op.type(1))) {
      return op.make("BiasAdd", op.in(0), op.in(1));
    }
    if (isBias(op.type(1), op.type(0))) {
      return op.make("BiasAdd", op.in(1), op.in(0));
    }
    return op.make("AddV2", op.in(0), op.in(1));
  }

  private static boolean isBias(TensorType wide, TensorType vector) {
    Shape shape = wide.shape();
    ElementType element = wide.element();
    return (element == ElementType.F32 || element == ElementType.BF16)
        && vector.element() == element
        && vector.shape().rank() == 1
        && shape.rank() >= 2
        && shape.rank() <= 5
        && shape.dim(-1).equals(vector.shape().dim(0))
        && !shape.dims().contains(Dim.of(0));
  }

  /** The gradient of a relu, which is a select where its operand is above zero, has a kernel. */
  private static Output<?> select(Emission op) {
    Value gradient = op.op().operand(1);
    Op condition = op.op().operand(0).op();
    if (condition.primitive() == LESS
        && isZero(condition.operand(0))
        && isZero(op.op().operand(2))) {
      Value x = condition.operand(1);
      if (x.type().equals(gradient.type()) && x.type().element().isFloat()) {
        Output<?> y = op.rectified(x).orElse(op.output(x));
        return op.make("ReluGrad", op.in(1), y);
      }
    }
    return plain(op, "SelectV2");
  }

  private static boolean isZero(Value value) {
    return value.op().primitive() == CONSTANT
        && value.type().shape().rank() == 0
        && value.op().attributes().numbers("values")[0] == 0;
  }

  /** The message stays with us: TensorFlow names the node, and the node the op. */
  private static Output<?> check(Emission op) {
    Output<?> condition = op.in(1);
    int rank = op.shape(1).rank();
    Output<?> holds =
        rank == 0
            ? condition
            : op.node("All", condition, op.integers(Emission.range(0, rank))).output();
    Operation asserted =
        op.node("Assert", holds).list(List.of(holds)).with("summarize", 1L).operation();
    return op.node("Identity", op.in(0)).after(asserted).output();
  }
}
