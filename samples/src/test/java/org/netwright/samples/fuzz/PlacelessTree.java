package org.netwright.samples.fuzz;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/** What a tree says, wherever it stands: two texts with one meaning have equal ones. */
record PlacelessTree(String kind, List<Object> parts) {
  static PlacelessTree of(Record node) {
    List<Object> parts = new ArrayList<>();
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      if (component.getType() != Span.class) {
        parts.add(part(value(node, component)));
      }
    }
    return new PlacelessTree(node.getClass().getSimpleName(), List.copyOf(parts));
  }

  private static Object part(Object value) {
    if (value instanceof Record node) {
      return of(node);
    } else if (value instanceof List<?> list) {
      return list.stream().map(PlacelessTree::part).toList();
    } else if (value instanceof Optional<?> maybe) {
      return maybe.map(PlacelessTree::part);
    }
    return value;
  }

  private static Object value(Record node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the parts of a tree are public", e);
    }
  }
}
