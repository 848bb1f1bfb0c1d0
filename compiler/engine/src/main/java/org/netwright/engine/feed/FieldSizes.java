package org.netwright.engine.feed;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.DataProgram.Field;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** The sizes that names in the types of fields stand for. */
final class FieldSizes {
  private FieldSizes() {}

  /** The fields with the sizes that are known in place of their names. */
  static List<Field> known(List<Field> fields, Map<String, Long> sizes) {
    Map<String, Dim> dims = Sizes.asDims(sizes);
    return fields.stream().map(f -> new Field(f.name(), f.type().substitute(dims))).toList();
  }

  static boolean areKnown(List<Field> fields) {
    return fields.stream().allMatch(f -> f.type().shape().isKnown());
  }

  /**
   * Adds what a value of a type tells about its names.
   *
   * @return whether the value has the type, and its sizes agree with those that were known
   */
  static boolean bind(TensorType type, Shape found, Map<String, Long> sizes) {
    Shape wanted = type.shape();
    if (wanted.rank() != found.rank()) {
      return false;
    }
    for (int axis = 0; axis < found.rank(); axis++) {
      long size = found.dim(axis).known();
      Dim dim = wanted.dim(axis);
      if (dim.isKnown() && dim.known() != size) {
        return false;
      }
      if (dim.name().isPresent()) {
        Long before = sizes.putIfAbsent(dim.name().get(), size);
        if (before != null && before != size) {
          return false;
        }
      }
    }
    return true;
  }
}
