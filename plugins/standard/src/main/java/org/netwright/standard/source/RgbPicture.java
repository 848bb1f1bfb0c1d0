package org.netwright.standard.source;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a PNG or JPEG file as red, green and blue from 0 to 255, row by row from the top.
 */
final class RgbPicture {
  static final int CHANNELS = 3;
  private static final long MOST_PIXELS = 100_000_000L;
  private static final Set<String> KINDS = Set.of("png", "jpeg", "jpg");

  private final int height;
  private final int width;
  private final byte[] pixels;

  private RgbPicture(int height, int width, byte[] pixels) {
    this.height = height;
    this.width = width;
    this.pixels = pixels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Height · width · 3 bytes, not to be changed. */
  byte[] pixels() {
    return pixels;
  }

  /**
   * @throws IOException with a sentence when the file is no such image, damaged, or too large
   */
  static RgbPicture read(Path file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      return read(in, file.toString());
    }
  }

  /**
   * The picture that bytes are the file of.
   *
   * @param name of it in messages
   * @throws IOException with a sentence as from {@link #read(Path)}
   */
  static RgbPicture decode(byte[] encoded, String name) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      return read(in, name);
    }
  }

  private static RgbPicture read(@Nullable ImageInputStream in, String file) throws IOException {
    if (in == null) {
      throw new IOException(file + " cannot be opened");
    }
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    if (!readers.hasNext()) {
      throw new IOException(file + " is neither PNG nor JPEG");
    }
    ImageReader reader = readers.next();
    try {
      reader.setInput(in, true, true);
      if (!KINDS.contains(reader.getFormatName().toLowerCase(java.util.Locale.ROOT))) {
        throw new IOException(file + " is neither PNG nor JPEG");
      }
      if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
        throw new IOException(
            file + ": " + reader.getWidth(0) + " × " + reader.getHeight(0) + " are too many");
      }
      return of(reader.read(0));
    } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
      // Readers answer some damaged files with these.
      throw new IOException(file + " is damaged", damaged);
    } finally {
      reader.dispose();
    }
  }

  private static RgbPicture of(BufferedImage image) {
    int height = image.getHeight();
    int width = image.getWidth();
    boolean grey = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    byte[] pixels = new byte[height * width * CHANNELS];
    int[] row = new int[width];
    int at = 0;
    for (int y = 0; y < height; y++) {
      if (grey) {
        image.getRaster().getSamples(0, y, width, 1, 0, row); // RGB would change its gamma
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int x = 0; x < width; x++) {
        pixels[at++] = (byte) (grey ? row[x] : row[x] >> 16);
        pixels[at++] = (byte) (grey ? row[x] : row[x] >> 8);
        pixels[at++] = (byte) row[x];
      }
    }
    return new RgbPicture(height, width, pixels);
  }

  /**
   * The picture scaled by one factor until it fits into a square, linearly between half-pixel
   * centres, with black to the right and below.
   */
  RgbPicture fitted(int side) {
    double scale = scale(side);
    int high = Math.max(1, (int) Math.round(height * scale));
    int wide = Math.max(1, (int) Math.round(width * scale));
    byte[] made = new byte[side * side * CHANNELS];
    for (int y = 0; y < Math.min(side, high); y++) {
      for (int x = 0; x < Math.min(side, wide); x++) {
        for (int channel = 0; channel < CHANNELS; channel++) {
          double value = at((y + 0.5) / scale - 0.5, (x + 0.5) / scale - 0.5, channel);
          made[(y * side + x) * CHANNELS + channel] = (byte) Math.round(value);
        }
      }
    }
    return new RgbPicture(side, side, made);
  }

  /** The factor that {@link #fitted} scales by. */
  double scale(int side) {
    return side / (double) Math.max(height, width);
  }

  private double at(double y, double x, int channel) {
    int top = (int) Math.floor(y);
    int left = (int) Math.floor(x);
    double down = y - top;
    double right = x - left;
    double upper = (1 - right) * pixel(top, left, channel) + right * pixel(top, left + 1, channel);
    double lower =
        (1 - right) * pixel(top + 1, left, channel) + right * pixel(top + 1, left + 1, channel);
    return (1 - down) * upper + down * lower;
  }

  private int pixel(int y, int x, int channel) {
    int row = Math.max(0, Math.min(height - 1, y));
    int column = Math.max(0, Math.min(width - 1, x));
    return pixels[(row * width + column) * CHANNELS + channel] & 0xff;
  }
}
