package org.netwright.frontend.interpret;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/**
 * Runs the ops of a graph one after the other. Inputs and variables are given by name, sizes of
 * free dims too. Draws are numbers of its own: equal for equal keys and counters.
 */
public final class GraphInterpreter {
  private final Map<String, Numbers> given;
  private final Map<String, Long> sizes;
  private final Map<Value, Numbers> known = new HashMap<>();

  public GraphInterpreter(Map<String, Numbers> given, Map<String, Long> sizes) {
    this.given = given;
    this.sizes = sizes;
  }

  /** Outputs of a step by name. */
  public static Map<String, Numbers> run(
      StepGraph step, Map<String, Numbers> given, Map<String, Long> sizes) {
    GraphInterpreter interpreter = new GraphInterpreter(given, sizes);
    interpreter.run(step.graph().ops());
    Map<String, Numbers> outputs = new LinkedHashMap<>();
    step.outputs().forEach((name, value) -> outputs.put(name, interpreter.value(value)));
    return outputs;
  }

  public void run(List<Op> ops) {
    for (Op op : ops) {
      List<Numbers> results = results(op);
      for (int i = 0; i < results.size(); i++) {
        known.put(op.results().get(i), results.get(i));
      }
    }
  }

  public Numbers value(Value value) {
    return Objects.requireNonNull(known.get(value), () -> value + " was not computed");
  }

  int size(Dim dim) {
    return dim.evaluate(sizes)
        .orElseThrow(() -> new IllegalStateException("no size for " + dim))
        .intValueExact();
  }

  int[] shape(Shape shape) {
    return shape.dims().stream().mapToInt(this::size).toArray();
  }

  Numbers x(Op op, int operand) {
    return value(op.operand(operand));
  }

  /** The shape of the op's first result. */
  int[] shape(Op op) {
    return shape(op.result().type().shape());
  }

  private List<Numbers> results(Op op) {
    return switch (op.primitive()) {
      case INPUT -> List.of(named(op, op.attributes().text("name")));
      case READ -> List.of(named(op, op.attributes().text("variable")));
      case CONSTANT -> List.of(constant(op));
      case RANGE -> List.of(Numbers.of(shape(op), at -> at[0]));
      case SIZE -> List.of(Numbers.scalar(size(op.attributes().dim("dim"))));
      case RANDOM_UNIFORM, RANDOM_NORMAL, RANDOM_TRUNCATED_NORMAL ->
          List.of(DrawMeaning.of(this, op));
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
          SELECT,
          SURROGATE,
          QUANTIZED,
          CHECK ->
          List.of(ElementwiseMeaning.of(this, op));
      case AWAIT -> List.of(x(op, 0));
      case WHILE -> loop(op);
      case SCAN -> scan(op);
      case SUM, MAX, MIN, PRODUCT, ALL, ANY, ARG_MAX, CUMULATIVE_SUM, TOP_K ->
          ReductionMeaning.of(this, op);
      case RESHAPE,
          TRANSPOSE,
          BROADCAST,
          SLICE,
          CONCAT,
          PAD,
          REVERSE,
          GATHER,
          SCATTER_ADD,
          ONE_HOT ->
          List.of(LayoutMeaning.of(this, op));
      case RESIZE, RESIZE_GRADIENT -> List.of(ResizeMeaning.of(this, op));
      case MATMUL, EINSUM -> List.of(ContractionMeaning.of(this, op));
      case CONV2D,
          CONV2D_INPUT_GRADIENT,
          CONV2D_KERNEL_GRADIENT,
          DEPTHWISE_CONV2D,
          DEPTHWISE_CONV2D_INPUT_GRADIENT,
          DEPTHWISE_CONV2D_KERNEL_GRADIENT ->
          List.of(ConvolutionMeaning.of(this, op));
      case MAX_POOL, MAX_POOL_GRADIENT, AVG_POOL, AVG_POOL_GRADIENT ->
          List.of(PoolingMeaning.of(this, op));
      case SOFTMAX, LOG_SOFTMAX, BATCH_NORM, BATCH_NORM_GRADIENT ->
          NormalisationMeaning.of(this, op);
      case ADAM_UPDATE, MOMENTUM_UPDATE -> OptimizerMeaning.of(this, op);
    };
  }

  private List<Numbers> loop(Op op) {
    LoopBody body = op.attributes().body("body");
    List<Numbers> carried = new ArrayList<>();
    for (int i = 1; i < op.operands().size(); i++) {
      carried.add(x(op, i));
    }
    double count = x(op, 0).values()[0];
    boolean stopped = false;
    for (int i = 0; i < count && !stopped; i++) {
      Map<String, Numbers> parameters = new HashMap<>();
      parameters.put(name(body.index()), Numbers.scalar(i));
      for (int p = 1; p < body.parameters().size(); p++) {
        parameters.put(name(body.parameters().get(p)), carried.get(p - 1));
      }
      GraphInterpreter iteration = new GraphInterpreter(parameters, sizes);
      iteration.run(body.ops());
      for (int r = 0; r < body.results().size(); r++) {
        carried.set(r, iteration.value(body.results().get(r)));
      }
      stopped = body.stop().isPresent() && iteration.value(body.stop().get()).values()[0] != 0;
    }
    return List.copyOf(carried.subList(0, body.results().size()));
  }

  private List<Numbers> scan(Op op) {
    LoopBody body = op.attributes().body("body");
    int count = (int) op.attributes().integer("count");
    int flowing = (int) op.attributes().integer("flowing");
    int cut = flowing + (int) op.attributes().integer("parts");
    List<Numbers> results = new ArrayList<>();
    for (int r = 0; r < op.results().size(); r++) {
      int[] shape = shape(op.results().get(r).type().shape());
      results.add(r < flowing ? x(op, r) : Numbers.zeros(shape));
    }
    for (int step = 0; step < count; step++) {
      int i = op.attributes().flag("reverse") ? count - 1 - step : step;
      Map<String, Numbers> parameters = new HashMap<>();
      parameters.put(name(body.index()), Numbers.scalar(i));
      for (int p = 0; p < op.operands().size(); p++) {
        Numbers operand = p < flowing ? results.get(p) : x(op, p);
        boolean part = p >= flowing && p < cut;
        parameters.put(name(body.parameters().get(1 + p)), part ? part(operand, i) : operand);
      }
      GraphInterpreter iteration = new GraphInterpreter(parameters, sizes);
      iteration.run(body.ops());
      for (int r = 0; r < results.size(); r++) {
        Numbers made = iteration.value(body.results().get(r));
        if (r < flowing) {
          results.set(r, made);
        } else {
          int length = made.values().length;
          System.arraycopy(made.values(), 0, results.get(r).values(), i * length, length);
        }
      }
    }
    return results;
  }

  private static Numbers part(Numbers all, int i) {
    int[] shape = java.util.Arrays.copyOfRange(all.shape(), 1, all.rank());
    int length = Numbers.count(shape);
    return new Numbers(
        shape, java.util.Arrays.copyOfRange(all.values(), i * length, (i + 1) * length));
  }

  private static String name(Value parameter) {
    return parameter.op().attributes().text("name");
  }

  private Numbers named(Op op, String name) {
    Numbers numbers = Objects.requireNonNull(given.get(name), () -> name + " is not given");
    if (!java.util.Arrays.equals(numbers.shape(), shape(op))) {
      throw new IllegalStateException(name + " is given as " + numbers);
    }
    return numbers;
  }

  private Numbers constant(Op op) {
    double[] values = op.attributes().numbers("values");
    int[] shape = shape(op);
    return values.length == Numbers.count(shape)
        ? new Numbers(shape, values)
        : Numbers.of(shape, at -> values[0]);
  }
}
