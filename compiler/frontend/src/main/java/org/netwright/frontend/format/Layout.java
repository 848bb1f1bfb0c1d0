package org.netwright.frontend.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;

/** One pass over the words of a text that writes them down again. */
final class Layout {
  private final List<Lexeme> lexemes;
  private final Breaks breaks;
  private final Lines lines = new Lines();
  private final Deque<Frame> frames = new ArrayDeque<>();

  /** The column of each pipe's signs at line starts, by where the pipe begins. */
  private final Map<Integer, Integer> pipeColumns = new HashMap<>();

  /** The first sign of each pipe: its column in the author's text and here. */
  private final Map<Integer, int[]> firstPipes = new HashMap<>();

  private final List<Integer> remarks = new ArrayList<>();
  private @Nullable Lexeme before;
  private int beforeIndex = -1;
  private boolean separated;
  private boolean semicolon;

  /** What the present line is indented by, for the brackets on it. */
  private int base;

  Layout(List<Lexeme> lexemes) {
    this.lexemes = lexemes;
    this.breaks = new Breaks(lexemes);
    frames.push(Frame.file());
  }

  String print() {
    for (int i = 0; i < lexemes.size(); i++) {
      Lexeme lexeme = lexemes.get(i);
      if (lexeme.isComment()) {
        remark(i, lexeme);
      } else if (lexeme.part() == Part.SEPARATOR) {
        separated = true;
        semicolon = !lexeme.text().isEmpty();
      } else if (!isNeedlessComma(i, lexeme)) {
        word(i, lexeme);
      }
    }
    writeRemarks(0, lexemes.size());
    return lines.text();
  }

  /** As it is written; a duration has one blank. */
  static String text(Lexeme lexeme) {
    return lexeme.part() == Part.NUMBER ? lexeme.text().replaceAll("[ \t]+", " ") : lexeme.text();
  }

  /** A comma behind the last thing of brackets that close on the same line. */
  private boolean isNeedlessComma(int index, Lexeme lexeme) {
    int next = index + 1;
    if (lexeme.part() != Part.COMMA || next == lexemes.size() || !lexemes.get(next).closes()) {
      return false;
    }
    int opening = lexemes.get(next).partner();
    return opening >= 0 && lexemes.get(opening).listing() && !breaks.isSpread(opening);
  }

  private void remark(int index, Lexeme comment) {
    Lexeme last = before;
    if (remarks.isEmpty()
        && last != null
        && index > 0
        && lexemes.get(index - 1).line() == comment.line()) {
      if (isListEnd(index)) {
        lines.write(",");
      }
      lines.comment(comment.text().stripTrailing(), comment.column());
    } else {
      remarks.add(index);
    }
  }

  /** Whether a comment stands between the last thing of a spread list and its closing bracket. */
  private boolean isListEnd(int index) {
    int next = index;
    while (next < lexemes.size() && lexemes.get(next).isComment()) {
      next++;
    }
    return next < lexemes.size() && needsComma(lexemes.get(next));
  }

  private boolean needsComma(Lexeme closing) {
    Lexeme last = before;
    return closing.closes()
        && closing.partner() >= 0
        && lexemes.get(closing.partner()).listing()
        && breaks.isSpread(closing.partner())
        && last != null
        && last.part() != Part.COMMA;
  }

  private void word(int index, Lexeme lexeme) {
    Lexeme last = before;
    boolean commented = beforeIndex >= 0 && hasComment(beforeIndex, index);
    Frame frame = current();
    if (lexeme.closes() && frames.size() > 1) {
      close(index, lexeme, commented);
    } else if (last == null) {
      if (writeRemarks(0, index)) {
        lines.next(isEmptyBefore(index), 0);
      }
      begin(frame, lexeme, 0);
    } else if (separated || frame.holdsStatements() && last.opens()) {
      statement(index, lexeme, last, frame, commented);
    } else if (last.opens()
        ? breaks.isSpread(beforeIndex)
        : goesOn(index, lexeme, last, commented)) {
      int column = column(lexeme, last, frame);
      boolean listed = !frame.holdsStatements() && !last.opens();
      newLine(index, lexeme, column, listed);
    } else {
      gap(last, lexeme);
    }
    write(index, lexeme);
  }

  private boolean goesOn(int index, Lexeme lexeme, Lexeme last, boolean commented) {
    return commented || breaks.isBroken(beforeIndex, index) && breaks.mayBreak(last, lexeme);
  }

  private boolean hasComment(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (lexemes.get(i).isComment()) {
        return true;
      }
    }
    return false;
  }

  private void statement(int index, Lexeme lexeme, Lexeme last, Frame frame, boolean commented) {
    boolean first = last.opens();
    boolean broken = first ? frame.isSpread() : commented || isBrokenBefore(index);
    if (broken) {
      if (!first && semicolon && Breaks.wouldGoOn(lexeme) && !commented) {
        lines.write(";");
      }
      newLine(index, lexeme, frame.content(), !first);
    } else {
      if (!first) {
        lines.write(";");
      }
      gap(last, lexeme);
    }
    begin(frame, lexeme, frame.content());
  }

  /** Whether a line ends somewhere between the last word and this one, a semicolon between them. */
  private boolean isBrokenBefore(int index) {
    return breaks.isBroken(beforeIndex, index);
  }

  private void begin(Frame frame, Lexeme lexeme, int column) {
    if (frame.holdsStatements()) {
      frame.begin(lexeme);
    }
    base = frame.isSpread() ? column : base;
  }

  private void close(int index, Lexeme lexeme, boolean commented) {
    Frame frame = frames.pop();
    Lexeme last = before;
    if (frame.isSpread() || commented) {
      if (needsComma(lexeme) && !commented) {
        lines.write(",");
      }
      writeRemarks(frame.content(), index);
      lines.next(false, frame.outer());
      base = frame.outer();
    } else if (last != null) {
      gap(last, lexeme);
    }
  }

  private int column(Lexeme lexeme, Lexeme last, Frame frame) {
    if (lexeme.part() == Part.PIPE) {
      return pipeColumns.computeIfAbsent(lexeme.partner(), head -> pipeColumn(lexeme, frame));
    }
    if (lexeme.part() == Part.OPEN_BODY || last.closes() && lexeme.text().equals("else")) {
      return frame.holdsStatements() ? frame.content() : base;
    }
    return last.opens() ? frame.content() : frame.continuation(last, lexeme);
  }

  /** Below the first sign of the pipe if the author put it nearer to there, else below its head. */
  private int pipeColumn(Lexeme pipe, Frame frame) {
    int[] first = firstPipes.get(pipe.partner());
    int toHead = Math.abs(pipe.column() - frame.authorsPipe());
    return first != null && Math.abs(pipe.column() - first[0]) < toHead ? first[1] : frame.pipe();
  }

  private void newLine(int index, Lexeme lexeme, int column, boolean mayBeEmpty) {
    boolean remarked = writeRemarks(column, index);
    boolean statement =
        separated || current().holdsStatements() && before != null && before.opens();
    boolean empty = (remarked || mayBeEmpty) && (statement || mayBeEmpty) && isEmptyBefore(index);
    lines.next(empty, column);
    base = lexeme.part() == Part.PIPE ? column + 3 : column;
  }

  /** The comments on lines of their own in front of a word. */
  private boolean writeRemarks(int column, int upTo) {
    boolean any = !remarks.isEmpty();
    boolean first = before == null;
    boolean opened = before != null && before.opens();
    for (int index : remarks) {
      if (first) {
        lines.write(lexemes.get(index).text().stripTrailing());
      } else {
        boolean inside =
            separated || before == null || !current().holdsStatements() || upTo == lexemes.size();
        lines.next(!opened && inside && isEmptyBefore(index), column);
        lines.write(lexemes.get(index).text().stripTrailing());
      }
      first = false;
      opened = false;
    }
    remarks.clear();
    return any;
  }

  /** Whether the author left a line empty above a word or comment. */
  private boolean isEmptyBefore(int index) {
    int above = index - 1;
    while (above >= 0 && isUnmarked(lexemes.get(above))) {
      above--;
    }
    return above >= 0 && lexemes.get(index).line() > lexemes.get(above).line() + 1;
  }

  /** The end of a statement that is a mere line end; it stands behind the comments. */
  private static boolean isUnmarked(Lexeme lexeme) {
    return lexeme.part() == Part.SEPARATOR && lexeme.text().isEmpty();
  }

  private void gap(Lexeme last, Lexeme next) {
    if (!Spacing.isTight(last, next)) {
      lines.write(" ");
    }
  }

  private void write(int index, Lexeme lexeme) {
    if (lexeme.part() == Part.PIPE) {
      firstPipes.putIfAbsent(lexeme.partner(), new int[] {lexeme.column(), lines.column()});
    }
    lines.write(text(lexeme));
    if (lexeme.opens()) {
      boolean spread = breaks.isSpread(index);
      boolean body = lexeme.part() == Part.OPEN_BODY && current().isSpread();
      int from = body ? current().content() : base;
      int inside = lexeme.part() == Part.OPEN || lexeme.part() == Part.OPEN_APPLIED ? 0 : 1;
      int author = index + 1 < lexemes.size() ? lexemes.get(index + 1).column() : lexeme.column();
      frames.push(Frame.of(lexeme, spread, from, lines.column() + inside, author));
    } else if (lexeme.part() == Part.CLAUSE && lexeme.text().equals("where")) {
      current().constrain(lines.column() + 1);
    }
    before = lexeme;
    beforeIndex = index;
    separated = false;
    semicolon = false;
  }

  private Frame current() {
    return frames.element();
  }
}
