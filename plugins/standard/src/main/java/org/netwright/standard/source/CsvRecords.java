package org.netwright.standard.source;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * The records of a CSV text (RFC 4180), one after the other: cells between separators, a quoted
 * cell may hold separators, line ends and doubled quotes. Line ends are LF or CRLF.
 */
final class CsvRecords {
  private static final int END = -1;

  private final Reader reader;
  private final char separator;
  private final Mistake mistake;
  private int line = 1;
  private int column;
  private int next;

  /** Makes the error for a place in the text. */
  interface Mistake {
    DiagnosticException at(int line, int column, String what);
  }

  /**
   * @param line where the record begins, from 1
   */
  record Row(int line, List<String> cells) {
    boolean isBlank() {
      return cells.size() == 1 && cells.get(0).isEmpty();
    }
  }

  CsvRecords(Reader reader, char separator, Mistake mistake) throws IOException {
    this.reader = reader;
    this.separator = separator;
    this.mistake = mistake;
    advance();
    if (next == '\ufeff') {
      column = 0;
      advance();
    }
  }

  /** The next record; empty at the end. */
  Optional<Row> read() throws IOException {
    if (next == END) {
      return Optional.empty();
    }
    int start = line;
    List<String> cells = new ArrayList<>();
    cells.add(cell());
    while (next == separator) {
      advance();
      cells.add(cell());
    }
    endLine();
    return Optional.of(new Row(start, cells));
  }

  private String cell() throws IOException {
    return next == '"' ? quoted() : plain();
  }

  private String plain() throws IOException {
    StringBuilder text = new StringBuilder();
    while (next != separator && next != '\n' && next != '\r' && next != END) {
      if (next == '"') {
        throw mistake.at(line, column, "a quote stands inside a cell that has none at its start");
      }
      text.append((char) next);
      advance();
    }
    return text.toString();
  }

  private String quoted() throws IOException {
    int startLine = line;
    int startColumn = column;
    StringBuilder text = new StringBuilder();
    advance();
    while (true) {
      if (next == END) {
        throw mistake.at(startLine, startColumn, "the quote that opens here is never closed");
      }
      if (next == '"') {
        advance();
        if (next != '"') {
          break;
        }
      }
      text.append((char) next);
      boolean lineEnds = next == '\n';
      advance();
      if (lineEnds) {
        nextLine();
      }
    }
    if (next != separator && next != '\n' && next != '\r' && next != END) {
      throw mistake.at(line, column, "something follows the closing quote of a cell");
    }
    return text.toString();
  }

  private void endLine() throws IOException {
    if (next == '\r') {
      advance();
      if (next != '\n') {
        throw mistake.at(line, column, "a carriage return stands alone");
      }
    }
    if (next == '\n') {
      advance();
      nextLine();
    }
  }

  /** The character that was just read is the first of a new line. */
  private void nextLine() {
    line++;
    column = 1;
  }

  private void advance() throws IOException {
    next = reader.read();
    column++;
  }
}
