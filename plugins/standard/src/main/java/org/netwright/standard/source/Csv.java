package org.netwright.standard.source;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** {@code csv(file, label = …)}: rows of numbers with a class each. */
public final class Csv implements DataSourceDefinition {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]+");
  private static final int SHOWN = 12;

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return arguments.isNone("classes") ? Map.of() : Map.of("classes", arguments.integer("classes"));
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    String separator = arguments.text("separator");
    if (separator.length() != 1 || "\"\r\n".contains(separator)) {
      throw place.error(
          "\"" + separator + "\" separates no cells", "give one character, such as \",\" or \";\"");
    }
    Path file = place.find(arguments.text("file"));
    CsvTable table =
        CsvTable.read(
            file, place, separator.charAt(0), arguments.text("label"), arguments.texts("columns"));
    List<String> labels = canonical(table.labels());
    List<String> classes = classes(labels);
    if (!arguments.isNone("classes") && arguments.integer("classes") != classes.size()) {
      throw place.error(
          file + " has " + classes.size() + " classes: " + shown(classes),
          "`classes` says " + arguments.integer("classes") + "; leave it out or correct it");
    }
    return split(arguments, place, file, table.features(), labels, classes);
  }

  /** The labels, whole numbers in one spelling if all are whole: 7, 07 and +7 are one class. */
  private static List<String> canonical(List<String> labels) {
    return allWhole(labels)
        ? labels.stream().map(label -> new BigInteger(label).toString()).toList()
        : labels;
  }

  private static boolean allWhole(List<String> labels) {
    return labels.stream().allMatch(label -> WHOLE.matcher(label).matches());
  }

  /** The different labels: by size if all are whole numbers, else by their letters. */
  private static List<String> classes(List<String> labels) {
    Comparator<String> order =
        allWhole(labels) ? Comparator.comparing(BigInteger::new) : Comparator.naturalOrder();
    TreeSet<String> classes = new TreeSet<>(order);
    classes.addAll(labels);
    return List.copyOf(classes);
  }

  private static Opened split(
      Arguments arguments,
      Place place,
      Path file,
      List<float[]> features,
      List<String> labels,
      List<String> classes) {
    double share = arguments.number("test");
    long seed = arguments.integer("seed");
    Map<String, Long> numbers = new HashMap<>();
    for (String name : classes) {
      numbers.put(name, (long) numbers.size());
    }
    Rows train = new Rows();
    Rows test = new Rows();
    for (int row = 0; row < labels.size(); row++) {
      Rows side = Hash.share(seed, row) < share ? test : train;
      side.add(features.get(row), numbers.getOrDefault(labels.get(row), -1L));
    }
    if (train.size() == 0 || test.size() == 0) {
      throw place.error(
          file + " has " + labels.size() + " rows, of which " + test.size() + " fell to test",
          "give more rows, another share `test`, or another `seed`");
    }
    place.note(
        file + ": " + train.size() + " + " + test.size() + " rows; classes: " + shown(classes));
    return new TrainAndTest(train, test);
  }

  private static String shown(List<String> classes) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < Math.min(classes.size(), SHOWN); i++) {
      parts.add(i + " = " + classes.get(i));
    }
    if (classes.size() > SHOWN) {
      parts.add("… " + classes.size() + " in all");
    }
    return String.join(", ", parts);
  }

  /** The rows of one split. */
  private static final class Rows implements Split {
    private final List<float[]> features = new ArrayList<>();
    private final List<Long> labels = new ArrayList<>();

    void add(float[] row, long label) {
      features.add(row);
      labels.add(label);
    }

    @Override
    public long size() {
      return labels.size();
    }

    @Override
    public List<Field> fields() {
      return List.of(
          new Field("features", TensorType.f32(Shape.of(features.get(0).length))),
          new Field("label", new TensorType(ElementType.I64, Shape.SCALAR)));
    }

    @Override
    public void read(long index, RecordWriter writer) {
      int i = Math.toIntExact(index);
      writer.floats(0, features.get(i));
      writer.longs(1, new long[] {labels.get(i)});
    }
  }
}
