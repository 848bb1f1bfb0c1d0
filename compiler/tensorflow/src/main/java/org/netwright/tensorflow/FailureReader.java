package org.netwright.tensorflow;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.node.NodeNames;
import org.tensorflow.exceptions.TFResourceExhaustedException;
import org.tensorflow.exceptions.TensorFlowException;

/**
 * Reads what TensorFlow says about a failed run. Its exception classes do not tell faults apart, so
 * the node that the message names decides.
 */
final class FailureReader {
  private final NodeNames names;

  FailureReader(NodeNames names) {
    this.names = names;
  }

  /**
   * Whether TensorFlow itself says so; its exceptions have no common class but a common package.
   */
  static boolean isFromTensorFlow(RuntimeException failure) {
    String origin = TensorFlowException.class.getPackageName();
    return failure.getClass().getPackageName().equals(origin);
  }

  StepFailure read(StepGraph step, NativeFeeds feeds, RuntimeException failure) {
    String words = Objects.requireNonNullElse(failure.getMessage(), "");
    Optional<NodeNames.Purpose> purpose = names.namedIn(words);
    Origin origin = purpose.map(p -> p.op().origin()).orElse(Origin.NONE);
    if (failure instanceof TFResourceExhaustedException || words.contains("OOM when allocating")) {
      String message = TensorFlowMessages.noMemory(step, words);
      return new StepFailure(StepFailure.Kind.MEMORY, message, origin, failure);
    }
    if (purpose.isEmpty()) {
      String message = TensorFlowMessages.failed(step, words);
      return new StepFailure(StepFailure.Kind.OTHER, message, origin, failure);
    }
    Op op = purpose.get().op();
    if (purpose.get().role() == NodeNames.Role.FINITE) {
      String message = TensorFlowMessages.notFinite(step, op);
      return new StepFailure(StepFailure.Kind.NON_FINITE, message, origin, failure);
    }
    if (op.primitive() == Primitive.CHECK) {
      String message = op.attributes().text("message");
      return new StepFailure(StepFailure.Kind.CHECK, message, origin, failure);
    }
    List<TensorType> operands = op.operands().stream().map(Value::type).map(feeds::sized).toList();
    String message = TensorFlowMessages.failed(step, op, operands, words);
    return new StepFailure(StepFailure.Kind.OTHER, message, origin, failure);
  }
}
