package org.netwright.frontend.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.check.Recordings;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/**
 * A file as an edit left it. The places in its tree are those of the pieces it was cut into: {@link
 * #place} says where that is.
 */
public final class LiveFile {
  private static final Comparator<Diagnostic> IN_ORDER =
      Comparator.comparing((Diagnostic d) -> d.span().file())
          .thenComparingInt(d -> d.span().line())
          .thenComparingInt(d -> d.span().column())
          .thenComparing(Diagnostic::code);

  private final String text;
  private final ResolvedProgram program;
  private final Names names;
  private final Recordings recordings;
  private final CompiledFile compiled;
  private final List<Declaration> checked;
  private final List<Diagnostic> found;
  private final List<Diagnostic> diagnostics;
  private final Pieces.Lines lines;
  private final long further;
  private final boolean whole;

  LiveFile(
      String text,
      ResolvedProgram program,
      Names names,
      Recordings recordings,
      CompiledFile compiled,
      List<Diagnostic> found,
      List<Declaration> checked,
      long further,
      boolean whole,
      Pieces.Lines lines) {
    this.text = text;
    this.program = program;
    this.names = names;
    this.recordings = recordings;
    this.compiled = compiled;
    this.checked = checked;
    this.lines = lines;
    this.further = further;
    this.whole = whole;
    this.found = List.copyOf(found);
    this.diagnostics =
        found.stream()
            .map(this::placed)
            .filter(d -> d.span() != Span.NONE)
            .sorted(IN_ORDER)
            .toList();
  }

  public String text() {
    return text;
  }

  public ResolvedProgram program() {
    return program;
  }

  public Names names() {
    return names;
  }

  public Recordings recordings() {
    return recordings;
  }

  /** Whether every declaration was checked; else what was known before stands for some. */
  public boolean isWhole() {
    return whole;
  }

  /** The nanoseconds that the next check needs to come further; 0 when that is not known. */
  public long further() {
    return further;
  }

  /** What is known of this file, at the places where it stands in a later text. */
  public LiveFile movedTo(LiveFile later) {
    return new LiveFile(
        later.text,
        program,
        names,
        recordings,
        compiled,
        found,
        checked,
        further,
        whole,
        later.lines);
  }

  /** The same with more that is wrong, in other files. */
  public LiveFile with(List<Diagnostic> more) {
    List<Diagnostic> all = new ArrayList<>(found);
    all.addAll(more);
    return new LiveFile(
        text, program, names, recordings, compiled, all, checked, further, whole, lines);
  }

  /** The declarations that were checked, the others being known from before. */
  public List<Declaration> checked() {
    return checked;
  }

  /** What can be elaborated again when somebody looks at it; its places are those of the tree. */
  public CompiledFile compiled() {
    return compiled;
  }

  /** Everything found, advice too once all is checked, in the order of the text. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Where a place of a tree lies in its file now; {@link Span#NONE} when it is gone. */
  public Span place(Span ofTree) {
    return lines.place(ofTree);
  }

  private Diagnostic placed(Diagnostic diagnostic) {
    return new Diagnostic(
        diagnostic.code(),
        diagnostic.severity(),
        diagnostic.message(),
        place(diagnostic.span()),
        diagnostic.related().stream()
            .map(related -> new Related(place(related.span()), related.message()))
            .toList(),
        diagnostic.hint().map(this::placed));
  }

  private Hint placed(Hint hint) {
    return new Hint(
        hint.message(), hint.edit().map(edit -> new Edit(place(edit.span()), edit.replacement())));
  }
}
