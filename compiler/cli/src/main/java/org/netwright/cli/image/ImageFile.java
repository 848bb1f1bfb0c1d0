package org.netwright.cli.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** The pixels of an image file: grey or RGB, each value from 0 to 255, rows from the top. */
public final class ImageFile {
  private static final Set<String> ENDINGS = Set.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
  private static final long MOST_PIXELS = 100_000_000L;
  private static final int RGB = 3;
  private static final int WHITE = 255;

  private final int height;
  private final int width;
  private final int channels;
  private final float[] values;

  /**
   * @param channels 1 or 3
   * @param values in the order row, column, channel
   */
  ImageFile(int height, int width, int channels, float... values) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.values = values;
  }

  public int height() {
    return height;
  }

  public int width() {
    return width;
  }

  public int channels() {
    return channels;
  }

  /** In the order row, column, channel; not to be changed. */
  float[] values() {
    return values;
  }

  /** Whether a name looks like that of an image. */
  public static boolean isImage(String name) {
    int dot = name.lastIndexOf('.');
    return dot >= 0 && ENDINGS.contains(name.substring(dot).toLowerCase(java.util.Locale.ROOT));
  }

  /**
   * @throws IOException with a sentence when the file is no image, damaged, or too large
   */
  public static ImageFile read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      if (in == null) {
        throw new IOException("it cannot be opened");
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("it is none of the known kinds: PNG, JPEG, GIF, BMP");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
          throw new IOException(
              reader.getWidth(0) + " × " + reader.getHeight(0) + " pixels are too many");
        }
        return of(reader.read(0));
      } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
        // Readers answer some damaged files with these.
        throw new IOException("it is damaged", damaged);
      } finally {
        reader.dispose();
      }
    }
  }

  static ImageFile of(BufferedImage image) {
    boolean grey =
        image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel);
    return grey ? grey(image) : colours(image);
  }

  /** A grey value as it is stored: Java's way over RGB would change its gamma. */
  private static ImageFile grey(BufferedImage image) {
    Raster raster = image.getRaster();
    double full = (1 << image.getColorModel().getComponentSize(0)) - 1;
    float[] values = new float[image.getWidth() * image.getHeight()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        values[at++] = (float) (raster.getSample(x, y, 0) * WHITE / full);
      }
    }
    return new ImageFile(image.getHeight(), image.getWidth(), 1, values);
  }

  /** What is transparent lets black through. */
  private static ImageFile colours(BufferedImage image) {
    float[] values = new float[image.getWidth() * image.getHeight() * RGB];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        float opaque = (rgb >>> 24) / (float) WHITE;
        values[at++] = opaque * (rgb >> 16 & 0xff);
        values[at++] = opaque * (rgb >> 8 & 0xff);
        values[at++] = opaque * (rgb & 0xff);
      }
    }
    return new ImageFile(image.getHeight(), image.getWidth(), RGB, values);
  }

  /** The same image in grey (ITU-R BT.601) or with three equal colours. */
  public ImageFile withChannels(int wanted) {
    if (wanted == channels) {
      return this;
    }
    float[] changed = new float[height * width * wanted];
    for (int pixel = 0; pixel < height * width; pixel++) {
      if (wanted == 1) {
        int from = RGB * pixel;
        changed[pixel] =
            0.299f * values[from] + 0.587f * values[from + 1] + 0.114f * values[from + 2];
      } else {
        for (int channel = 0; channel < wanted; channel++) {
          changed[wanted * pixel + channel] = values[pixel];
        }
      }
    }
    return new ImageFile(height, width, wanted, changed);
  }

  /**
   * The same image in another size: each new pixel is the mean of what it covers, and between
   * pixels the values run linearly (half-pixel centres).
   */
  public ImageFile resized(int newHeight, int newWidth) {
    if (newHeight == height && newWidth == width) {
      return this;
    }
    float[] rows = along(values, height, newHeight, width * channels, 1);
    float[] both = along(rows, width, newWidth, channels, newHeight);
    return new ImageFile(newHeight, newWidth, channels, both);
  }

  /**
   * Resamples one axis with a triangle as wide as the larger of the old and the new pixel.
   *
   * @param inner elements between two neighbours of the axis
   * @param outer how often the axis is repeated
   */
  private static float[] along(float[] from, int size, int newSize, int inner, int outer) {
    float[] to = new float[outer * newSize * inner];
    double scale = size / (double) newSize;
    double reach = Math.max(1, scale);
    for (int i = 0; i < newSize; i++) {
      double centre = (i + 0.5) * scale - 0.5;
      int first = (int) Math.ceil(centre - reach);
      int last = (int) Math.floor(centre + reach);
      double total = 0;
      for (int j = first; j <= last; j++) {
        total += 1 - Math.abs(j - centre) / reach;
      }
      for (int j = first; j <= last; j++) {
        float weight = (float) ((1 - Math.abs(j - centre) / reach) / total);
        int source = Math.max(0, Math.min(size - 1, j));
        for (int o = 0; o < outer; o++) {
          for (int k = 0; k < inner; k++) {
            to[(o * newSize + i) * inner + k] += weight * from[(o * size + source) * inner + k];
          }
        }
      }
    }
    return to;
  }
}
