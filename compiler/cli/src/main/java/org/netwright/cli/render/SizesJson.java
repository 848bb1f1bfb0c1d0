package org.netwright.cli.render;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.program.SizeRequirement.Counterexample;

/** For which sizes open layers and models hold, for a program. */
public final class SizesJson {
  private SizesJson() {}

  /** Writes the field {@code sizes} of an object that is open. */
  public static void write(JsonGenerator json, List<SizeRequirement> requirements)
      throws IOException {
    json.writeArrayFieldStart("sizes");
    for (SizeRequirement requirement : requirements) {
      json.writeStartObject();
      json.writeStringField("declaration", requirement.declaration());
      json.writeBooleanField("proven", requirement.proven());
      json.writeStringField("holds_for", requirement.words());
      json.writeObjectFieldStart("of");
      for (Map.Entry<String, String> size : new TreeMap<>(requirement.sizes()).entrySet()) {
        json.writeStringField(size.getKey(), size.getValue());
      }
      json.writeEndObject();
      json.writeArrayFieldStart("where");
      for (String condition : requirement.conditions()) {
        json.writeString(condition);
      }
      json.writeEndArray();
      json.writeFieldName("counterexample");
      if (requirement.counterexample().isPresent()) {
        counterexample(json, requirement.counterexample().get());
      } else {
        json.writeNull();
      }
      json.writeStringField("file", requirement.place().file());
      json.writeNumberField("line", requirement.place().line());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void counterexample(JsonGenerator json, Counterexample example)
      throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("sizes");
    for (Map.Entry<String, Long> size : new TreeMap<>(example.sizes()).entrySet()) {
      json.writeNumberField(size.getKey(), size.getValue());
    }
    json.writeEndObject();
    json.writeStringField("arithmetic", example.arithmetic());
    json.writeObjectFieldStart("nearest");
    for (Map.Entry<String, List<Long>> near : new TreeMap<>(example.nearest()).entrySet()) {
      json.writeArrayFieldStart(near.getKey());
      for (long size : near.getValue()) {
        json.writeNumber(size);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeStringField("file", example.place().file());
    json.writeNumberField("line", example.place().line());
    json.writeEndObject();
  }
}
