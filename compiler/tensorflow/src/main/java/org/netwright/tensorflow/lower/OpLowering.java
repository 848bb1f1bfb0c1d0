package org.netwright.tensorflow.lower;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.emit.Emission;
import org.netwright.tensorflow.emit.Emitters;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.node.DimSizes;
import org.netwright.tensorflow.node.ElementTypes;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Output;
import org.tensorflow.ndarray.Shape;

/** Emits the ops of one step one after the other and keeps what stands for each value. */
final class OpLowering implements Emission.Surroundings {
  private final String prefix;
  private final NodeWriter nodes;
  private final DimSizes sizes;
  private final VariableResources variables;
  private final Target target;
  private final Map<Value, Variable> reads = new HashMap<>();
  private final Map<Value, Output<?>> outputs = new HashMap<>();
  private final Map<Value, Value> rectified = new HashMap<>();
  private Optional<Set<Value>> used;

  /**
   * @param prefix of the names of all nodes
   */
  OpLowering(
      String prefix, StepGraph step, NodeWriter nodes, VariableResources variables, Target target) {
    this(prefix, nodes, new DimSizes(nodes), variables, target, Optional.empty());
    step.reads().forEach((variable, value) -> reads.put(value, variable));
  }

  /** From now on some values only are asked for; what is gathered for nothing is left out. */
  void usedAre(Set<Value> values) {
    used = Optional.of(values);
  }

  boolean isUsed(Value value) {
    return used.map(u -> u.contains(value)).orElse(true);
  }

  /** Ops that read no variable: those of a function. */
  private OpLowering(
      String prefix,
      NodeWriter nodes,
      DimSizes sizes,
      VariableResources variables,
      Target target,
      Optional<Set<Value>> used) {
    this.used = used;
    this.prefix = prefix;
    this.nodes = nodes;
    this.sizes = sizes;
    this.variables = variables;
    this.target = target;
  }

  /** The lowering of ops that go into a function of this one. */
  OpLowering inside(NodeWriter function, DimSizes functionSizes, Op loop) {
    LoopBody body = loop.attributes().body("body");
    Set<Value> insideUsed = new HashSet<>(body.results());
    body.stop().ifPresent(insideUsed::add);
    body.ops().forEach(op -> insideUsed.addAll(op.operands()));
    return new OpLowering(
        prefix, function, functionSizes, variables, target, Optional.of(insideUsed));
  }

  /** Emits ops in their order, but those that are given. */
  void emitAll(List<Op> ops) {
    for (Op op : ops) {
      if (!has(op)) {
        emit(op);
      }
    }
  }

  /** Emits an op and verifies what came of it. */
  void emit(Op op) {
    begin(op, NodeNames.Role.COMPUTE);
    List<Output<?>> results = Emitters.emit(new Emission(op, this));
    for (Value value : op.results()) {
      Output<?> output = results.get(value.index());
      verify(value, output);
      outputs.put(value, output);
    }
    if (op.primitive() == Primitive.RELU) {
      rectified.put(op.operand(0), op.result());
    }
  }

  /** The nodes that follow are made for an op. */
  void begin(Op op, NodeNames.Role role) {
    Origin origin = op.origin();
    String path = origin.path().isEmpty() ? "" : origin.path() + "/";
    String pass = origin.backward() ? "gradient/" : "";
    nodes.begin(prefix + "/" + path + pass + op.primitive(), op, role);
  }

  /** The nodes that follow are made for the step as a whole. */
  void begin(String what) {
    nodes.begin(prefix + "/" + what, null, NodeNames.Role.COMPUTE);
  }

  /** Takes a value as given, and the sizes of its free dims. */
  void put(Value value, Output<?> output) {
    outputs.put(value, output);
    sizes.bind(value.type().shape(), output);
  }

  boolean has(Op op) {
    return outputs.containsKey(op.result());
  }

  private static void verify(Value value, Output<?> output) {
    TensorType type = value.type();
    Shape made = output.shape();
    boolean fits =
        output.dataType() == ElementTypes.dataType(type.element())
            && (made.isUnknown() || made.isCompatibleWith(ElementTypes.shape(type.shape())));
    if (!fits) {
      throw new IllegalStateException(
          "the emitter of "
              + value.op()
              + " at "
              + value.op().origin().span()
              + " must make "
              + type
              + ", not "
              + output.dataType()
              + made);
    }
  }

  @Override
  public NodeWriter nodes() {
    return nodes;
  }

  @Override
  public DimSizes sizes() {
    return sizes;
  }

  @Override
  public Output<?> output(Value value) {
    Output<?> output = outputs.get(value);
    if (output == null) {
      throw new IllegalStateException(value + " must be emitted before it is used");
    }
    return output;
  }

  @Override
  public Output<?> handle(Value read) {
    Variable variable = reads.get(read);
    if (variable == null) {
      throw new IllegalStateException(read + " must be among the reads of the step");
    }
    return variables.of(variable).handle();
  }

  @Override
  public Optional<Output<?>> rectified(Value value) {
    return Optional.ofNullable(rectified.get(value)).map(this::output);
  }

  @Override
  public List<Output<?>> loop(Op op) {
    return op.primitive() == Primitive.SCAN
        ? new ScanLowering(op, this).results()
        : new LoopLowering(op, this).results();
  }

  @Override
  public Target target() {
    return target;
  }
}
