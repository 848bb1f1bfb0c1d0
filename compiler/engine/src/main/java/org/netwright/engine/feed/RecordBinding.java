package org.netwright.engine.feed;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.engine.fault.RelianceMessages;
import org.netwright.frontend.program.DataProgram;
import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.TensorType;

/** Compares the record that a program was checked against with the one that a source has. */
final class RecordBinding {
  private final DataProgram program;
  private final String name;
  private final Map<String, Long> sizes = new LinkedHashMap<>();

  private RecordBinding(DataProgram program, String name) {
    this.program = program;
    this.name = name;
  }

  /** The sizes of the free dims of the record. */
  static Map<String, Long> bind(DataProgram program, String name, List<Field> opened) {
    RecordBinding binding = new RecordBinding(program, name);
    binding.names(opened);
    binding.freeDims(opened);
    for (int i = 0; i < opened.size(); i++) {
      binding.field(program.record().get(i), opened.get(i));
    }
    binding.expected();
    return binding.sizes;
  }

  private void names(List<Field> opened) {
    List<String> declared = program.record().stream().map(DataProgram.Field::name).toList();
    List<String> found = opened.stream().map(Field::name).toList();
    if (!declared.equals(found)) {
      throw new DiagnosticException(
          RelianceMessages.otherFields(program.place(), name, declared, found));
    }
  }

  private void freeDims(List<Field> opened) {
    for (int i = 0; i < opened.size(); i++) {
      TensorType declared = program.record().get(i).type();
      TensorType found = opened.get(i).type();
      for (int axis = 0; axis < Math.min(rank(declared), rank(found)); axis++) {
        Optional<String> free = declared.shape().dim(axis).name();
        if (free.isPresent() && found.shape().dim(axis).isKnown()) {
          sizes.putIfAbsent(free.get(), found.shape().dim(axis).known());
        }
      }
    }
  }

  private static int rank(TensorType type) {
    return type.shape().rank();
  }

  private void field(DataProgram.Field declared, Field found) {
    boolean fits =
        declared.type().element() == found.type().element()
            && rank(declared.type()) == rank(found.type());
    for (int axis = 0; fits && axis < rank(found.type()); axis++) {
      fits = fits(declared.type().shape().dim(axis), found.type().shape().dim(axis));
    }
    if (!fits) {
      throw new DiagnosticException(
          RelianceMessages.otherType(
              program.place(), name, declared.name(), declared.type(), found.type(), sizes));
    }
  }

  /** A size that differs from record to record is compared when a record is read. */
  private boolean fits(Dim declared, Dim found) {
    return !found.isKnown()
        ? declared.isKnown() || declared.name().isPresent()
        : declared
            .evaluate(sizes)
            .map(size -> size.equals(BigInteger.valueOf(found.known())))
            .orElse(false);
  }

  private void expected() {
    program
        .expected()
        .forEach(
            (dim, size) -> {
              Long found = sizes.get(dim);
              if (found != null && !found.equals(size)) {
                throw new DiagnosticException(
                    RelianceMessages.otherSize(program.place(), name, dim, size, found));
              }
            });
  }
}
