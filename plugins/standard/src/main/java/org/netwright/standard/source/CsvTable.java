package org.netwright.standard.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.netwright.spi.definition.DataSourceDefinition.Place;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * A CSV file as numbers and labels: the first row names the columns, one of them is the label, the
 * chosen others are features.
 */
final class CsvTable {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

  private final Path file;
  private final Place place;
  private final List<float[]> features = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  /** A column and where it stands, from 0. */
  private record Column(String name, int index) {}

  private CsvTable(Path file, Place place) {
    this.file = file;
    this.place = place;
  }

  /** Reads a file whole; {@code wanted} features, all but the label if there are none. */
  static CsvTable read(Path file, Place place, char separator, String label, List<String> wanted)
      throws IOException {
    CsvTable table = new CsvTable(file, place);
    try (Reader reader =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      table.readFrom(new CsvRecords(reader, separator, table::mistake), label, wanted);
    } catch (CharacterCodingException e) {
      throw place.error(file + " is no UTF-8 text", "save it as UTF-8");
    }
    return table;
  }

  List<float[]> features() {
    return features;
  }

  /** The label of each row, as written. */
  List<String> labels() {
    return labels;
  }

  private void readFrom(CsvRecords records, String label, List<String> wanted) throws IOException {
    CsvRecords.Row header =
        records
            .read()
            .orElseThrow(() -> place.error(file + " is empty", "its first row names the columns"));
    List<String> names = header.cells().stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw mistake(header.line(), "two columns are called \"" + name + "\"");
      }
    }
    Column labelColumn = column(names, label);
    List<String> chosen =
        wanted.isEmpty() ? names.stream().filter(name -> !name.equals(label)).toList() : wanted;
    List<Column> columns = chosen.stream().map(name -> column(names, name)).toList();
    if (columns.isEmpty() || chosen.contains(label)) {
      throw place.error(
          file + " leaves " + (columns.isEmpty() ? "no features" : "its label among the features"),
          "features are columns other than `label`");
    }
    readRows(records, names.size(), labelColumn, columns);
    if (labels.isEmpty()) {
      throw place.error(file + " has no rows below its header", "give a file with records");
    }
  }

  private void readRows(CsvRecords records, int width, Column label, List<Column> columns)
      throws IOException {
    int blank = 0;
    for (Optional<CsvRecords.Row> row = records.read(); row.isPresent(); row = records.read()) {
      CsvRecords.Row cells = row.get();
      if (cells.isBlank() && width > 1) {
        blank = blank == 0 ? cells.line() : blank;
        continue;
      }
      if (blank > 0) {
        throw mistake(blank, "the line is blank, and records follow");
      }
      if (cells.cells().size() != width) {
        throw mistake(
            cells.line(),
            "the row has " + cells.cells().size() + " cells; the header has " + width);
      }
      String word = cells.cells().get(label.index()).strip();
      if (word.isEmpty()) {
        throw cell(cells, label, "is empty");
      }
      labels.add(word);
      float[] numbers = new float[columns.size()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = number(cells, columns.get(i));
      }
      features.add(numbers);
    }
  }

  private Column column(List<String> names, String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw place.error(
          file + " has no column \"" + name + "\"", "its columns are: " + String.join(", ", names));
    }
    return new Column(name, index);
  }

  private float number(CsvRecords.Row row, Column column) {
    String text = row.cells().get(column.index()).strip();
    if (text.isEmpty()) {
      throw cell(row, column, "is empty");
    }
    if (!NUMBER.matcher(text).matches()) {
      throw cell(row, column, "is \"" + text + "\", no number");
    }
    float number = Float.parseFloat(text);
    if (!Float.isFinite(number)) {
      throw cell(row, column, "is " + text + ", beyond what f32 holds");
    }
    return number;
  }

  private DiagnosticException cell(CsvRecords.Row row, Column column, String what) {
    return mistake(
        row.line(), "column " + (column.index() + 1) + " (" + column.name() + ") " + what);
  }

  private DiagnosticException mistake(int line, int column, String what) {
    return place.error(
        file + ", line " + line + ", character " + column + ": " + what,
        "cells are quoted as RFC 4180 says");
  }

  private DiagnosticException mistake(int line, String what) {
    return place.error(
        file + ", line " + line + ": " + what, "correct the file, or leave the column out");
  }
}
