package org.netwright.standard.source;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * Reads the IDX files of a folder and checks them whole. A file is a magic number (two zero bytes,
 * the element type 8 for bytes, the number of axes), one size an axis, all big endian, then the
 * elements in row order.
 */
final class IdxReader {
  private static final int IMAGE_MAGIC = 0x0803;
  private static final int LABEL_MAGIC = 0x0801;
  private static final int SIDE = PictureSplit.SIDE;

  private final IdxFolder folder;
  private final Place place;
  private final int classes;

  IdxReader(IdxFolder folder, Place place, int classes) {
    this.folder = folder;
    this.place = place;
    this.classes = classes;
  }

  /** The split whose files begin with {@code part}: {@code train} or {@code t10k}. */
  PictureSplit split(String part) throws IOException {
    byte[] pixels = read(part + "-images-idx3-ubyte", IMAGE_MAGIC, SIDE, SIDE);
    byte[] labels = read(part + "-labels-idx1-ubyte", LABEL_MAGIC);
    if (pixels.length / (SIDE * SIDE) != labels.length) {
      throw place.error(
          "the files of `"
              + part
              + "` hold "
              + pixels.length / (SIDE * SIDE)
              + " pictures and "
              + labels.length
              + " labels",
          "take both files from one data set");
    }
    for (int i = 0; i < labels.length; i++) {
      if ((labels[i] & 0xff) >= classes) {
        throw place.error(
            folder.describe(part + "-labels-idx1-ubyte")
                + ": label "
                + i
                + " is "
                + (labels[i] & 0xff)
                + ", outside 0 … "
                + (classes - 1),
            "give the number of classes, such as `classes = " + ((labels[i] & 0xff) + 1) + "`");
      }
    }
    return new PictureSplit(pixels, labels);
  }

  /** The elements of a file whose axes behind the first must have the given sizes. */
  private byte[] read(String name, int magic, int... sizes) throws IOException {
    Optional<InputStream> plain = folder.open(name);
    String file = plain.isPresent() ? name : name + ".gz";
    Optional<InputStream> found = plain.isPresent() ? plain : folder.open(file);
    if (found.isEmpty()) {
      throw place.error(
          folder.describe(name) + " is missing, and so is " + file,
          "give the folder that holds the four IDX files, plain or as .gz");
    }
    try (InputStream raw = found.get();
        DataInputStream in = new DataInputStream(unpacked(raw, file))) {
      return elements(in, file, magic, sizes);
    } catch (EOFException | ZipException e) {
      throw cut(file, "it is no whole file: " + String.valueOf(e.getMessage()));
    }
  }

  private static InputStream unpacked(InputStream raw, String file) throws IOException {
    InputStream buffered = new BufferedInputStream(raw, 1 << 16);
    return file.endsWith(".gz") ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }

  private byte[] elements(DataInputStream in, String file, int magic, int[] sizes)
      throws IOException {
    byte[] head = in.readNBytes(4 * (2 + sizes.length));
    if (head.length < 4 * (2 + sizes.length)) {
      throw cut(file, "it ends inside its header, after " + head.length + " bytes");
    }
    if (number(head, 0) != magic) {
      throw place.error(
          folder.describe(file)
              + " begins with "
              + String.format("%08x", number(head, 0))
              + ", not with the "
              + String.format("%08x", magic)
              + " of IDX "
              + (sizes.length == 0 ? "labels" : "pictures"),
          "check that the file is what its name says");
    }
    long length = Integer.toUnsignedLong(number(head, 1));
    long count = length;
    for (int axis = 0; axis < sizes.length; axis++) {
      if (number(head, 2 + axis) != sizes[axis]) {
        throw place.error(
            folder.describe(file)
                + " holds pictures of "
                + Integer.toUnsignedString(number(head, 2))
                + " × "
                + Integer.toUnsignedString(number(head, 3)),
            "this source reads pictures of " + SIDE + " × " + SIDE);
      }
      length *= sizes[axis];
    }
    if (length > Integer.MAX_VALUE - 8) {
      throw place.error(
          folder.describe(file) + " claims " + count + " records, more than memory holds",
          "the file is damaged, or must be split");
    }
    byte[] elements = in.readNBytes((int) length);
    if (elements.length < length) {
      throw cut(
          file, "its header promises " + length + " bytes and " + elements.length + " follow");
    }
    if (in.read() >= 0) {
      throw place.error(
          folder.describe(file) + " is longer than its header says (" + count + " records)",
          "the file is damaged; copy it again");
    }
    return elements;
  }

  private DiagnosticException cut(String file, String how) {
    return place.error(
        folder.describe(file) + " is cut: " + how, "copy or download the file again");
  }

  private static int number(byte[] head, int index) {
    int at = 4 * index;
    return (head[at] & 0xff) << 24
        | (head[at + 1] & 0xff) << 16
        | (head[at + 2] & 0xff) << 8
        | head[at + 3] & 0xff;
  }
}
