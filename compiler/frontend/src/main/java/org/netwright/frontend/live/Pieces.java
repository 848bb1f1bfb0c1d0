package org.netwright.frontend.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parsed;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.parse.Stretch;
import org.netwright.frontend.resolve.TextParser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.SourceUnit;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/**
 * Texts cut into their declarations. A piece is parsed once and keeps its tree as long as its words
 * stay, wherever in the file it stands: its places count lines from a number of its own, which
 * {@link Lines} turn into those of the file.
 */
final class Pieces implements TextParser {
  private static final int LINE_BITS = 20;
  private static final int MOST_PIECES = (1 << (31 - LINE_BITS)) - 1;

  /** In a file of more declarations several share a piece. */
  private static final int MOST_OF_A_FILE = 400;

  private final Limits limits;
  private final Map<String, List<Piece>> files = new HashMap<>();

  /** Where each piece begins now, by its number; 0 when it is gone. */
  private final int[] firstLines = new int[MOST_PIECES + 1];

  private final BitSet taken = new BitSet();
  private int lastNumber;

  Pieces(Limits limits) {
    this.limits = limits;
  }

  /** A stretch of a file that begins where a declaration does, and the tree of it. */
  private record Piece(int number, String text, Parsed parsed) {}

  @Override
  public Parsed parse(String file, String text) {
    List<Stretch> cuts = Stretch.of(text, MOST_OF_A_FILE);
    List<Piece> known = files.getOrDefault(file, List.of());
    if (taken.cardinality() + cuts.size() > MOST_PIECES) {
      forget(file);
      return Parser.parse(file, text, limits);
    }
    List<Piece> pieces = matched(file, cuts, known);
    boolean whole = pieces.stream().noneMatch(piece -> piece.parsed().hasErrors());
    forget(known, pieces);
    files.put(file, pieces);
    return whole ? joined(file, text, pieces) : Parser.parse(file, text, limits);
  }

  private List<Piece> matched(String file, List<Stretch> cuts, List<Piece> known) {
    Map<String, Deque<Piece>> byText = new HashMap<>();
    for (Piece piece : known) {
      byText.computeIfAbsent(piece.text(), t -> new ArrayDeque<>()).add(piece);
    }
    List<Piece> pieces = new ArrayList<>(cuts.size());
    for (Stretch cut : cuts) {
      Deque<Piece> same = byText.get(cut.text());
      Piece piece = same == null ? null : same.poll();
      if (piece == null) {
        piece = read(file, cut.text());
      }
      firstLines[piece.number()] = cut.line();
      pieces.add(piece);
    }
    return pieces;
  }

  private Piece read(String file, String text) {
    int number = number();
    return new Piece(number, text, Parser.parse(file, text, (number << LINE_BITS) + 1, limits));
  }

  private int number() {
    do {
      lastNumber = lastNumber % MOST_PIECES + 1;
    } while (taken.get(lastNumber));
    taken.set(lastNumber);
    return lastNumber;
  }

  /** Lets go of a file that nobody edits. */
  void forget(String file) {
    List<Piece> known = files.remove(file);
    if (known != null) {
      forget(known, List.of());
    }
  }

  private void forget(List<Piece> known, List<Piece> kept) {
    for (Piece piece : known) {
      taken.clear(piece.number());
      firstLines[piece.number()] = 0;
    }
    int line = 1;
    for (Piece piece : kept) {
      taken.set(piece.number());
      firstLines[piece.number()] = line;
      line += (int) piece.text().chars().filter(c -> c == '\n').count();
    }
  }

  private static Parsed joined(String file, String text, List<Piece> pieces) {
    List<Declaration> declarations = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Piece piece : pieces) {
      declarations.addAll(piece.parsed().unit().declarations());
      diagnostics.addAll(piece.parsed().diagnostics());
    }
    int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
    int column = text.length() - text.lastIndexOf('\n');
    Span span = new Span(file, 1, 1, lines, column);
    return new Parsed(new SourceUnit(file, declarations, span), diagnostics);
  }

  /** Where the pieces stand now, for places that are asked for later. */
  Lines lines() {
    return new Lines(firstLines.clone());
  }

  /** The lines at which the pieces stood at one time. */
  static final class Lines {
    private final int[] firstLines;

    private Lines(int[] firstLines) {
      this.firstLines = firstLines;
    }

    /** The place in the file; {@link Span#NONE} when what stood there is gone. */
    Span place(Span span) {
      int number = span.line() >>> LINE_BITS;
      if (number == 0) {
        return span;
      }
      int first = firstLines[number];
      if (first == 0) {
        return Span.NONE;
      }
      int shift = first - (number << LINE_BITS) - 1;
      return new Span(
          span.file(),
          span.line() + shift,
          span.column(),
          span.endLine() + shift,
          span.endColumn());
    }
  }
}
