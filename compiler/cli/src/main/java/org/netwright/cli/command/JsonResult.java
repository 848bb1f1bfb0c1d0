package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A result for a program: one JSON object on one line, pure ASCII so that no terminal spoils it.
 */
final class JsonResult {
  static final int FORMAT_VERSION = 1;

  private JsonResult() {}

  /** Writes the fields of the object that is open. */
  @FunctionalInterface
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /** The object with the version and the given fields. */
  static String text(Fields fields) {
    return object(
        json -> {
          json.writeNumberField("format_version", FORMAT_VERSION);
          fields.write(json);
        });
  }

  /** An object in a format of others, which has its own version. */
  static String object(Fields fields) {
    StringWriter text = new StringWriter();
    JsonFactory factory = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    try (JsonGenerator json = factory.createGenerator(text)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string takes everything", impossible);
    }
    return text.toString();
  }

  /** A number as JSON can hold it: what is not finite is null. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  static void print(PrintStream out, Fields fields) {
    out.println(text(fields));
    out.flush();
  }
}
