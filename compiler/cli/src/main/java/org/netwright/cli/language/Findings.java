package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.DiagnosticRelatedInformation;
import org.eclipse.lsp4j.DiagnosticSeverity;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;

/** What is wrong with a file in the words of the protocol, and the edits that would cure it. */
final class Findings {
  private static final String SOURCE = "netwright";

  private final Function<String, String> uris;

  /**
   * @param uris what the editor calls a file
   */
  Findings(Function<String, String> uris) {
    this.uris = uris;
  }

  org.eclipse.lsp4j.Diagnostic shown(Diagnostic found) {
    String hint = found.hint().map(Hint::message).map(words -> "\nhint: " + words).orElse("");
    org.eclipse.lsp4j.Diagnostic shown =
        new org.eclipse.lsp4j.Diagnostic(
            Document.range(found.span()),
            found.message() + hint,
            found.isError() ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
            SOURCE,
            found.code());
    List<DiagnosticRelatedInformation> related = new ArrayList<>();
    found.related().stream()
        .filter(place -> place.span().exists())
        .forEach(
            place ->
                related.add(
                    new DiagnosticRelatedInformation(
                        new Location(uris.apply(place.span().file()), Document.range(place.span())),
                        place.message())));
    shown.setRelatedInformation(related);
    return shown;
  }

  /** The cures of what is wrong within a range of a file. */
  List<CodeAction> cures(List<Diagnostic> all, Document document, Range range) {
    List<CodeAction> cures = new ArrayList<>();
    for (Diagnostic found : all) {
      Optional<Edit> edit = found.hint().flatMap(Hint::edit).filter(e -> e.span().exists());
      boolean here = found.span().file().equals(document.file());
      if (edit.isPresent() && here && touch(Document.range(found.span()), range)) {
        CodeAction cure = new CodeAction(found.hint().map(Hint::message).orElse(""));
        cure.setKind(CodeActionKind.QuickFix);
        cure.setDiagnostics(List.of(shown(found)));
        WorkspaceEdit change = new WorkspaceEdit();
        change
            .getChanges()
            .put(
                uris.apply(edit.get().span().file()),
                List.of(new TextEdit(Document.range(edit.get().span()), edit.get().replacement())));
        cure.setEdit(change);
        cures.add(cure);
      }
    }
    return cures;
  }

  private static boolean touch(Range one, Range other) {
    return one.getStart().getLine() <= other.getEnd().getLine()
        && other.getStart().getLine() <= one.getEnd().getLine();
  }
}
