package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;

/** The ops of a step made once more in another builder, for passes that add to them. */
public final class GraphCopy {
  private final StepBuilder into;
  private final Map<Value, Variable> variables = new HashMap<>();
  private final Map<Value, Value> copies = new HashMap<>();

  public GraphCopy(StepGraph from, StepBuilder into) {
    this.into = into;
    from.reads().forEach((variable, value) -> variables.put(value, variable));
  }

  /** Makes an op as it is, from the copies of its operands. */
  public void copy(Op op) {
    List<Value> results = into.inRegion(op.region(), () -> copied(op));
    for (int i = 0; i < results.size(); i++) {
      copies.put(op.results().get(i), results.get(i));
    }
  }

  private List<Value> copied(Op op) {
    return switch (op.primitive()) {
      case INPUT -> List.of(into.input(op.attributes().text("name"), op.result().type()));
      case READ -> List.of(into.read(Objects.requireNonNull(variables.get(op.result()))));
      default -> applied(op);
    };
  }

  private List<Value> applied(Op op) {
    List<Value> operands = new ArrayList<>();
    op.operands().forEach(operand -> operands.add(of(operand)));
    return into.within(op.origin(), () -> into.apply(op.primitive(), op.attributes(), operands));
  }

  /** Says what stands for a value from now on. */
  public void put(Value original, Value copy) {
    copies.put(original, copy);
  }

  /** What stands for a value. */
  public Value of(Value original) {
    return Objects.requireNonNull(copies.get(original), () -> original + " is not copied");
  }
}
