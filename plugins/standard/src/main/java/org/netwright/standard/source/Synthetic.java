package org.netwright.standard.source;

import java.util.List;
import java.util.Map;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * {@code synthetic(…)}: pictures of waves with noise, one wave a class, made when they are read.
 */
public final class Synthetic implements DataSourceDefinition {
  private static final double GREY = 128;
  private static final double AMPLITUDE = 64;

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return Map.of("classes", arguments.integer("classes"));
  }

  @Override
  public Opened open(Arguments arguments, Place place) {
    long size = arguments.integer("size");
    long tested = Math.max(size / 5, arguments.integer("classes"));
    place.note("made from seed " + arguments.integer("seed") + ": " + size + " + " + tested);
    return new TrainAndTest(new Waves(arguments, size, 0), new Waves(arguments, tested, 1));
  }

  /** The pictures of one split; the split's number is part of the key of each pixel. */
  private static final class Waves implements Split {
    private final long size;
    private final long part;
    private final long seed;
    private final int height;
    private final int width;
    private final int channels;
    private final int classes;
    private final double noise;

    Waves(Arguments arguments, long size, long part) {
      this.size = size;
      this.part = part;
      this.seed = arguments.integer("seed");
      this.height = Math.toIntExact(arguments.integer("height"));
      this.width = Math.toIntExact(arguments.integer("width"));
      this.channels = Math.toIntExact(arguments.integer("channels"));
      this.classes = Math.toIntExact(arguments.integer("classes"));
      this.noise = arguments.number("noise");
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public List<Field> fields() {
      return List.of(
          new Field("image", new TensorType(ElementType.U8, Shape.of(height, width, channels))),
          new Field("label", new TensorType(ElementType.I64, Shape.SCALAR)));
    }

    @Override
    public void read(long index, RecordWriter writer) {
      int label = (int) (index % classes);
      byte[] pixels = new byte[height * width * channels];
      int at = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int channel = 0; channel < channels; channel++) {
            double noisy =
                wave(label, channel, (double) y / height, (double) x / width)
                    + noise * (2 * Hash.share(seed, part, index, at) - 1);
            pixels[at] = (byte) Math.round(Math.min(255, Math.max(0, noisy)));
            at++;
          }
        }
      }
      writer.bytes(0, pixels, 0, pixels.length);
      writer.longs(1, new long[] {label});
    }

    /** The wave of a class at a point of the unit square. */
    private double wave(int label, int channel, double y, double x) {
      double turn = 2 * Math.PI;
      double angle = turn * Hash.share(seed, -1, label, 0);
      double length = 1 + 2 * Hash.share(seed, -1, label, 1);
      double phase = turn * Hash.share(seed, -1, label, 2, channel);
      double way = StrictMath.cos(angle) * x + StrictMath.sin(angle) * y;
      return GREY + AMPLITUDE * StrictMath.sin(turn * length * way + phase);
    }
  }
}
