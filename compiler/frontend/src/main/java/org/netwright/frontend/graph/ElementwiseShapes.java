package org.netwright.frontend.graph;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of elementwise primitives; several operands broadcast. */
final class ElementwiseShapes {
  static final Map<Primitive, ShapeRule> RULES = rules();

  private ElementwiseShapes() {}

  private static Map<Primitive, ShapeRule> rules() {
    Map<Primitive, ShapeRule> rules = new EnumMap<>(Primitive.class);
    for (Primitive p :
        List.of(
            Primitive.EXP,
            Primitive.LOG,
            Primitive.LOG1P,
            Primitive.EXPM1,
            Primitive.SQRT,
            Primitive.RSQRT,
            Primitive.SIN,
            Primitive.COS,
            Primitive.TANH,
            Primitive.SIGMOID,
            Primitive.SOFTPLUS,
            Primitive.ERF)) {
      rules.put(p, same(ElementType::isFloat, "a float"));
    }
    for (Primitive p :
        List.of(
            Primitive.NEGATE,
            Primitive.ABS,
            Primitive.SIGN,
            Primitive.RELU,
            Primitive.FLOOR,
            Primitive.CEIL,
            Primitive.ROUND)) {
      rules.put(p, same(ElementType::isNumber, "a number"));
    }
    rules.put(Primitive.NOT, same(e -> e == ElementType.BOOL, "a bool"));
    rules.put(Primitive.STOP_GRADIENT, same(e -> true, ""));
    rules.put(Primitive.IS_FINITE, ElementwiseShapes::isFinite);
    rules.put(
        Primitive.CAST,
        (a, operands, say) -> List.of(new TensorType(a.element("to"), operands.get(0).shape())));
    for (Primitive p :
        List.of(
            Primitive.ADD,
            Primitive.SUBTRACT,
            Primitive.MULTIPLY,
            Primitive.FLOOR_DIVIDE,
            Primitive.MODULO,
            Primitive.POWER,
            Primitive.MAXIMUM,
            Primitive.MINIMUM)) {
      rules.put(p, joined(ElementType::isNumber, "a number", false));
    }
    rules.put(Primitive.DIVIDE, joined(ElementType::isFloat, "a float", false));
    rules.put(Primitive.EQUAL, joined(e -> true, "", true));
    rules.put(Primitive.NOT_EQUAL, joined(e -> true, "", true));
    rules.put(Primitive.LESS, joined(ElementType::isNumber, "a number", true));
    rules.put(Primitive.LESS_EQUAL, joined(ElementType::isNumber, "a number", true));
    rules.put(Primitive.AND, joined(e -> e == ElementType.BOOL, "a bool", false));
    rules.put(Primitive.OR, joined(e -> e == ElementType.BOOL, "a bool", false));
    rules.put(Primitive.SELECT, ElementwiseShapes::select);
    rules.put(Primitive.SURROGATE, ElementwiseShapes::surrogate);
    rules.put(Primitive.QUANTIZED, ElementwiseShapes::quantized);
    rules.put(Primitive.CHECK, ElementwiseShapes::check);
    return rules;
  }

  private static ShapeRule same(Predicate<ElementType> accepted, String wanted) {
    return (attributes, operands, say) -> {
      demand(operands.get(0), accepted, wanted, say);
      return List.of(operands.get(0));
    };
  }

  private static void demand(
      TensorType type, Predicate<ElementType> accepted, String wanted, ShapeMessages say) {
    if (!accepted.test(type.element())) {
      throw say.wrongType("an operand", type, wanted);
    }
  }

  private static ShapeRule joined(
      Predicate<ElementType> accepted, String wanted, boolean comparison) {
    return (attributes, operands, say) -> {
      TensorType a = operands.get(0);
      TensorType b = operands.get(1);
      ElementType element = one(a, b, say);
      demand(a, accepted, wanted, say);
      Shape shape = Broadcasting.join(a.shape(), b.shape(), say);
      return List.of(new TensorType(comparison ? ElementType.BOOL : element, shape));
    };
  }

  static ElementType one(TensorType a, TensorType b, ShapeMessages say) {
    if (a.element() != b.element()) {
      throw say.typesDiffer(a.element(), b.element());
    }
    return a.element();
  }

  private static List<TensorType> isFinite(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    demand(operands.get(0), ElementType::isFloat, "a float", say);
    return List.of(new TensorType(ElementType.BOOL, operands.get(0).shape()));
  }

  private static void demandCondition(TensorType type, ShapeMessages say) {
    if (type.element() != ElementType.BOOL) {
      throw say.wrongType("the condition", type, "a bool");
    }
  }

  private static List<TensorType> select(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    demandCondition(operands.get(0), say);
    ElementType element = one(operands.get(1), operands.get(2), say);
    Shape branches = Broadcasting.join(operands.get(1).shape(), operands.get(2).shape(), say);
    return List.of(
        new TensorType(element, Broadcasting.join(operands.get(0).shape(), branches, say)));
  }

  /** Value, x and slope broadcast with one another; the result is the value. */
  private static List<TensorType> surrogate(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    TensorType value = operands.get(0);
    TensorType x = operands.get(1);
    TensorType slope = operands.get(2);
    one(value, x, say);
    one(x, slope, say);
    demand(x, ElementType::isFloat, "a float", say);
    Broadcasting.join(Broadcasting.join(value.shape(), x.shape(), say), slope.shape(), say);
    return List.of(value);
  }

  private static List<TensorType> quantized(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    demand(operands.get(0), ElementType::isNumber, "a number", say);
    return List.of(operands.get(0));
  }

  private static List<TensorType> check(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    demandCondition(operands.get(1), say);
    return List.of(operands.get(0));
  }
}
