package org.netwright.tensorflow.emit;

import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/** Borders around a tensor, laid on and taken off. */
final class Padding {
  private Padding() {}

  /** Lays a border of {@code value} around {@code x}; −∞ in whole numbers is their smallest. */
  static Output<?> pad(Emission op, Output<?> x, List<Dim> before, List<Dim> after, double value) {
    List<Output<?>> rows = new ArrayList<>();
    boolean known = true;
    long[] flat = new long[2 * before.size()];
    for (int axis = 0; axis < before.size(); axis++) {
      Dim first = before.get(axis);
      Dim last = after.get(axis);
      known &= first.isKnown() && last.isKnown();
      if (known) {
        flat[2 * axis] = first.known();
        flat[2 * axis + 1] = last.known();
      }
    }
    Output<?> shape = op.integers(before.size(), 2);
    Output<?> amounts;
    if (known) {
      amounts = op.make("Reshape", op.integers(flat), shape);
    } else {
      for (int axis = 0; axis < before.size(); axis++) {
        rows.add(op.sizes().scalar(before.get(axis)));
        rows.add(op.sizes().scalar(after.get(axis)));
      }
      amounts = op.make("Reshape", op.nodes().pack(rows), shape);
    }
    return value == 0
        ? op.make("Pad", x, amounts)
        : op.make("PadV2", x, amounts, op.number(value, op.element(0)));
  }

  /** Lays a border around height and width of images. */
  static Output<?> padImages(Emission op, Output<?> images, long[] pads, double value) {
    return pad(op, images, rows(pads[0], pads[2]), rows(pads[1], pads[3]), value);
  }

  private static List<Dim> rows(long height, long width) {
    return List.of(Dim.of(0), Dim.of(height), Dim.of(width), Dim.of(0));
  }

  /** The shape of images with a border. */
  static Shape padded(Shape images, long[] pads) {
    return images
        .with(1, images.dim(1).plus(pads[0] + pads[1]))
        .with(2, images.dim(2).plus(pads[2] + pads[3]));
  }

  /** Takes the border off again. */
  static Output<?> crop(Emission op, Output<?> padded, Shape images, long[] pads) {
    List<Dim> sizes = new ArrayList<>(images.dims());
    if (!images.dim(0).isKnown()) {
      sizes.set(0, Dim.of(-1));
    }
    return op.make("Slice", padded, op.integers(0, pads[0], pads[2], 0), op.sizes().vector(sizes));
  }

  static boolean isNone(long[] pads) {
    for (long pad : pads) {
      if (pad != 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether these pads are what TensorFlow's SAME lays on. With stride 1 that does not depend on
   * the size of the images.
   */
  static boolean isSame(Shape images, long[] window, long[] strides, long[] pads) {
    return isSame(images.dim(1), window[0], strides[0], pads[0], pads[1])
        && isSame(images.dim(2), window[1], strides[1], pads[2], pads[3]);
  }

  private static boolean isSame(Dim size, long window, long stride, long before, long after) {
    long total;
    if (stride == 1) {
      total = window - 1;
    } else if (size.isKnown()) {
      long out = (size.known() + stride - 1) / stride;
      total = Math.max(0, (out - 1) * stride + window - size.known());
    } else {
      return false;
    }
    return before == total / 2 && after == total - total / 2;
  }
}
