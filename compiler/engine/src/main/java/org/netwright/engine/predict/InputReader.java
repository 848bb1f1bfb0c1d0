package org.netwright.engine.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.netwright.engine.fault.UseMessages;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Bfloat16;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/**
 * Reads one example from what stands on a command line: an image file, a file of JSON numbers, or
 * numbers with commas between them.
 */
public final class InputReader {
  private static final List<String> IMAGES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
  private static final int GREY = 1;
  private static final int COLOURS = 3;

  private InputReader() {}

  /**
   * @param type of one example, all dims known
   * @throws DiagnosticException when the input cannot be read or does not fit the type
   */
  public static HostTensor read(String input, TensorType type) {
    String name = input.toLowerCase(Locale.ROOT);
    if (IMAGES.stream().anyMatch(name::endsWith)) {
      return image(input, type);
    }
    return name.endsWith(".json") ? json(input, type) : numbers(input, type);
  }

  // ---- images

  /** Pixels from 0 to 255, as sources give them; height, width, channels. */
  private static HostTensor image(String file, TensorType type) {
    BufferedImage image;
    try {
      image = ImageIO.read(Path.of(file).toFile());
    } catch (IOException e) {
      throw new DiagnosticException(
          UseMessages.noImage(
              file,
              Files.exists(Path.of(file)) ? String.valueOf(e.getMessage()) : "there is none"));
    }
    if (image == null) {
      throw new DiagnosticException(UseMessages.noImage(file, "its format is not known"));
    }
    long[] shape = type.shape().known();
    boolean withChannels = shape.length == 3;
    int channels = withChannels ? (int) shape[2] : GREY;
    boolean fits =
        (withChannels || shape.length == 2)
            && (channels == GREY || channels == COLOURS)
            && shape[0] == image.getHeight()
            && shape[1] == image.getWidth();
    if (!fits) {
      throw new DiagnosticException(
          UseMessages.imageSize(
              file,
              image.getWidth(),
              image.getHeight(),
              image.getColorModel().getNumColorComponents(),
              type));
    }
    return pixels(image, type, channels);
  }

  private static HostTensor pixels(BufferedImage image, TensorType type, int channels) {
    boolean greyImage = image.getRaster().getNumBands() == GREY && !isPalette(image);
    double full = greyImage ? (1 << image.getColorModel().getComponentSize(0)) - 1 : 0;
    Raster raster = image.getRaster();
    HostTensor tensor = HostTensor.allocate(type);
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        // A grey value is taken as it is stored: Java's conversion to RGB would change its gamma.
        double grey = greyImage ? Math.rint(raster.getSample(x, y, 0) * 255 / full) : 0;
        int rgb = greyImage ? 0 : image.getRGB(x, y);
        for (int channel = 0; channel < channels; channel++) {
          double value =
              greyImage ? grey : channels == GREY ? luma(rgb) : rgb >> 16 - 8 * channel & 0xff;
          put(tensor, at++, value);
        }
      }
    }
    return tensor;
  }

  private static boolean isPalette(BufferedImage image) {
    return image.getColorModel() instanceof IndexColorModel;
  }

  /** The brightness of a colour by ITU-R BT.601. */
  private static double luma(int rgb) {
    return Math.rint(0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff));
  }

  // ---- numbers

  private static HostTensor json(String file, TensorType type) {
    try {
      List<Double> numbers = new ArrayList<>();
      flatten(file, new ObjectMapper().readTree(Files.readAllBytes(Path.of(file))), numbers);
      return tensor(file, numbers, type);
    } catch (JsonProcessingException e) {
      throw new DiagnosticException(UseMessages.noNumbers(file, e.getOriginalMessage()));
    } catch (IOException e) {
      throw new DiagnosticException(
          UseMessages.noNumbers(
              file,
              Files.exists(Path.of(file)) ? String.valueOf(e.getMessage()) : "there is none"));
    }
  }

  private static void flatten(String file, JsonNode node, List<Double> numbers) {
    if (node.isNumber()) {
      numbers.add(node.doubleValue());
    } else if (node.isArray()) {
      node.forEach(element -> flatten(file, element, numbers));
    } else {
      throw new DiagnosticException(
          UseMessages.noNumbers(file, "it holds something else than numbers and lists"));
    }
  }

  private static HostTensor numbers(String text, TensorType type) {
    List<Double> numbers = new ArrayList<>();
    for (String number : text.split(",", -1)) {
      try {
        numbers.add(Double.parseDouble(number.strip()));
      } catch (NumberFormatException e) {
        throw new DiagnosticException(
            UseMessages.noNumbers(text, "\"" + number.strip() + "\" is none"));
      }
    }
    return tensor(text, numbers, type);
  }

  private static HostTensor tensor(String text, List<Double> numbers, TensorType type) {
    Shape shape = type.shape();
    if (numbers.size() != shape.elements().known()) {
      throw new DiagnosticException(UseMessages.otherCount(text, numbers.size(), type));
    }
    HostTensor tensor = HostTensor.allocate(type);
    for (int i = 0; i < numbers.size(); i++) {
      double value = numbers.get(i);
      if (!isValueOf(type.element(), value)) {
        throw new DiagnosticException(
            UseMessages.noNumbers(text, value + " is no value of " + type.element()));
      }
      put(tensor, i, value);
    }
    return tensor;
  }

  private static boolean isValueOf(ElementType element, double value) {
    return switch (element) {
      case BOOL -> value == 0 || value == 1;
      case U8 -> value == (int) value && value >= 0 && value <= 255;
      case I32 -> value == (int) value;
      case I64 -> value == (long) value;
      case BF16, F32, F64 -> true;
    };
  }

  private static void put(HostTensor tensor, int index, double value) {
    switch (tensor.type().element()) {
      case BOOL, U8 -> tensor.bytes().put(index, (byte) (int) value);
      case I32 -> tensor.bytes().putInt(4 * index, (int) value);
      case I64 -> tensor.bytes().putLong(8 * index, (long) value);
      case BF16 -> tensor.bytes().putShort(2 * index, Bfloat16.bits(value));
      case F32 -> tensor.bytes().putFloat(4 * index, (float) value);
      case F64 -> tensor.bytes().putDouble(8 * index, value);
    }
  }
}
