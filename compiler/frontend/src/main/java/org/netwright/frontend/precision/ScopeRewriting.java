package org.netwright.frontend.precision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.netwright.frontend.graph.Constants;
import org.netwright.frontend.precision.ValueFacts.Made;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Region;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/**
 * Makes the ops of one scope (a step, or the body of a loop) anew in mixed precision. Each value is
 * computed once, in one type; a cast to the other is written where it is first asked for.
 */
final class ScopeRewriting {
  private final List<Op> originals;
  private final ValueFacts facts;
  private final StepDecisions decisions;
  private final List<Op> made = new ArrayList<>();
  private final Map<Value, Value> computed = new HashMap<>();
  private final Map<Value, Value> casts = new HashMap<>();

  /**
   * @param given what flows into the parameters of a body
   */
  ScopeRewriting(List<Op> originals, Map<Value, Made> given, StepDecisions decisions) {
    this.originals = List.copyOf(originals);
    this.facts = new ValueFacts(originals, given);
    this.decisions = decisions;
  }

  void rewrite() {
    originals.forEach(this::rewrite);
  }

  List<Op> ops() {
    return made;
  }

  private void rewrite(Op op) {
    switch (PrecisionTable.rule(op.primitive())) {
      case CONTRACTION -> all(op, decisions.halved(op, facts.isHalved(op)));
      case BETWEEN -> all(op, decisions.halved(op, isBetween(op)));
      case STATISTICS -> statistics(op);
      case EXACT -> all(op, op.operands().stream().allMatch(v -> isHalf(v) || isNoFloat(v)));
      case FIRST -> first(op);
      case COMPARISON -> all(op, isComparedAsIs(op));
      case SINGLE -> all(op, false);
      case LOOP -> loop(op);
    }
  }

  // ---- which type

  private boolean isHalf(Value original) {
    return computedAs(original).type().element() == ElementType.BF16;
  }

  private static boolean isNoFloat(Value value) {
    return !value.type().element().isFloat();
  }

  private boolean isBetween(Op op) {
    boolean some = false;
    for (Value operand : op.operands()) {
      if (isHalf(operand)) {
        some = true;
      } else if (!isNoFloat(operand) && !isRounded(operand)) {
        return false;
      }
    }
    return some && facts.isBeforeContraction(op) && !facts.isUpdate(op);
  }

  private boolean isRounded(Value operand) {
    return operand.type().element() == ElementType.F32 && facts.isAdaptable(operand);
  }

  /** A constant that is a bf16 number is the same in both types. */
  private boolean isComparedAsIs(Op op) {
    boolean some = false;
    for (Value operand : op.operands()) {
      if (isHalf(operand)) {
        some = true;
      } else if (!isExactConstant(operand)) {
        return false;
      }
    }
    return some;
  }

  private static boolean isExactConstant(Value value) {
    return value.type().element() == ElementType.F32
        && Constants.uniform(value).stream().anyMatch(Bfloat16::holds);
  }

  // ---- how it is made

  /** All f32 operands and results in one type. */
  private void all(Op op, boolean half) {
    List<Value> operands =
        op.operands().stream().map(v -> half ? half(v, op) : single(v, op)).toList();
    List<TensorType> types =
        op.results().stream().map(r -> half ? halved(r.type()) : r.type()).toList();
    make(op, operands, op.attributes(), types);
  }

  private void statistics(Op op) {
    int last = op.operands().size() - 1;
    boolean gradient = op.primitive() == Primitive.BATCH_NORM_GRADIENT;
    boolean fits =
        facts.isBeforeContraction(op)
            && isHalf(op.operand(0))
            && (!gradient || isHalf(op.operand(last)));
    boolean half = decisions.halved(op, fits);
    List<Value> operands = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      boolean images = i == 0 || gradient && i == last;
      Value operand = op.operand(i);
      operands.add(half && images ? half(operand, op) : single(operand, op));
    }
    List<TensorType> types = new ArrayList<>();
    for (Value result : op.results()) {
      types.add(half && result.index() == 0 ? halved(result.type()) : result.type());
    }
    make(op, operands, op.attributes(), types);
  }

  private void first(Op op) {
    List<Value> operands = op.operands().stream().map(this::computedAs).toList();
    make(op, operands, op.attributes(), List.of(operands.get(0).type()));
  }

  private void loop(Op op) {
    LoopBody body = op.attributes().body("body");
    List<Value> operands = op.operands().stream().map(v -> single(v, op)).toList();
    List<TensorType> types = op.results().stream().map(Value::type).toList();
    make(op, operands, op.attributes().with("body", body(op, body)), types);
  }

  /** An optimizer's loop, and one over parameters alone, has a body of f32 throughout. */
  private LoopBody body(Op op, LoopBody body) {
    boolean single = facts.isUpdate(op) || op.operands().stream().allMatch(facts::isConstant);
    if (!decisions.halved(op, !single)) {
      return body;
    }
    ScopeRewriting inside = new ScopeRewriting(body.ops(), given(op, body), decisions);
    inside.rewrite();
    List<Value> results = body.results().stream().map(inside::single).toList();
    Optional<Value> stop = body.stop().map(inside::single);
    List<Value> parameters = body.parameters().stream().map(inside::computedAs).toList();
    return new LoopBody(parameters, results, stop, inside.ops());
  }

  /** What flows from iteration to iteration is data, whatever it was at first. */
  private Map<Value, Made> given(Op op, LoopBody body) {
    boolean scan = op.primitive() == Primitive.SCAN;
    int outside = scan ? 0 : 1;
    long flowing = scan ? op.attributes().integer("flowing") : body.results().size();
    Map<Value, Made> given = new HashMap<>();
    given.put(body.index(), new Made(true, true));
    for (int i = 1; i < body.parameters().size(); i++) {
      Value parameter = body.parameters().get(i);
      boolean flows = i - 1 < flowing;
      given.put(
          parameter, flows ? new Made(false, false) : facts.made(op.operand(outside + i - 1)));
    }
    return given;
  }

  private void make(Op op, List<Value> operands, Attributes attributes, List<TensorType> types) {
    Op again =
        new Op(
            decisions.number(),
            op.primitive(),
            operands,
            attributes,
            types,
            op.origin(),
            op.region());
    made.add(again);
    for (Value result : op.results()) {
      computed.put(result, again.results().get(result.index()));
    }
  }

  // ---- a value in a type

  private static TensorType halved(TensorType type) {
    return type.element() == ElementType.F32
        ? new TensorType(ElementType.BF16, type.shape())
        : type;
  }

  private Value computedAs(Value original) {
    return Objects.requireNonNull(computed.get(original), () -> original + " is not made yet");
  }

  /** A value as the program has it, for what leaves the scope. */
  Value single(Value original) {
    return single(original, original.op());
  }

  private Value single(Value original, Op user) {
    return isHalf(original) ? cast(original, ElementType.F32, user) : computedAs(original);
  }

  private Value half(Value original, Op user) {
    boolean single = computedAs(original).type().element() == ElementType.F32;
    return single ? cast(original, ElementType.BF16, user) : computedAs(original);
  }

  private Value cast(Value original, ElementType to, Op user) {
    Value known = casts.get(original);
    if (known == null) {
      known = cast(computedAs(original), to, user.origin(), user.region());
      casts.put(original, known);
    }
    return known;
  }

  private Value cast(Value value, ElementType to, Origin origin, Optional<Region> region) {
    TensorType type = new TensorType(to, value.type().shape());
    boolean constant = value.op().primitive() == Primitive.CONSTANT;
    Op op =
        constant
            ? new Op(
                decisions.number(),
                Primitive.CONSTANT,
                List.of(),
                value.op().attributes().with("type", type),
                List.of(type),
                origin,
                region)
            : new Op(
                decisions.number(),
                Primitive.CAST,
                List.of(value),
                Attributes.of("to", to),
                List.of(type),
                origin,
                region);
    made.add(op);
    return op.result();
  }
}
