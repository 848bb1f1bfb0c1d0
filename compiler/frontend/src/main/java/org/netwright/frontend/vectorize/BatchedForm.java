package org.netwright.frontend.vectorize;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.graph.Value;

/** How a primitive works on a batch when at least one operand has the batch axis. */
@FunctionalInterface
interface BatchedForm {
  /** The results, each with the batch axis in front; empty when these operands have no form. */
  Optional<List<Value>> results(LiftedOp op);
}
