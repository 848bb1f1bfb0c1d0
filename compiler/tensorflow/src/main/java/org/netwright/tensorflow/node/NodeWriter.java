package org.netwright.tensorflow.node;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.Tensor;

/**
 * Writes nodes of any type into a TensorFlow graph, untyped: our own graph has checked types and
 * shapes already. The generated classes of TensorFlow Java know the newest version of each op only,
 * and that is not always the one that works.
 */
public final class NodeWriter {
  /** A constant of more elements than this that are all alike is written as a Fill. */
  private static final long FILLED = 64;

  private final Graph graph;
  private final NodeNames names;
  private final NodeWatch watch;
  private final Map<String, Output<?>> constants = new HashMap<>();
  private String prefix = "";
  private @Nullable Op op;
  private NodeNames.Role role = NodeNames.Role.COMPUTE;

  public NodeWriter(Graph graph, NodeNames names) {
    this(graph, names, NodeWatch.NONE);
  }

  public NodeWriter(Graph graph, NodeNames names, NodeWatch watch) {
    this.graph = graph;
    this.names = names;
    this.watch = watch;
  }

  /** A writer for a graph of its own, that of a function; no name is given twice. */
  public NodeWriter inside(Graph function) {
    return new NodeWriter(function, names, watch);
  }

  /** A name for a function that no other has. */
  public String functionName(String wanted) {
    return names.claim(wanted.replaceAll("[^A-Za-z0-9_]", "_"));
  }

  /** The nodes that follow get names below {@code prefix} and are made for {@code op}. */
  public void begin(String prefix, @Nullable Op op, NodeNames.Role role) {
    this.prefix = prefix;
    this.op = op;
    this.role = role;
  }

  /** A node of a type with its first operands. */
  public Node node(String type, Output<?>... operands) {
    String wanted = prefix.isEmpty() ? type : prefix + "/" + type;
    return open(type, wanted).in(operands);
  }

  /** A node that stands for itself, under the prefix as its name. */
  public Node named(String type, Output<?>... operands) {
    return open(type, prefix).in(operands);
  }

  private Node open(String type, String wanted) {
    String name = names.claim(wanted);
    if (op != null) {
      names.remember(name, op, role);
    }
    GraphOperationBuilder builder = graph.opBuilder(type, name, graph.baseScope());
    String madeFor = op == null ? "" : " for " + op + " at " + op.origin().span();
    Optional<Op> purpose = Optional.ofNullable(op);
    return new Node(
        builder, type + " " + name + madeFor, written -> watch.written(written, purpose));
  }

  /** The first result of a node without attributes. */
  public Output<?> make(String type, Output<?>... operands) {
    return node(type, operands).output();
  }

  // ---- constants; equal ones are one node

  /** A number as a scalar. */
  public Output<?> number(double number, ElementType type) {
    return constant(new TensorType(type, Shape.SCALAR), new double[] {number});
  }

  /** A whole number as an i32 scalar. */
  public Output<?> integer(long number) {
    return number(number, ElementType.I32);
  }

  /** Whole numbers as an i32 vector. */
  public Output<?> integers(long... numbers) {
    return constant(
        new TensorType(ElementType.I32, Shape.of(numbers.length)),
        Arrays.stream(numbers).asDoubleStream().toArray());
  }

  /** A whole number of 64 bits as a scalar. */
  public Output<?> wide(long number) {
    TensorType type = new TensorType(ElementType.I64, Shape.SCALAR);
    return constants.computeIfAbsent(
        "wide " + number,
        key -> {
          try (Tensor tensor = ElementTypes.allocate(type)) {
            tensor.asRawTensor().data().asLongs().setLong(number, 0);
            return write(type, tensor);
          }
        });
  }

  /** Numbers in row order, or one number for every element, in a known shape. */
  public Output<?> constant(TensorType type, double[] numbers) {
    long elements = type.shape().elements().known();
    if (numbers.length == 1 && elements > FILLED) {
      Output<?> dims = integers(type.shape().known());
      return node("Fill", dims, number(numbers[0], type.element())).output();
    }
    if (numbers.length > FILLED) {
      return fresh(type, numbers);
    }
    String key = type + " " + type.element() + Arrays.toString(numbers);
    Output<?> known = constants.get(key);
    if (known == null) {
      known = fresh(type, numbers);
      constants.put(key, known);
    }
    return known;
  }

  private Output<?> fresh(TensorType type, double[] numbers) {
    int elements = Math.toIntExact(type.shape().elements().known());
    ByteBuffer bytes =
        ByteBuffer.allocate(elements * type.element().bytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < elements; i++) {
      put(bytes, type.element(), numbers[numbers.length == 1 ? 0 : i]);
    }
    try (Tensor tensor = ElementTypes.allocate(type)) {
      if (elements > 0) {
        tensor.asRawTensor().data().write(bytes.array());
      }
      return write(type, tensor);
    }
  }

  private Output<?> write(TensorType type, Tensor tensor) {
    String name = names.claim("constants/" + type.element());
    return new Node(
            graph.opBuilder("Const", name, graph.baseScope()),
            "Const " + name,
            written -> watch.written(written, Optional.empty()))
        .with("dtype", type.element())
        .with("value", tensor)
        .output();
  }

  private static void put(ByteBuffer bytes, ElementType type, double number) {
    switch (type) {
      case BOOL -> bytes.put((byte) (number != 0 ? 1 : 0));
      case U8 -> bytes.put((byte) (int) number);
      case I32 -> bytes.putInt((int) number);
      case I64 -> bytes.putLong((long) number);
      case BF16 -> bytes.putShort(Bfloat16.bits(number));
      case F32 -> bytes.putFloat((float) number);
      case F64 -> bytes.putDouble(number);
    }
  }

  /** Scalars as one vector. */
  public Output<?> pack(List<Output<?>> scalars) {
    return node("Pack").list(scalars).with("axis", 0L).output();
  }
}
