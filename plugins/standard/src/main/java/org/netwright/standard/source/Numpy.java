package org.netwright.standard.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;

/** {@code npy(…)} and {@code npz(…)}: examples and class numbers in arrays of NumPy. */
public final class Numpy implements DataSourceDefinition {
  private static final String ENDING = ".npy";
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

  private final boolean packed;

  private Numpy(boolean packed) {
    this.packed = packed;
  }

  /** Two files of one array each. */
  public static final Numpy FILES = new Numpy(false);

  /** One file of several arrays. */
  public static final Numpy ARCHIVE = new Numpy(true);

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return arguments.isNone("classes") ? Map.of() : Map.of("classes", arguments.integer("classes"));
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Opened opened = packed ? archive(arguments, place) : files(arguments, place);
    Split train = opened.splits().get("train");
    Split test = opened.splits().get("test");
    if (train == null || test == null || train.size() == 0 || test.size() == 0) {
      throw place.error(
          "one of the splits of " + arguments.text(packed ? "file" : "features") + " is empty",
          "give more rows, another share `test`, or another `seed`");
    }
    place.note(
        arguments.text(packed ? "file" : "features")
            + ": "
            + train.size()
            + " + "
            + test.size()
            + " examples");
    return opened;
  }

  private static long classes(Arguments arguments) {
    return arguments.isNone("classes") ? 0 : arguments.integer("classes");
  }

  private static Opened divided(Arguments arguments, NumpyRecords all) {
    double share = arguments.number("test");
    long seed = arguments.integer("seed");
    return new TrainAndTest(all.side(false, share, seed), all.side(true, share, seed));
  }

  // ---- two files

  private static Opened files(Arguments arguments, Place place) throws IOException {
    NumpyArray features = file(place.find(arguments.text("features")), place);
    NumpyArray labels = file(place.find(arguments.text("label")), place);
    return divided(
        arguments,
        NumpyRecords.of(features, labels, arguments.integer("width"), classes(arguments), place));
  }

  private static NumpyArray file(Path file, Place place) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw place.error(file + " is missing", "give an array that `numpy.save` has written");
    }
    demandSize(file.toString(), Files.size(file), place);
    return NumpyArray.of(file.toString(), Files.readAllBytes(file), place);
  }

  private static void demandSize(String name, long size, Place place) {
    if (size > MOST_BYTES) {
      throw place.error(
          name + " has " + size + " bytes, more than one array of 2 GiB",
          "save it in parts, or with elements of fewer bits");
    }
  }

  // ---- an archive

  private static Opened archive(Arguments arguments, Place place) throws IOException {
    Path file = place.find(arguments.text("file"));
    if (!Files.isRegularFile(file)) {
      throw place.error(file + " is missing", "give an archive that `numpy.savez` has written");
    }
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String features = arguments.text("features");
      String label = arguments.text("label");
      long classes = classes(arguments);
      long width = arguments.integer("width");
      if (entry(zip, features + "_train").isPresent()) {
        NumpyRecords train =
            NumpyRecords.of(
                array(file, zip, features + "_train", place),
                array(file, zip, label + "_train", place),
                width,
                classes,
                place);
        NumpyRecords test =
            NumpyRecords.of(
                array(file, zip, features + "_test", place),
                array(file, zip, label + "_test", place),
                width,
                classes,
                place);
        return new TrainAndTest(train, test);
      }
      return divided(
          arguments,
          NumpyRecords.of(
              array(file, zip, features, place),
              array(file, zip, label, place),
              width,
              classes,
              place));
    } catch (ZipException e) {
      throw place.error(
          file + " is no archive of arrays, or it is damaged: " + e.getMessage(),
          "write it with `numpy.savez`");
    }
  }

  private static Optional<ZipEntry> entry(ZipFile zip, String name) {
    return Optional.ofNullable(zip.getEntry(name + ENDING));
  }

  private static NumpyArray array(Path file, ZipFile zip, String name, Place place)
      throws IOException {
    ZipEntry entry =
        entry(zip, name)
            .orElseThrow(
                () ->
                    place.error(
                        file + " holds no array `" + name + "`; it has " + names(zip),
                        "say which they are: `features = …`, `label = …`"));
    demandSize(file + ":" + name, entry.getSize(), place);
    try (InputStream in = zip.getInputStream(entry)) {
      // what is unpacked may be more than the archive says
      byte[] content = in.readNBytes((int) Math.max(0, entry.getSize()));
      if (in.read() >= 0) {
        throw place.error(
            file + ":" + name + " is longer than the archive says", "write it with `numpy.savez`");
      }
      return NumpyArray.of(file + ":" + name, content, place);
    }
  }

  private static TreeSet<String> names(ZipFile zip) {
    TreeSet<String> names = new TreeSet<>();
    zip.stream()
        .filter(e -> e.getName().endsWith(ENDING))
        .forEach(e -> names.add(e.getName().substring(0, e.getName().length() - ENDING.length())));
    return names;
  }
}
