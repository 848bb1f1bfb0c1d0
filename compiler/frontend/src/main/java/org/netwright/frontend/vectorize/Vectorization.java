package org.netwright.frontend.vectorize;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.Limits;
import org.netwright.frontend.graph.GraphCopy;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.TensorType;

/**
 * Rewrites a step over one record into the same step over a batch of records: each field of the
 * record gains a first axis, and each op that depends on the record takes its batched form.
 */
public final class Vectorization implements Lifting {
  private final StepGraph step;
  private final Dim batch;
  private final StepBuilder builder = new StepBuilder(Limits.DEFAULT);
  private final GraphCopy copy;
  private final Set<Value> batched = new HashSet<>();

  private Vectorization(StepGraph step, Dim batch) {
    this.step = step;
    this.batch = batch;
    this.copy = new GraphCopy(step, builder);
  }

  /**
   * The step over a batch; empty when an op has no batched form, or when something differs between
   * records without being a field: a draw, or a variable that is written.
   */
  public static Optional<StepGraph> overBatch(StepGraph recordStep, Dim batch) {
    return recordStep.writes().isEmpty()
        ? new Vectorization(recordStep, batch).lifted()
        : Optional.empty();
  }

  private Optional<StepGraph> lifted() {
    Set<Value> perRecord = new HashSet<>();
    for (Op op : step.graph().ops()) {
      if (op.primitive() == Primitive.INPUT
          || op.operands().stream().anyMatch(perRecord::contains)) {
        perRecord.addAll(op.results());
      }
      if (isDraw(op) && perRecord.contains(op.operand(0)) || !lift(op)) {
        return Optional.empty();
      }
    }
    step.outputs().forEach((name, value) -> builder.output(name, whole(value)));
    step.finite().forEach(value -> builder.finite(copy.of(value)));
    return Optional.of(builder.build(step.name() + ".batched"));
  }

  private static boolean isDraw(Op op) {
    return switch (op.primitive()) {
      case RANDOM_UNIFORM, RANDOM_NORMAL, RANDOM_TRUNCATED_NORMAL -> true;
      default -> false;
    };
  }

  private static boolean isField(Op op) {
    return op.primitive() == Primitive.INPUT
        && !op.attributes().text("name").startsWith(StepGraph.Clock.PREFIX);
  }

  /** Makes the op's batched form; false when it has none. */
  private boolean lift(Op op) {
    if (isField(op)) {
      Value field = op.result();
      put(field, builder.input(op.attributes().text("name"), type(field.type())));
      return true;
    }
    if (op.operands().stream().noneMatch(batched::contains)) {
      copy.copy(op);
      return true;
    }
    Optional<BatchedForm> form = BatchedForms.of(op.primitive());
    Optional<List<Value>> results =
        form.flatMap(f -> builder.within(op.origin(), () -> f.results(new LiftedOp(op, this))));
    results.ifPresent(
        values -> {
          for (int i = 0; i < values.size(); i++) {
            put(op.results().get(i), values.get(i));
          }
        });
    return results.isPresent();
  }

  private void put(Value original, Value lifted) {
    if (!lifted.type().equals(type(original.type()))) {
      throw new IllegalStateException(
          original.op() + " over a batch is " + lifted.type() + ", not " + type(original.type()));
    }
    copy.put(original, lifted);
    batched.add(original);
  }

  @Override
  public StepBuilder builder() {
    return builder;
  }

  @Override
  public Dim batch() {
    return batch;
  }

  @Override
  public boolean isBatched(Value original) {
    return batched.contains(original);
  }

  @Override
  public Value copy(Value original) {
    return copy.of(original);
  }

  /** The type of a record's value in a batch. */
  TensorType type(TensorType record) {
    return new TensorType(record.element(), record.shape().insert(0, batch));
  }

  /** A value with the batch axis; one that all records share is copied along it. */
  @Override
  public Value whole(Value original) {
    return isBatched(original)
        ? copy.of(original)
        : builder.broadcast(copy.of(original), type(original.type()).shape());
  }
}
