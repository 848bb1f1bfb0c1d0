import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes this folder's files from the whole data set: the first 600 training and 100 test pictures
 * of each class, in their original order. Run: {@code java Subset.java FROM TO}.
 */
public final class Subset {
  private static final int CLASSES = 10;

  public static void main(String[] folders) throws IOException {
    Path from = Path.of(folders[0]);
    Path to = Path.of(folders[1]);
    cut(from, to, "train", 600);
    cut(from, to, "t10k", 100);
  }

  private static void cut(Path from, Path to, String part, int perClass) throws IOException {
    String imagesName = part + "-images-idx3-ubyte.gz";
    String labelsName = part + "-labels-idx1-ubyte.gz";
    try (DataInputStream images = open(from.resolve(imagesName));
        DataInputStream labels = open(from.resolve(labelsName))) {
      int imageMagic = images.readInt();
      int count = images.readInt();
      int height = images.readInt();
      int width = images.readInt();
      int labelMagic = labels.readInt();
      if (labels.readInt() != count) {
        throw new IOException("the files of " + part + " do not belong together");
      }
      ByteArrayOutputStream pixels = new ByteArrayOutputStream();
      ByteArrayOutputStream classes = new ByteArrayOutputStream();
      int[] taken = new int[CLASSES];
      for (int i = 0; i < count; i++) {
        byte[] picture = images.readNBytes(height * width);
        int label = labels.readUnsignedByte();
        if (taken[label] < perClass) {
          taken[label]++;
          pixels.write(picture);
          classes.write(label);
        }
      }
      write(to.resolve(imagesName), pixels, imageMagic, perClass * CLASSES, height, width);
      write(to.resolve(labelsName), classes, labelMagic, perClass * CLASSES);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16));
  }

  private static void write(Path file, ByteArrayOutputStream body, int... header)
      throws IOException {
    try (DataOutputStream out = new DataOutputStream(new Best(Files.newOutputStream(file)))) {
      for (int number : header) {
        out.writeInt(number);
      }
      body.writeTo(out);
    }
  }

  /** The smallest file that gzip makes. */
  private static final class Best extends GZIPOutputStream {
    Best(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
