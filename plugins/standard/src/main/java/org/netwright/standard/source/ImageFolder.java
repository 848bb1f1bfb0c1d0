package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;

/** {@code image_folder(folder, …)}: images in one folder a class. */
public final class ImageFolder implements DataSourceDefinition {
  private static final String CLASSES = "classes";

  @Override
  public Set<String> factsOnOpening(Arguments arguments) {
    return Set.of(CLASSES);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    List<String> endings =
        arguments.texts("extensions").stream().map(e -> "." + e.toLowerCase(Locale.ROOT)).toList();
    Path train = part(folder, "train").orElseThrow(() -> missing(folder, "train", place));
    Path test =
        part(folder, "test")
            .or(() -> part(folder, "val"))
            .orElseThrow(() -> missing(folder, "test (or val)", place));
    List<Path> classes = folders(train, place);
    List<String> names = names(classes);
    List<Path> tested = folders(test, place);
    if (!names(tested).equals(names)) {
      throw place.error(
          test + " has the classes " + names(tested) + ", and " + train + " has " + names,
          "both splits have the same folders");
    }
    ImageSplit learnt = split(classes, endings, place);
    ImageSplit judged = split(tested, endings, place);
    place.note(
        folder
            + ": "
            + learnt.size()
            + " + "
            + judged.size()
            + " images in "
            + classes.size()
            + " classes");
    return new TrainAndTest(learnt, judged, Map.of(CLASSES, (long) classes.size()));
  }

  private static DiagnosticException missing(Path folder, String part, Place place) {
    return place.error(
        folder + " has no folder " + part, "it holds train/CLASS/… and test/CLASS/…");
  }

  private static Optional<Path> part(Path folder, String name) {
    Path part = folder.resolve(name);
    return Files.isDirectory(part) ? Optional.of(part) : Optional.empty();
  }

  private static List<String> names(List<Path> folders) {
    return folders.stream().map(f -> String.valueOf(f.getFileName())).toList();
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(e -> !String.valueOf(e.getFileName()).startsWith("."))
          .sorted(Comparator.comparing(e -> String.valueOf(e.getFileName())))
          .toList();
    }
  }

  private static List<Path> folders(Path part, Place place) throws IOException {
    List<Path> folders = sorted(part);
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw place.error(folder + " is no folder of a class", "move it away");
      }
    }
    if (folders.isEmpty()) {
      throw place.error(part + " has no folder of a class", "put each class into a folder there");
    }
    return folders;
  }

  private static ImageSplit split(List<Path> classes, List<String> endings, Place place)
      throws IOException {
    List<Path> images = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < classes.size(); label++) {
      for (Path image : sorted(classes.get(label))) {
        String name = String.valueOf(image.getFileName()).toLowerCase(Locale.ROOT);
        if (endings.stream().noneMatch(name::endsWith)) {
          throw place.error(
              image + " is no image: its name ends in none of " + endings,
              "move it away, or name its ending in `extensions`");
        }
        images.add(image);
        labels.add(label);
      }
      if (!labels.contains(label)) {
        throw place.error(classes.get(label) + " holds no image", "a class has examples");
      }
    }
    return new ImageSplit(images, labels.stream().mapToInt(l -> l).toArray());
  }

  /** Images that are decoded when they are read. */
  private static final class ImageSplit implements Split {
    private static final int IMAGE = 0;
    private static final int LABEL = 1;
    private static final int ID = 2;

    private final List<Path> images;
    private final int[] labels;

    ImageSplit(List<Path> images, int[] labels) {
      this.images = images;
      this.labels = labels;
    }

    @Override
    public long size() {
      return images.size();
    }

    @Override
    public List<Field> fields() {
      return List.of(Fields.image(), Fields.number("label"), Fields.number("id"));
    }

    @Override
    public void read(long index, RecordWriter writer) throws IOException {
      int i = Math.toIntExact(index);
      if (writer.wants(IMAGE)) {
        RgbPicture picture = RgbPicture.read(images.get(i));
        writer.shape(IMAGE, picture.height(), picture.width(), RgbPicture.CHANNELS);
        writer.bytes(IMAGE, picture.pixels(), 0, picture.pixels().length);
      }
      writer.longs(LABEL, new long[] {labels[i]});
      writer.longs(ID, new long[] {index});
    }
  }
}
