package org.netwright.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns: words to the left, numbers to the right. */
public final class Table {
  private static final String GAP = "  ";
  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(Column... columns) {
    this.columns = List.of(columns);
  }

  /** A column with its heading. */
  public record Column(String heading, Side side) {
    public static Column words(String heading) {
      return new Column(heading, Side.LEFT);
    }

    public static Column numbers(String heading) {
      return new Column(heading, Side.RIGHT);
    }
  }

  /** The edge that the cells of a column share. */
  public enum Side {
    LEFT,
    RIGHT
  }

  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row of this table has " + columns.size() + " cells, not " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** A heading, a rule, and the rows; no blanks at line ends. */
  public List<String> lines() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Printable.width(columns.get(i).heading);
      for (List<String> row : rows) {
        widths[i] = Math.max(widths[i], Printable.width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::heading).toList(), widths));
    List<String> rule = new ArrayList<>();
    for (int width : widths) {
      rule.add("-".repeat(width));
    }
    lines.add(line(rule, widths));
    for (List<String> row : rows) {
      lines.add(line(row, widths));
    }
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String fill = " ".repeat(widths[i] - Printable.width(cells.get(i)));
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).side == Side.LEFT ? cells.get(i) + fill : fill + cells.get(i));
    }
    return line.toString().stripTrailing();
  }
}
