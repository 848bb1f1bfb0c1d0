package org.netwright.frontend.live;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.check.Recordings;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.resolve.ResolvedProgram;
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
  private final Map<String, ModelProgram> models;
  private final List<Diagnostic> diagnostics;
  private final Pieces pieces;

  LiveFile(
      String text,
      ResolvedProgram program,
      Names names,
      Recordings recordings,
      Map<String, ModelProgram> models,
      List<Diagnostic> diagnostics,
      Pieces pieces) {
    this.text = text;
    this.program = program;
    this.names = names;
    this.recordings = recordings;
    this.models = models;
    this.pieces = pieces;
    this.diagnostics = diagnostics.stream().map(this::placed).sorted(IN_ORDER).toList();
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

  /** The models that could be elaborated with their defaults. */
  public Map<String, ModelProgram> models() {
    return models;
  }

  /** Everything found, in the order of the text. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Where a place of a tree lies in its file now; {@link Span#NONE} when it is gone. */
  public Span place(Span ofTree) {
    return pieces.place(ofTree);
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
