package org.netwright.frontend.graph;

import java.util.List;
import java.util.StringJoiner;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Value;

/**
 * The text form of a step, one op a line: results with their types, the primitive, its operands and
 * attributes, and where it comes from. Golden tests compare it.
 */
public final class GraphPrinter {
  private GraphPrinter() {}

  public static String print(StepGraph step) {
    StringBuilder text = new StringBuilder("step ").append(step.name()).append('\n');
    print(step.graph().ops(), "  ", text);
    step.writes()
        .forEach(
            (variable, value) ->
                text.append("  write ")
                    .append(variable.name())
                    .append(" = ")
                    .append(value)
                    .append('\n'));
    step.outputs()
        .forEach(
            (name, value) ->
                text.append("  output ").append(name).append(" = ").append(value).append('\n'));
    step.finite().forEach(value -> text.append("  finite ").append(value).append('\n'));
    return text.toString();
  }

  private static void print(List<Op> ops, String indent, StringBuilder text) {
    for (Op op : ops) {
      text.append(indent).append(print(op)).append('\n');
      if (op.attributes().has("body")) {
        LoopBody body = op.attributes().body("body");
        print(body.ops(), indent + "  ", text);
        text.append(indent).append("  next ").append(body.results());
        body.stop().ifPresent(stop -> text.append(" until ").append(stop));
        text.append('\n');
      }
    }
  }

  /** One op as one line. */
  public static String print(Op op) {
    StringJoiner results = new StringJoiner(", ");
    for (Value result : op.results()) {
      results.add(result + ": " + result.type());
    }
    StringBuilder line = new StringBuilder().append(results).append(" = ").append(op.primitive());
    StringJoiner operands = new StringJoiner(", ");
    op.operands().forEach(operand -> operands.add(operand.toString()));
    if (operands.length() > 0) {
      line.append(' ').append(operands);
    }
    String attributes = op.results().isEmpty() ? "" : attributes(op);
    if (!attributes.isEmpty()) {
      line.append(" {").append(attributes).append('}');
    }
    op.region().ifPresent(region -> line.append("  in remat ").append(region.depth() + 1));
    return line.append(origin(op.origin())).toString();
  }

  /** In the order of the declaration; a type or shape that the result shows is left out. */
  private static String attributes(Op op) {
    Attributes ordered = Attributes.NONE;
    for (String name : op.primitive().attributes()) {
      Object value = op.attributes().all().get(name);
      boolean shown = op.result().type().equals(value) || op.result().type().shape().equals(value);
      if (value != null && !shown) {
        ordered = ordered.with(name, value);
      }
    }
    return ordered.toString();
  }

  private static String origin(Origin origin) {
    StringJoiner words = new StringJoiner(" ", "  # ", "").setEmptyValue("");
    if (!origin.path().isEmpty()) {
      words.add(origin.path());
    }
    if (origin.span().exists()) {
      words.add(origin.span().toString());
    }
    if (origin.backward()) {
      words.add("backward");
    }
    return words.toString();
  }
}
