package org.netwright.tensorflow.node;

import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** What TensorFlow calls our element types and shapes. */
public final class ElementTypes {
  private ElementTypes() {}

  public static DataType dataType(ElementType type) {
    return switch (type) {
      case BOOL -> DataType.DT_BOOL;
      case U8 -> DataType.DT_UINT8;
      case I32 -> DataType.DT_INT32;
      case I64 -> DataType.DT_INT64;
      case BF16 -> DataType.DT_BFLOAT16;
      case F32 -> DataType.DT_FLOAT;
      case F64 -> DataType.DT_DOUBLE;
    };
  }

  /** The shape with −1 where a dim is not known. */
  public static Shape shape(org.netwright.spi.type.Shape shape) {
    return Shape.of(
        shape.dims().stream()
            .mapToLong(dim -> dim.isKnown() ? dim.known() : Shape.UNKNOWN_SIZE)
            .toArray());
  }

  /** A new native tensor; its memory holds whatever was there. */
  public static Tensor allocate(TensorType type) {
    return Tensor.of(tensorClass(type.element()), Shape.of(type.shape().known()));
  }

  private static Class<? extends TType> tensorClass(ElementType type) {
    return switch (type) {
      case BOOL -> TBool.class;
      case U8 -> TUint8.class;
      case I32 -> TInt32.class;
      case I64 -> TInt64.class;
      case BF16 -> TBfloat16.class;
      case F32 -> TFloat32.class;
      case F64 -> TFloat64.class;
    };
  }
}
