package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.Table;
import org.netwright.cli.terminal.Table.Column;
import org.netwright.engine.checkpoint.Measurement;

/** What reports came to, as a person reads it: numbers in a line, tensors as tables. */
final class MeasurementText {
  private static final int IN_A_LINE = 10;
  private static final int COLUMNS = 20;
  private static final int ROWS = 1000;

  private MeasurementText() {}

  /** A number, a short row of them, or the sizes of what is larger. */
  static String inLine(Measurement measurement) {
    if (measurement.isNumber()) {
      return Count.rounded(measurement.number());
    }
    long[] sizes = measurement.type().shape().known();
    if (sizes.length == 1 && sizes[0] <= IN_A_LINE) {
      return numbers(measurement, 0, (int) sizes[0]).collect(Collectors.joining(" ", "[", "]"));
    }
    return "(" + sizes(sizes) + " numbers)";
  }

  private static String sizes(long[] sizes) {
    return LongStream.of(sizes).mapToObj(Count::grouped).collect(Collectors.joining(" × "));
  }

  private static java.util.stream.Stream<String> numbers(Measurement from, int start, int count) {
    return from.values().subList(start, start + count).stream()
        .flatMapToDouble(DoubleStream::of)
        .mapToObj(Count::rounded);
  }

  /**
   * A tensor under its name: its rows with their numbers, or where to find one that is too large.
   */
  static List<String> block(String key, Measurement tensor) {
    List<String> lines = new ArrayList<>();
    long[] sizes = tensor.type().shape().known();
    lines.add("");
    lines.add(
        Printable.line(key)
            + " ["
            + LongStream.of(sizes).mapToObj(Long::toString).collect(Collectors.joining(", "))
            + "]");
    if (sizes.length > 2 || sizes[0] > ROWS || sizes.length == 2 && sizes[1] > COLUMNS) {
      lines.add("too large for a table; `--format json` prints all of it");
      return lines;
    }
    int width = sizes.length == 1 ? 1 : (int) sizes[1];
    List<Column> columns = new ArrayList<>(List.of(Column.numbers("")));
    for (int column = 0; column < width; column++) {
      columns.add(Column.numbers(sizes.length == 1 ? "value" : String.valueOf(column)));
    }
    Table table = new Table(columns.toArray(Column[]::new));
    for (int row = 0; row < sizes[0]; row++) {
      List<String> cells = new ArrayList<>(List.of(String.valueOf(row)));
      numbers(tensor, row * width, width).forEach(cells::add);
      table.row(cells.toArray(String[]::new));
    }
    lines.addAll(table.lines());
    return lines;
  }
}
