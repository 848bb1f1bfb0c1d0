package org.netwright.tensorflow.emit;

import static org.netwright.spi.graph.Primitive.RESIZE;
import static org.netwright.spi.graph.Primitive.RESIZE_GRADIENT;

import java.util.Map;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.tensorflow.Output;

/** Images in other sizes. */
final class ImageEmitters {
  static final Map<Primitive, Emitter> TABLE =
      Map.of(
          RESIZE, Emitter.of(ImageEmitters::resize),
          RESIZE_GRADIENT, Emitter.of(ImageEmitters::resizeGradient));

  private ImageEmitters() {}

  /** TensorFlow's smooth methods compute in f32, whatever comes in. */
  private static Output<?> resize(Emission op) {
    String method = op.attributes().text("method");
    Output<?> resized =
        op.node(type(method), op.in(0), op.sizes().vector(op.attributes().dims("size")))
            .with("half_pixel_centers", true)
            .output();
    boolean widened = !method.equals("nearest") && op.result().element() != ElementType.F32;
    return widened ? op.cast(resized, op.result().element()) : resized;
  }

  private static Output<?> resizeGradient(Emission op) {
    Shape images = op.attributes().shape("shape");
    String method = op.attributes().text("method");
    if (method.equals("nearest")) {
      Output<?> size = op.sizes().vector(images.dims().subList(1, 3));
      return op.node("ResizeNearestNeighborGrad", op.in(0), size)
          .with("half_pixel_centers", true)
          .output();
    }
    ElementType element = op.result().element();
    Output<?> gradient = element == ElementType.F32 ? op.in(0) : op.cast(op.in(0), ElementType.F32);
    // the kernels take the images for their shape and type alone
    Output<?> originals = op.make("Fill", op.sizes().vector(images), op.number(0, element));
    return op.node(type(method) + "Grad", gradient, originals)
        .with("half_pixel_centers", true)
        .output();
  }

  private static String type(String method) {
    return switch (method) {
      case "nearest" -> "ResizeNearestNeighbor";
      case "bilinear" -> "ResizeBilinear";
      case "bicubic" -> "ResizeBicubic";
      default ->
          throw new IllegalStateException(
              "a resize is nearest, bilinear or bicubic, not " + method);
    };
  }
}
