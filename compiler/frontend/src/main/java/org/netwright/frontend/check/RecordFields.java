package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.program.DataProgram;

/**
 * A record with its lists and tuples, and the same as fields of one level: the first image of the
 * list {@code views} is the field {@code views.0}, the {@code mask} of the tuple {@code text} is
 * {@code text.mask}.
 */
final class RecordFields {
  private RecordFields() {}

  /** Hands on each value by its field's name; lists and tuples by the names of their parts. */
  static void flatten(TupleDenotation record, BiConsumer<String, Denotation> each) {
    for (Field field : record.fields()) {
      flatten(field.name().orElse(""), field.value(), each);
    }
  }

  private static void flatten(String name, Denotation value, BiConsumer<String, Denotation> each) {
    if (value instanceof ListDenotation list && !list.elements().isEmpty()) {
      for (int i = 0; i < list.elements().size(); i++) {
        flatten(name + "." + i, list.elements().get(i), each);
      }
    } else if (value instanceof TupleDenotation tuple && tuple.isNamed()) {
      for (Field field : tuple.fields()) {
        flatten(name + "." + field.name().orElse(""), field.value(), each);
      }
    } else {
      each.accept(name, value);
    }
  }

  /** The record that fields of one level stand for. */
  static TupleDenotation record(
      List<DataProgram.Field> fields, Function<DataProgram.Field, Denotation> value) {
    Map<String, Denotation> leaves = new LinkedHashMap<>();
    fields.forEach(field -> leaves.put(field.name(), value.apply(field)));
    return (TupleDenotation) node(leaves);
  }

  private static Denotation node(Map<String, Denotation> leaves) {
    Denotation whole = leaves.get("");
    if (whole != null) {
      return whole;
    }
    Map<String, Map<String, Denotation>> parts = new LinkedHashMap<>();
    leaves.forEach(
        (name, value) -> {
          int dot = name.indexOf('.');
          parts
              .computeIfAbsent(dot < 0 ? name : name.substring(0, dot), k -> new LinkedHashMap<>())
              .put(dot < 0 ? "" : name.substring(dot + 1), value);
        });
    boolean list = parts.keySet().stream().allMatch(k -> Character.isDigit(k.charAt(0)));
    List<Field> fields = new ArrayList<>();
    parts.forEach((name, part) -> fields.add(new Field(Optional.of(name), node(part))));
    return list
        ? new ListDenotation(fields.stream().map(Field::value).toList())
        : new TupleDenotation(fields);
  }
}
