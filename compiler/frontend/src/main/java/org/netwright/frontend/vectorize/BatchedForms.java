package org.netwright.frontend.vectorize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.netwright.frontend.graph.EinsumEquation;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/**
 * The batched forms of primitives. What is missing has none: batch normalisation would mix records,
 * gradients and optimizer steps do not stand in data blocks.
 */
final class BatchedForms {
  private static final Map<Primitive, BatchedForm> FORMS = forms();

  private BatchedForms() {}

  static Optional<BatchedForm> of(Primitive primitive) {
    return Optional.ofNullable(FORMS.get(primitive));
  }

  private static Map<Primitive, BatchedForm> forms() {
    Map<Primitive, BatchedForm> forms = new EnumMap<>(Primitive.class);
    for (Primitive p : Primitive.values()) {
      form(p).ifPresent(form -> forms.put(p, form));
    }
    return forms;
  }

  private static Optional<BatchedForm> form(Primitive primitive) {
    BatchedForm form =
        switch (primitive) {
          case NEGATE,
              ABS,
              SIGN,
              EXP,
              LOG,
              LOG1P,
              EXPM1,
              SQRT,
              RSQRT,
              SIN,
              COS,
              TANH,
              SIGMOID,
              SOFTPLUS,
              RELU,
              ERF,
              FLOOR,
              CEIL,
              ROUND,
              NOT,
              IS_FINITE,
              CAST,
              STOP_GRADIENT,
              ADD,
              SUBTRACT,
              MULTIPLY,
              DIVIDE,
              FLOOR_DIVIDE,
              MODULO,
              POWER,
              MAXIMUM,
              MINIMUM,
              EQUAL,
              NOT_EQUAL,
              LESS,
              LESS_EQUAL,
              AND,
              OR,
              SELECT ->
              BatchedForms::elementwise;
          case SURROGATE, QUANTIZED -> BatchedForms::surrogate;
          case CHECK -> BatchedForms::check;
          case SUM, MAX, MIN, PRODUCT, ALL, ANY, REVERSE -> BatchedForms::overAxes;
          case ARG_MAX, CUMULATIVE_SUM -> BatchedForms::alongAxis;
          case TOP_K, SOFTMAX, LOG_SOFTMAX, ONE_HOT ->
              op -> Optional.of(op.apply(op.attributes(), op.operands()));
          case RESHAPE -> op -> Optional.of(List.of(op.graph().reshape(op.x(0), targetShape(op))));
          case BROADCAST -> BatchedForms::broadcast;
          case TRANSPOSE -> BatchedForms::transpose;
          case SLICE -> op -> run(op, "begin", Dim.of(0), "size", op.batch());
          case PAD -> op -> run(op, "before", Dim.of(0), "after", Dim.of(0));
          case CONCAT -> BatchedForms::concat;
          case GATHER -> BatchedForms::gather;
          case SCATTER_ADD -> BatchedForms::scatter;
          case MATMUL -> BatchedForms::matmul;
          case EINSUM -> BatchedForms::einsum;
          case CONV2D, DEPTHWISE_CONV2D, MAX_POOL, AVG_POOL, RESIZE -> BatchedForms::folded;
          default -> null;
        };
    return Optional.ofNullable(form);
  }

  private static Optional<List<Value>> elementwise(LiftedOp op) {
    return Optional.of(op.apply(op.attributes(), aligned(op)));
  }

  private static List<Value> aligned(LiftedOp op) {
    int rank = op.rank();
    return IntStream.range(0, op.op().operands().size())
        .mapToObj(i -> op.aligned(i, rank))
        .toList();
  }

  /** The result has the value's shape, so the value needs the batch axis. */
  private static Optional<List<Value>> surrogate(LiftedOp op) {
    List<Value> operands = new ArrayList<>(aligned(op));
    operands.set(0, op.aligned(op.whole(0), op.rank()));
    return Optional.of(op.apply(op.attributes(), operands));
  }

  private static Optional<List<Value>> check(LiftedOp op) {
    return Optional.of(op.apply(op.attributes(), List.of(op.whole(0), op.x(1))));
  }

  private static Optional<List<Value>> overAxes(LiftedOp op) {
    long[] axes = Arrays.stream(op.attributes().integers("axes")).map(axis -> axis + 1).toArray();
    return Optional.of(op.apply(op.attributes().with("axes", axes), op.operands()));
  }

  private static Optional<List<Value>> alongAxis(LiftedOp op) {
    return Optional.of(op.apply(nextAxis(op), op.operands()));
  }

  private static Attributes nextAxis(LiftedOp op) {
    return op.attributes().with("axis", op.attributes().integer("axis") + 1);
  }

  private static Shape targetShape(LiftedOp op) {
    return op.shape(op.attributes().shape("shape"));
  }

  private static Optional<List<Value>> broadcast(LiftedOp op) {
    Shape to = targetShape(op);
    return Optional.of(List.of(op.graph().broadcast(op.aligned(0, to.rank() - 1), to)));
  }

  private static Optional<List<Value>> transpose(LiftedOp op) {
    long[] record = op.attributes().integers("permutation");
    long[] permutation = new long[record.length + 1];
    Arrays.setAll(permutation, i -> i == 0 ? 0 : record[i - 1] + 1);
    return Optional.of(List.of(op.graph().transpose(op.x(0), permutation)));
  }

  /** Two lists with one dim an axis, each with one more in front for the batch. */
  private static Optional<List<Value>> run(
      LiftedOp op, String first, Dim ofFirst, String second, Dim ofSecond) {
    Attributes attributes =
        op.attributes()
            .with(first, more(op.attributes().dims(first), ofFirst))
            .with(second, more(op.attributes().dims(second), ofSecond));
    return Optional.of(op.apply(attributes, op.operands()));
  }

  private static List<Dim> more(List<Dim> dims, Dim front) {
    List<Dim> more = new ArrayList<>(dims);
    more.add(0, front);
    return more;
  }

  private static Optional<List<Value>> concat(LiftedOp op) {
    List<Value> parts = IntStream.range(0, op.op().operands().size()).mapToObj(op::whole).toList();
    return Optional.of(op.apply(nextAxis(op), parts));
  }

  private static Optional<List<Value>> gather(LiftedOp op) {
    long axis = op.attributes().integer("axis");
    long batch = op.attributes().integer("batch");
    if (batch == 0 && !op.isBatched(1)) {
      return alongAxis(op);
    }
    if (axis == 0 && batch == 0 && !op.isBatched(0)) {
      return Optional.of(op.apply(op.attributes(), op.operands()));
    }
    return Optional.of(
        op.apply(nextAxis(op).with("batch", batch + 1), List.of(op.whole(0), op.whole(1))));
  }

  private static Optional<List<Value>> scatter(LiftedOp op) {
    Attributes attributes =
        nextAxis(op)
            .with("batch", op.attributes().integer("batch") + 1)
            .with("shape", targetShape(op));
    return Optional.of(op.apply(attributes, List.of(op.whole(0), op.whole(1))));
  }

  private static Optional<List<Value>> matmul(LiftedOp op) {
    return Optional.of(op.apply(op.attributes(), aligned(op)));
  }

  /** A letter that the equation does not use names the batch. */
  private static Optional<List<Value>> einsum(LiftedOp op) {
    String text = op.attributes().text("equation");
    EinsumEquation equation = EinsumEquation.of(text);
    String alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    Optional<String> letter =
        alphabet
            .chars()
            .filter(c -> text.indexOf(c) < 0)
            .mapToObj(c -> String.valueOf((char) c))
            .findFirst();
    return letter.map(
        b -> {
          List<String> operands = new ArrayList<>();
          for (int i = 0; i < equation.operands().size(); i++) {
            operands.add((op.isBatched(i) ? b : "") + equation.operands().get(i));
          }
          String wider = new EinsumEquation(operands, b + equation.result()).toString();
          return op.apply(op.attributes().with("equation", wider), op.operands());
        });
  }

  /** Work on images: the batch and the record's own images become one axis, and two again. */
  private static Optional<List<Value>> folded(LiftedOp op) {
    if (op.op().operands().size() > 1 && op.isBatched(1)) {
      return Optional.empty(); // a kernel per record
    }
    Shape images = op.op().operand(0).type().shape();
    List<Value> operands = new ArrayList<>(op.operands());
    Shape flat = images.with(0, op.batch().times(images.dim(0)));
    operands.set(0, op.graph().reshape(op.x(0), flat));
    return Optional.of(op.apply(op.attributes(), operands));
  }
}
