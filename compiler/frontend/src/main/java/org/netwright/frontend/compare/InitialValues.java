package org.netwright.frontend.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;

/** How each variable gets its first value, as a text that is equal for equal computations. */
final class InitialValues {
  private final Map<Value, String> known = new HashMap<>();

  private InitialValues() {}

  /** By the name of the variable. What draws are keyed by is left out: it follows the path. */
  static Map<String, String> of(StepGraph initialize) {
    InitialValues values = new InitialValues();
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<Variable, Value> write : initialize.writes().entrySet()) {
      texts.put(write.getKey().name(), values.text(write.getValue()));
    }
    return texts;
  }

  private String text(Value value) {
    String before = known.get(value);
    if (before != null) {
      return before;
    }
    Op op = value.op();
    StringBuilder text = new StringBuilder(op.primitive().toString());
    new TreeMap<>(op.attributes().all())
        .forEach(
            (name, attribute) -> {
              if (!name.equals("key") && !name.equals("shape")) {
                text.append(' ').append(name).append('=').append(shown(attribute));
              }
            });
    text.append('(');
    op.operands().forEach(operand -> text.append(text(operand)).append(';'));
    String made = text.append(")#").append(value.index()).toString();
    known.put(value, made);
    return made;
  }

  private static String shown(Object attribute) {
    if (attribute instanceof double[] numbers) {
      return java.util.Arrays.toString(numbers);
    } else if (attribute instanceof long[] integers) {
      return java.util.Arrays.toString(integers);
    }
    return attribute.toString();
  }
}
