package org.netwright.frontend.parse;

import java.util.List;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** Diagnostics as lines of a golden file. */
final class DiagnosticText {
  private DiagnosticText() {}

  static String of(List<Diagnostic> diagnostics) {
    StringBuilder out = new StringBuilder();
    for (Diagnostic each : diagnostics) {
      out.append(each.code()).append(' ').append(place(each.span()));
      out.append(' ').append(each.message()).append('\n');
      each.related()
          .forEach(
              other ->
                  out.append("  also: ")
                      .append(place(other.span()))
                      .append(' ')
                      .append(other.message())
                      .append('\n'));
      each.hint()
          .ifPresent(
              hint -> {
                out.append("  hint: ").append(hint.message()).append('\n');
                hint.edit()
                    .ifPresent(
                        edit ->
                            out.append("  edit: ")
                                .append(place(edit.span()))
                                .append(" `")
                                .append(edit.replacement().replace("\n", "\\n"))
                                .append("`\n"));
              });
    }
    return out.toString();
  }

  private static String place(Span span) {
    return span.line() + ":" + span.column() + "-" + span.endLine() + ":" + span.endColumn();
  }
}
