package org.netwright.frontend.parse;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/**
 * Prints a syntax tree, one record a line: its kind, its plain parts and its place, and below it
 * the parts that are records. Empty parts are left out.
 */
public final class TreePrinter {
  private final StringBuilder out = new StringBuilder();

  /** With the place of each node behind {@code @}. */
  public static String print(Record root) {
    TreePrinter printer = new TreePrinter();
    printer.node("", root, 0);
    return printer.out.toString();
  }

  private void node(String label, Record node, int depth) {
    out.append("  ".repeat(depth)).append(label).append(node.getClass().getSimpleName());
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      Object part = part(node, component);
      if (part instanceof Name name) {
        out.append(' ').append(component.getName()).append('=').append(name.text());
      } else if (isPlain(part)) {
        out.append(' ').append(component.getName()).append('=').append(plain(part));
      }
    }
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (part(node, component) instanceof Span span) {
        out.append("  @").append(span.line()).append(':').append(span.column());
        out.append('-').append(span.endLine()).append(':').append(span.endColumn());
      }
    }
    out.append('\n');
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      part(component.getName() + ": ", part(node, component), depth + 1);
    }
  }

  private void part(String label, Object part, int depth) {
    if (part instanceof Optional<?> maybe) {
      if (maybe.isPresent() && (maybe.get() instanceof Record || maybe.get() instanceof List)) {
        part(label, maybe.get(), depth);
      } else if (maybe.isEmpty() && label.equals("index: ")) {
        out.append("  ".repeat(depth)).append(label).append("all\n");
      }
    } else if (part instanceof List<?> list && list.stream().allMatch(Name.class::isInstance)) {
      if (!list.isEmpty()) {
        out.append("  ".repeat(depth)).append(label);
        out.append(list.stream().map(Object::toString).collect(Collectors.joining(".")))
            .append('\n');
      }
    } else if (part instanceof List<?> list) {
      String one = label.equals("indices: ") ? "index: " : label;
      list.forEach(each -> part(one, each, depth));
    } else if (part instanceof Record record && !(part instanceof Span) && !isPlain(part)) {
      node(label, record, depth);
    } else if (part instanceof Expression.ComparisonOperator operator) {
      out.append("  ".repeat(depth)).append(operator.sign()).append('\n');
    }
  }

  private static boolean isPlain(Object part) {
    Object value = part instanceof Optional<?> maybe ? maybe.orElse(null) : part;
    return value instanceof String text && !text.isEmpty()
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof Name
        || value instanceof Enum<?>
        || value instanceof org.netwright.spi.definition.Duration;
  }

  private static String plain(Object part) {
    Object value = part instanceof Optional<?> maybe ? maybe.orElseThrow() : part;
    return value instanceof String text
        ? '"' + text.replace("\n", "\\n") + '"'
        : String.valueOf(value);
  }

  private static Object part(Record node, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
