package org.netwright.standard.source;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** {@code tfrecord(…)} and {@code tfrecord_images(…)}: examples of TensorFlow's record files. */
public final class TfRecord implements DataSourceDefinition {
  /** Rows of numbers. */
  public static final TfRecord NUMBERS = new TfRecord(false);

  /** Encoded images. */
  public static final TfRecord IMAGES = new TfRecord(true);

  private final boolean images;

  private TfRecord(boolean images) {
    this.images = images;
  }

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return arguments.isNone("classes") ? Map.of() : Map.of("classes", arguments.integer("classes"));
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Records train = records(arguments, arguments.text("train"), place);
    Records test = records(arguments, arguments.text("test"), place);
    place.note(arguments.text("train") + ": " + train.size() + " + " + test.size() + " examples");
    return new TrainAndTest(train, test);
  }

  private Records records(Arguments arguments, String path, Place place) throws IOException {
    TfRecordFiles files = TfRecordFiles.open(place.find(path), place);
    Wanted wanted =
        new Wanted(
            arguments.text(images ? "image" : "features"),
            arguments.text("label"),
            arguments.isNone("classes") ? Long.MAX_VALUE : arguments.integer("classes"));
    Records records =
        images
            ? new Pictures(files, wanted)
            : new Numbers(files, wanted, arguments.integer("width"));
    for (long i = 0; i < files.size(); i++) {
      try {
        records.check(i);
      } catch (IOException e) {
        throw place.error(
            files.describe(i) + " " + e.getMessage(), "say which features hold what, or mend it");
      }
    }
    return records;
  }

  /**
   * What is taken of an example.
   *
   * @param content the feature of the numbers, or of the encoded image
   * @param classes how many there are at most
   */
  private record Wanted(String content, String label, long classes) {
    TfExample.Feature feature(TfExample example, String name) throws IOException {
      return example
          .feature(name)
          .orElseThrow(
              () ->
                  new IOException(
                      "has no feature `"
                          + name
                          + "`; it has "
                          + String.join(", ", example.names())));
    }

    long label(TfExample example) throws IOException {
      if (!(feature(example, label) instanceof TfExample.Feature.Wholes wholes)
          || wholes.values().size() != 1) {
        throw new IOException("has a feature `" + label + "` that is not one whole number");
      }
      long number = wholes.values().get(0);
      if (number < 0 || number >= classes) {
        throw new IOException(
            "has the label "
                + number
                + (number < 0 ? ", below 0" : ", outside 0 … " + (classes - 1)));
      }
      return number;
    }
  }

  /** The records of one split. */
  private abstract static class Records implements Split {
    private final TfRecordFiles files;
    private final Wanted wanted;

    Records(TfRecordFiles files, Wanted wanted) {
      this.files = files;
      this.wanted = wanted;
    }

    Wanted wanted() {
      return wanted;
    }

    TfExample example(long index) throws IOException {
      return TfExample.of(files.read(index));
    }

    @Override
    public long size() {
      return files.size();
    }

    /** Finds a mistake in a record. */
    void check(long index) throws IOException {
      TfExample example = example(index);
      wanted.label(example);
      content(example);
    }

    abstract void content(TfExample example) throws IOException;

    @Override
    public void read(long index, RecordWriter writer) throws IOException {
      TfExample example = example(index);
      if (writer.wants(0)) {
        write(example, writer, files.describe(index));
      }
      if (writer.wants(1)) {
        writer.longs(1, new long[] {wanted.label(example)});
      }
    }

    abstract void write(TfExample example, RecordWriter writer, String name) throws IOException;
  }

  /** Examples of a row of numbers each. */
  private static final class Numbers extends Records {
    private final long width;

    Numbers(TfRecordFiles files, Wanted wanted, long width) {
      super(files, wanted);
      this.width = width;
    }

    private float[] numbers(TfExample example) throws IOException {
      TfExample.Feature feature = wanted().feature(example, wanted().content());
      List<? extends Number> values = List.of();
      if (feature instanceof TfExample.Feature.Floats floats) {
        values = floats.values();
      } else if (feature instanceof TfExample.Feature.Wholes wholes) {
        values = wholes.values();
      } else if (feature instanceof TfExample.Feature.Bytes bytes && bytes.values().size() == 1) {
        return pixels(bytes.values().get(0));
      }
      float[] numbers = new float[values.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = values.get(i).floatValue();
      }
      return numbers;
    }

    private static float[] pixels(byte[] bytes) {
      float[] numbers = new float[bytes.length];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = bytes[i] & 0xff;
      }
      return numbers;
    }

    @Override
    void content(TfExample example) throws IOException {
      int found = numbers(example).length;
      if (found != width) {
        throw new IOException(
            "has " + found + " numbers in `" + wanted().content() + "`, and `width` says " + width);
      }
    }

    @Override
    public List<Field> fields() {
      return List.of(
          new Field("features", TensorType.f32(Shape.of(width))), Fields.number("label"));
    }

    @Override
    void write(TfExample example, RecordWriter writer, String name) throws IOException {
      writer.floats(0, numbers(example));
    }
  }

  /** Examples of an encoded image each. */
  private static final class Pictures extends Records {
    Pictures(TfRecordFiles files, Wanted wanted) {
      super(files, wanted);
    }

    private byte[] encoded(TfExample example) throws IOException {
      if (!(wanted().feature(example, wanted().content()) instanceof TfExample.Feature.Bytes bytes)
          || bytes.values().size() != 1) {
        throw new IOException(
            "has a feature `" + wanted().content() + "` that is not one encoded image");
      }
      return bytes.values().get(0);
    }

    @Override
    void content(TfExample example) throws IOException {
      byte[] image = encoded(example);
      if (image.length == 0) {
        throw new IOException("has an empty image");
      }
    }

    @Override
    public List<Field> fields() {
      return List.of(
          Fields.image(), new Field("label", new TensorType(ElementType.I64, Shape.SCALAR)));
    }

    @Override
    void write(TfExample example, RecordWriter writer, String name) throws IOException {
      RgbPicture picture = RgbPicture.decode(encoded(example), "the image of " + name);
      writer.shape(0, picture.height(), picture.width(), RgbPicture.CHANNELS);
      writer.bytes(0, picture.pixels(), 0, picture.pixels().length);
    }
  }
}
