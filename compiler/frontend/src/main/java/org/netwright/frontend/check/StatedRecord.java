package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;

/** The record that {@code data d: (…) = …} states, against what comes out of the pipe (C14). */
final class StatedRecord {
  private StatedRecord() {}

  static void demand(
      Elaborator elaborator, Statement.Data data, DataDenotation made, Map<String, Long> sizes) {
    String name = data.name().text();
    TypeExpression type = data.type().orElseThrow();
    for (Map.Entry<String, TypeExpression.TupleOf> split : made.pipe().splits().entrySet()) {
      if (made.pipe().split().filter(s -> !s.equals(split.getKey())).isPresent()) {
        continue;
      }
      List<DataProgram.Field> found =
          new DataElaboration(elaborator, sizes, made.pipe(), name).fields(split.getValue());
      String shown = shown(found);
      if (!agrees(type, found)) {
        throw new DiagnosticException(
            CompositionMessages.otherRecord(
                name, Source.type(type), shown, type.span(), data.value().span()));
      }
    }
  }

  private static String shown(List<DataProgram.Field> fields) {
    return fields.stream()
        .map(f -> f.name() + ": " + shown(f))
        .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
  }

  private static String shown(DataProgram.Field field) {
    return field.type().shape().rank() == 0
        ? field.type().element().toString()
        : field.type().toString();
  }

  private static boolean agrees(TypeExpression stated, List<DataProgram.Field> found) {
    if (!(stated instanceof TypeExpression.TupleOf tuple)
        || tuple.fields().size() != found.size()) {
      return false;
    }
    for (TypeExpression.Field field : tuple.fields()) {
      String name = field.name().map(n -> n.text()).orElse("");
      if (found.stream().noneMatch(f -> f.name().equals(name) && agrees(field.type(), f))) {
        return false;
      }
    }
    return true;
  }

  /** Names of sizes agree with everything; numbers and element types must be the same. */
  private static boolean agrees(TypeExpression stated, DataProgram.Field found) {
    if (stated instanceof TypeExpression.Word word) {
      return found.type().shape().rank() == 0
          && word.name().text().equals(found.type().element().toString());
    }
    if (!(stated instanceof TypeExpression.Tensor tensor)
        || tensor.dims().size() != found.type().shape().rank()) {
      return false;
    }
    String element =
        tensor.element().map(e -> e.text()).orElse(ElementType.F32.toString());
    boolean same = element.equals(found.type().element().toString());
    for (int i = 0; i < tensor.dims().size() && same; i++) {
      String dim = Source.text(tensor.dims().get(i).value()).replace("_", "");
      boolean number = dim.chars().allMatch(Character::isDigit);
      var size = found.type().shape().dim(i);
      same = !number || !size.isKnown() || Long.toString(size.known()).equals(dim);
    }
    return same;
  }
}
