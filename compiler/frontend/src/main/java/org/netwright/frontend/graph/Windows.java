package org.netwright.frontend.graph;

import org.netwright.spi.graph.Attributes;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** Sizes of what slides a window over the height and width of images. */
final class Windows {
  private static final String[] AXES = {"height", "width"};

  private final long[] strides;
  private final long[] dilations;
  private final long[] pads;

  private Windows(long[] strides, long[] dilations, long[] pads) {
    this.strides = strides;
    this.dilations = dilations;
    this.pads = pads;
  }

  static Windows of(Attributes attributes, ShapeMessages say) {
    long[] dilations =
        attributes.has("dilations") ? positive(attributes, "dilations", say) : new long[] {1, 1};
    long[] pads = attributes.integers("pads");
    demandCount("pads", pads, 4, say);
    for (long pad : pads) {
      if (pad < 0) {
        throw say.negative("a padding", pad);
      }
    }
    return new Windows(positive(attributes, "strides", say), dilations, pads);
  }

  static long[] positive(Attributes attributes, String name, ShapeMessages say) {
    long[] numbers = attributes.integers(name);
    demandCount(name, numbers, 2, say);
    for (long number : numbers) {
      if (number < 1) {
        throw say.notPositive("a number of " + name, number);
      }
    }
    return numbers;
  }

  private static void demandCount(String name, long[] numbers, int count, ShapeMessages say) {
    if (numbers.length != count) {
      throw say.wrongCount(name, numbers.length, count);
    }
  }

  /** Images with the height and width that remain; floor((H + pads − extent) / stride) + 1. */
  Shape slide(Shape images, Dim height, Dim width, ShapeMessages say) {
    return images.with(1, places(images, 0, height, say)).with(2, places(images, 1, width, say));
  }

  private Dim places(Shape images, int axis, Dim window, ShapeMessages say) {
    Dim extent = window.minus(1).times(dilations[axis]).plus(1);
    Dim room = images.dim(axis + 1).plus(pads[2 * axis] + pads[2 * axis + 1]);
    if (!say.atMost(extent, room)) {
      throw say.windowTooLarge(AXES[axis], extent, room, images);
    }
    return room.minus(extent).floorDiv(Dim.of(strides[axis])).plus(1);
  }
}
