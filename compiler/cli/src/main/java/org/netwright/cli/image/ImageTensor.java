package org.netwright.cli.image;

import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** An image as a tensor of a wanted type, and what was changed to make it fit. */
public record ImageTensor(HostTensor tensor, String changes) {
  /** Whether images can have a type: height and width, and one or three channels if it says so. */
  public static boolean takes(TensorType type) {
    Shape shape = type.shape();
    boolean size = shape.rank() == 2 || (shape.rank() == 3 && isChannels(shape));
    return type.element().isNumber() && size && shape.isKnown();
  }

  private static boolean isChannels(Shape shape) {
    return shape.dim(2).is(1) || shape.dim(2).is(3);
  }

  /**
   * @param type one that {@link #takes} answers for
   */
  public static ImageTensor of(ImageFile image, TensorType type) {
    long[] shape = type.shape().known();
    int channels = shape.length == 2 ? 1 : (int) shape[2];
    ImageFile fitted = image.withChannels(channels).resized((int) shape[0], (int) shape[1]);
    StringBuilder changes = new StringBuilder();
    if (channels != image.channels()) {
      changes.append(channels == 1 ? "colours to grey" : "grey to colours");
    }
    if (image.height() != fitted.height() || image.width() != fitted.width()) {
      changes.append(changes.isEmpty() ? "" : ", ");
      changes.append(image.width() + "×" + image.height());
      changes.append(" pixels to " + fitted.width() + "×" + fitted.height());
    }
    return new ImageTensor(tensor(fitted.values(), type), changes.toString());
  }

  private static HostTensor tensor(float[] values, TensorType type) {
    HostTensor tensor = HostTensor.allocate(type);
    for (int i = 0; i < values.length; i++) {
      float value = Math.max(0, Math.min(255, values[i]));
      switch (type.element()) {
        case U8 -> tensor.bytes().put(i, (byte) Math.round(value));
        case I32 -> tensor.bytes().putInt(4 * i, Math.round(value));
        case I64 -> tensor.bytes().putLong(8 * i, Math.round(value));
        case BF16 -> tensor.bytes().putShort(2 * i, Bfloat16.bits(value));
        case F32 -> tensor.bytes().putFloat(4 * i, value);
        case F64 -> tensor.bytes().putDouble(8 * i, value);
        case BOOL -> throw new IllegalArgumentException("a pixel is a number");
      }
    }
    return tensor;
  }
}
