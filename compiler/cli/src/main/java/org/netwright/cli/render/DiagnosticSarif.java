package org.netwright.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.netwright.cli.manual.ExplanationPage;
import org.netwright.cli.manual.ExplanationPages;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/**
 * Diagnostics in the Static Analysis Results Interchange Format 2.1.0 (OASIS, 2020), which code
 * hosts and editors show. The pages of diagnostics are the help of its rules.
 */
public final class DiagnosticSarif {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private DiagnosticSarif() {}

  /**
   * Writes the fields of the object that is open.
   *
   * @param version of the product
   */
  public static void write(JsonGenerator json, List<Diagnostic> diagnostics, String version)
      throws IOException {
    List<String> codes = diagnostics.stream().map(Diagnostic::code).distinct().sorted().toList();
    json.writeStringField("$schema", SCHEMA);
    json.writeStringField("version", "2.1.0");
    json.writeArrayFieldStart("runs");
    json.writeStartObject();
    json.writeObjectFieldStart("tool");
    json.writeObjectFieldStart("driver");
    json.writeStringField("name", "netwright");
    json.writeStringField("semanticVersion", version);
    json.writeArrayFieldStart("rules");
    for (String code : codes) {
      rule(json, code);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
    json.writeStringField("columnKind", "utf16CodeUnits");
    json.writeArrayFieldStart("results");
    for (Diagnostic diagnostic : diagnostics) {
      result(json, diagnostic, codes.indexOf(diagnostic.code()));
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void rule(JsonGenerator json, String code) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", code);
    Optional<ExplanationPage> page = ExplanationPages.find(code);
    if (page.isPresent()) {
      text(json, "shortDescription", page.get().title());
      text(json, "fullDescription", page.get().meaning());
      json.writeObjectFieldStart("help");
      json.writeStringField("text", page.get().markdown());
      json.writeStringField("markdown", page.get().markdown());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void result(JsonGenerator json, Diagnostic diagnostic, int rule)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ruleId", diagnostic.code());
    json.writeNumberField("ruleIndex", rule);
    json.writeStringField("level", diagnostic.isError() ? "error" : "warning");
    text(json, "message", message(diagnostic));
    json.writeArrayFieldStart("locations");
    if (!diagnostic.span().file().isEmpty()) {
      json.writeStartObject();
      place(json, diagnostic.span());
      json.writeEndObject();
    }
    json.writeEndArray();
    related(json, diagnostic.related());
    Optional<Hint> edited = diagnostic.hint().filter(hint -> hint.edit().isPresent());
    if (edited.isPresent()) {
      fix(json, edited.get().message(), edited.get().edit().orElseThrow());
    }
    json.writeEndObject();
  }

  /** The sentence, and the way out behind it where no edit carries it. */
  private static String message(Diagnostic diagnostic) {
    String hint =
        diagnostic.hint().filter(h -> h.edit().isEmpty()).map(h -> "; " + h.message()).orElse("");
    return diagnostic.message() + hint;
  }

  private static void related(JsonGenerator json, List<Related> places) throws IOException {
    if (places.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("relatedLocations");
    for (int i = 0; i < places.size(); i++) {
      json.writeStartObject();
      json.writeNumberField("id", i + 1);
      place(json, places.get(i).span());
      text(json, "message", places.get(i).message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void fix(JsonGenerator json, String description, Edit edit) throws IOException {
    json.writeArrayFieldStart("fixes");
    json.writeStartObject();
    text(json, "description", description);
    json.writeArrayFieldStart("artifactChanges");
    json.writeStartObject();
    file(json, edit.span());
    json.writeArrayFieldStart("replacements");
    json.writeStartObject();
    region(json, "deletedRegion", edit.span());
    text(json, "insertedContent", edit.replacement());
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndArray();
  }

  private static void place(JsonGenerator json, Span span) throws IOException {
    json.writeObjectFieldStart("physicalLocation");
    file(json, span);
    if (span.exists()) {
      region(json, "region", span);
    }
    json.writeEndObject();
  }

  private static void file(JsonGenerator json, Span span) throws IOException {
    json.writeObjectFieldStart("artifactLocation");
    json.writeStringField("uri", uri(span.file()));
    json.writeEndObject();
  }

  private static String uri(String file) {
    String path = file.replace('\\', '/');
    try {
      // a colon in the first segment would read as a scheme
      String relative = path.startsWith("/") || !path.contains(":") ? path : "./" + path;
      return new URI(null, null, relative, null).toASCIIString();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException("every path can be quoted: " + file, impossible);
    }
  }

  private static void region(JsonGenerator json, String name, Span span) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("startLine", span.line());
    json.writeNumberField("startColumn", span.column());
    json.writeNumberField("endLine", span.endLine());
    json.writeNumberField("endColumn", span.endColumn());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, String text) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("text", text);
    json.writeEndObject();
  }
}
