package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.netwright.spi.definition.DataSourceDefinition.Field;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.definition.DataSourceDefinition.RecordWriter;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The records of some files of CIFAR (Krizhevsky, 2009) in its binary version, one file after the
 * other: label bytes, then 1024 bytes of red, of green and of blue.
 */
final class CifarRecords implements Split {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;

  /** A label byte: the field it becomes, or none, and how many classes it knows. */
  record Label(String field, int classes) {}

  private final List<byte[]> files;
  private final List<Label> labels;
  private final List<Integer> written;
  private final int length;

  private CifarRecords(List<byte[]> files, List<Label> labels, List<Integer> written) {
    this.files = List.copyOf(files);
    this.labels = List.copyOf(labels);
    this.written = List.copyOf(written);
    this.length = labels.size() + 3 * PLANE;
  }

  /**
   * Reads files and checks them whole.
   *
   * @param labels the bytes in front of a picture, in the order of the file
   * @param written the order in which the labels become fields, by their places in the file
   * @param version how a message names what the folder should hold
   */
  static CifarRecords read(
      Path folder,
      List<String> names,
      List<Label> labels,
      List<Integer> written,
      String version,
      Place place)
      throws IOException {
    List<byte[]> files = new ArrayList<>();
    CifarRecords form = new CifarRecords(files, labels, written);
    for (String name : names) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw place.error(
            file + " is missing", "give the folder that holds the binary version of " + version);
      }
      byte[] content = Files.readAllBytes(file);
      form.check(file, content, place);
      files.add(content);
    }
    return new CifarRecords(files, labels, written);
  }

  private void check(Path file, byte[] content, Place place) {
    if (content.length == 0 || content.length % length != 0) {
      throw place.error(
          file + " has " + content.length + " bytes, no multiple of the " + length + " of a record",
          "copy or download the file again");
    }
    for (int at = 0; at < content.length; at += length) {
      for (int i = 0; i < labels.size(); i++) {
        int number = content[at + i] & 0xff;
        if (number >= labels.get(i).classes()) {
          throw place.error(
              file
                  + ": "
                  + labels.get(i).field()
                  + " "
                  + at / length
                  + " is "
                  + number
                  + ", outside 0 … "
                  + (labels.get(i).classes() - 1),
              "copy or download the file again");
        }
      }
    }
  }

  @Override
  public long size() {
    return files.stream().mapToLong(f -> f.length / length).sum();
  }

  @Override
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("image", new TensorType(ElementType.U8, Shape.of(SIDE, SIDE, 3))));
    written.forEach(i -> fields.add(Fields.number(labels.get(i).field())));
    return fields;
  }

  @Override
  public void read(long index, RecordWriter writer) {
    long at = index;
    int file = 0;
    while (at >= files.get(file).length / length) {
      at -= files.get(file).length / length;
      file++;
    }
    byte[] content = files.get(file);
    int start = Math.toIntExact(at * length);
    byte[] pixels = new byte[3 * PLANE];
    for (int i = 0; i < PLANE; i++) {
      for (int channel = 0; channel < 3; channel++) {
        pixels[3 * i + channel] = content[start + labels.size() + channel * PLANE + i];
      }
    }
    writer.bytes(0, pixels, 0, pixels.length);
    for (int i = 0; i < written.size(); i++) {
      writer.longs(i + 1, new long[] {content[start + written.get(i)] & 0xff});
    }
  }
}
