package org.netwright.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** Diagnostics for a program; lines and columns count from 1, columns in UTF-16 units. */
public final class DiagnosticJson {
  private DiagnosticJson() {}

  /** Writes the field {@code diagnostics} of an object that is open. */
  public static void write(JsonGenerator json, List<Diagnostic> diagnostics) throws IOException {
    json.writeArrayFieldStart("diagnostics");
    for (Diagnostic diagnostic : diagnostics) {
      json.writeStartObject();
      json.writeStringField("code", diagnostic.code());
      json.writeStringField("severity", diagnostic.isError() ? "error" : "warning");
      json.writeStringField("message", diagnostic.message());
      place(json, diagnostic.span());
      json.writeFieldName("hint");
      if (diagnostic.hint().isPresent()) {
        json.writeString(diagnostic.hint().get().message());
      } else {
        json.writeNull();
      }
      related(json, diagnostic.related());
      edit(json, diagnostic);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void related(JsonGenerator json, List<Related> places) throws IOException {
    json.writeArrayFieldStart("related");
    for (Related related : places) {
      json.writeStartObject();
      json.writeStringField("message", related.message());
      place(json, related.span());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void edit(JsonGenerator json, Diagnostic diagnostic) throws IOException {
    var edit = diagnostic.hint().flatMap(Hint::edit);
    if (edit.isPresent()) {
      json.writeObjectFieldStart("edit");
      place(json, edit.get().span());
      json.writeStringField("replacement", edit.get().replacement());
      json.writeEndObject();
    }
  }

  private static void place(JsonGenerator json, Span span) throws IOException {
    json.writeStringField("file", span.file());
    json.writeNumberField("line", span.line());
    json.writeNumberField("column", span.column());
    json.writeNumberField("end_line", span.endLine());
    json.writeNumberField("end_column", span.endColumn());
  }
}
