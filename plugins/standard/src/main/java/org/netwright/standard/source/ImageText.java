package org.netwright.standard.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.Dim;

/** {@code image_text(folder, …)}: images with captions as token ids. */
public final class ImageText implements DataSourceDefinition {
  private static final String VOCAB = "vocab";

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return arguments.isNone(VOCAB) ? Map.of() : Map.of(VOCAB, arguments.integer(VOCAB));
  }

  @Override
  public Set<String> factsOnOpening(Arguments arguments) {
    return arguments.isNone(VOCAB) ? Set.of(VOCAB) : Set.of();
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    int length = Math.toIntExact(arguments.integer("length"));
    Captions train = captions(folder, folder.resolve("train.tsv"), length, place);
    Captions test = captions(folder, folder.resolve("test.tsv"), length, place);
    long largest = Math.max(train.largest(), test.largest());
    if (!arguments.isNone(VOCAB) && largest >= arguments.integer(VOCAB)) {
      throw place.error(
          folder + " holds the id " + largest + ", outside 1 … " + (arguments.integer(VOCAB) - 1),
          "`vocab` is at least " + (largest + 1));
    }
    place.note(folder + ": " + train.size() + " + " + test.size() + " images with captions");
    return new TrainAndTest(
        train, test, arguments.isNone(VOCAB) ? Map.of(VOCAB, largest + 1) : Map.of());
  }

  private static Captions captions(Path folder, Path file, int length, Place place)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      throw place.error(file + " is missing", "each line is a path, a tab, and token ids");
    }
    List<Path> images = new ArrayList<>();
    List<long[]> texts = new ArrayList<>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      String at = file + ":" + (images.size() + 1) + ": ";
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw place.error(at + "there is no tab", "each line is a path, a tab, and token ids");
      }
      Path image = folder.resolve(line.substring(0, tab)).normalize();
      if (!image.startsWith(folder.normalize()) || !Files.isRegularFile(image)) {
        throw place.error(at + image + " is no file below " + folder, "correct the path");
      }
      images.add(image);
      texts.add(ids(line.substring(tab + 1).strip(), at, length, place));
    }
    return new Captions(images, texts);
  }

  private static long[] ids(String text, String at, int length, Place place) {
    String[] words = text.isEmpty() ? new String[0] : text.split("\\s+");
    if (words.length == 0 || words.length > length) {
      throw place.error(
          at + "the caption has " + words.length + " ids, and 1 … " + length + " are wanted",
          "`length` says how many a caption may have");
    }
    long[] ids = new long[length];
    for (int i = 0; i < words.length; i++) {
      try {
        ids[i] = Integer.parseInt(words[i]);
      } catch (NumberFormatException e) {
        ids[i] = -1;
      }
      if (ids[i] < 1) {
        throw place.error(
            at + "\"" + words[i] + "\" is no token id", "ids are whole numbers from 1");
      }
    }
    return ids;
  }

  private static final class Captions implements Split {
    private final List<Path> images;
    private final List<long[]> texts;

    Captions(List<Path> images, List<long[]> texts) {
      this.images = images;
      this.texts = texts;
    }

    long largest() {
      return texts.stream().flatMapToLong(java.util.Arrays::stream).max().orElse(0);
    }

    @Override
    public long size() {
      return images.size();
    }

    @Override
    public List<Field> fields() {
      int length = texts.isEmpty() ? 0 : texts.get(0).length;
      return List.of(Fields.image(), Fields.ids("text", Dim.of(length)));
    }

    @Override
    public void read(long index, RecordWriter writer) throws IOException {
      int i = Math.toIntExact(index);
      if (writer.wants(0)) {
        RgbPicture picture = RgbPicture.read(images.get(i));
        writer.shape(0, picture.height(), picture.width(), RgbPicture.CHANNELS);
        writer.bytes(0, picture.pixels(), 0, picture.pixels().length);
      }
      writer.longs(1, texts.get(i));
    }
  }
}
