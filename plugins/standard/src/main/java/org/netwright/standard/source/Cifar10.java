package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** {@code cifar10(…)}: the binary version of CIFAR-10. */
public final class Cifar10 implements DataSourceDefinition {
  private static final int SIDE = 32;
  private static final int PLANE = SIDE * SIDE;
  private static final int RECORD = 1 + 3 * PLANE;
  private static final int CLASSES = 10;

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return Map.of("classes", (long) CLASSES);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    List<String> batches =
        IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList();
    Records train = records(folder, batches, place);
    Records test = records(folder, List.of("test_batch.bin"), place);
    place.note(folder + ": " + train.size() + " + " + test.size() + " images");
    return new TrainAndTest(train, test);
  }

  private static Records records(Path folder, List<String> names, Place place) throws IOException {
    List<byte[]> files = new ArrayList<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw place.error(
            file + " is missing", "give the folder that holds the binary version of CIFAR-10");
      }
      byte[] content = Files.readAllBytes(file);
      if (content.length == 0 || content.length % RECORD != 0) {
        throw place.error(
            file
                + " has "
                + content.length
                + " bytes, no multiple of the "
                + RECORD
                + " of a record",
            "copy or download the file again");
      }
      for (int at = 0; at < content.length; at += RECORD) {
        if ((content[at] & 0xff) >= CLASSES) {
          throw place.error(
              file + ": label " + at / RECORD + " is " + (content[at] & 0xff) + ", outside 0 … 9",
              "copy or download the file again");
        }
      }
      files.add(content);
    }
    return new Records(files);
  }

  /** The records of some files, one file after the other. */
  private static final class Records implements Split {
    private final List<byte[]> files;

    Records(List<byte[]> files) {
      this.files = files;
    }

    @Override
    public long size() {
      return files.stream().mapToLong(f -> f.length / RECORD).sum();
    }

    @Override
    public List<Field> fields() {
      return List.of(
          new Field("image", new TensorType(ElementType.U8, Shape.of(SIDE, SIDE, 3))),
          Fields.number("label"));
    }

    @Override
    public void read(long index, RecordWriter writer) {
      long at = index;
      int file = 0;
      while (at >= files.get(file).length / RECORD) {
        at -= files.get(file).length / RECORD;
        file++;
      }
      byte[] content = files.get(file);
      int start = Math.toIntExact(at * RECORD);
      byte[] pixels = new byte[3 * PLANE];
      for (int i = 0; i < PLANE; i++) {
        for (int channel = 0; channel < 3; channel++) {
          pixels[3 * i + channel] = content[start + 1 + channel * PLANE + i];
        }
      }
      writer.bytes(0, pixels, 0, pixels.length);
      writer.longs(1, new long[] {content[start]});
    }
  }
}
