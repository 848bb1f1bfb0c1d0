package org.netwright.frontend.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/**
 * The record that {@code data d: (image: u8[28, 28, 1], label: i64) = …} states, compared with the
 * one that the pipe has there. A size that it states binds one that the source leaves open.
 */
final class StatedRecord {
  private final Elaborator elaborator;
  private final DataPipe.Link.Stated stated;
  private final DataPipe pipe;

  StatedRecord(Elaborator elaborator, DataPipe.Link.Stated stated, DataPipe pipe) {
    this.elaborator = elaborator;
    this.stated = stated;
    this.pipe = pipe;
  }

  /**
   * @throws DiagnosticException unless the fields agree in names, element types and sizes
   */
  void compare(List<DataProgram.Field> fields) {
    Map<String, TypeExpression> types = new LinkedHashMap<>();
    for (TypeExpression.Field field : record().fields()) {
      types.put(field.name().map(n -> n.text()).orElse(""), field.type());
    }
    List<String> names = fields.stream().map(DataProgram.Field::name).toList();
    if (!new TreeSet<>(names).equals(new TreeSet<>(types.keySet()))) {
      throw new DiagnosticException(
          DataMessages.statedFields(types.keySet(), names, stated.type().span(), pipe.span()));
    }
    Scope scope = stated.scope().inner();
    for (DataProgram.Field field : fields) {
      compare(field, types.get(field.name()), scope);
    }
  }

  /** The stated record, of this split when each split is stated. */
  private TypeExpression.TupleOf record() {
    TypeExpression.TupleOf type = stated.type();
    if (!DataPipe.isSeveral(type)) {
      return type;
    }
    return type.fields().stream()
        .filter(f -> f.name().map(n -> n.text()).equals(pipe.split()))
        .map(f -> (TypeExpression.TupleOf) f.type())
        .findFirst()
        .orElseThrow(() -> new DiagnosticException(DataMessages.notARecord(type.span())));
  }

  private void compare(
      DataProgram.Field field,
      @org.jspecify.annotations.Nullable TypeExpression type,
      Scope scope) {
    TensorType found = field.type();
    if (type instanceof TypeExpression.Word word) {
      demand(field, word.name().text(), word, found.shape().rank() == 0);
    } else if (type instanceof TypeExpression.Tensor tensor) {
      String element = tensor.element().map(n -> n.text()).orElse(ElementType.F32.toString());
      demand(field, element, tensor, true);
      new ShapeFitting(
              elaborator,
              tensor,
              scope,
              new Types.Fitting("field `" + field.name() + "`", pipe.span(), tensor.span()))
          .fit(found.shape(), new TextStatic(found.toString()));
    } else {
      throw new DiagnosticException(DataMessages.notARecord(stated.type().span()));
    }
  }

  private void demand(DataProgram.Field field, String element, TypeExpression type, boolean fits) {
    boolean same = ElementType.named(element).equals(Optional.of(field.type().element()));
    if (!same || !fits) {
      throw new DiagnosticException(
          DataMessages.statedType(
              field.name(), Source.type(type), field.type().toString(), type.span(), pipe.span()));
    }
  }
}
