package org.netwright.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.frontend.precision.Precision;

/**
 * What {@code run.json} holds: what was run, with everything that was left unsaid written out.
 *
 * @param file the recipe's file as it was then, an absolute path
 * @param source the copy of it in the run directory
 * @param arguments every hyperparameter with its value
 * @param overrides those that the command line gave
 * @param precision of the training steps
 * @param notes what the data sources said about what they read
 */
public record RunRecord(
    RunIdentity identity,
    String file,
    String source,
    Map<String, String> arguments,
    Map<String, String> overrides,
    List<String> notes,
    Machine machine,
    Precision precision) {
  private static final int FORMAT_VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public RunRecord {
    arguments = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    overrides = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(overrides));
    notes = List.copyOf(notes);
  }

  byte[] json() throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format_version", FORMAT_VERSION);
    root.put("recipe", identity.recipe()).put("file", file).put("source", source);
    root.put("program", identity.program()).put("seed", identity.seed());
    root.put("version", identity.version()).put("precision", precision.toString());
    texts(root.putObject("arguments"), arguments);
    texts(root.putObject("overrides"), overrides);
    ArrayNode plugins = root.putArray("plugins");
    for (RunIdentity.Plugin plugin : identity.plugins()) {
      plugins
          .addObject()
          .put("name", plugin.name())
          .put("version", plugin.version())
          .put("hash", plugin.hash());
    }
    texts(root.putObject("data"), identity.data());
    ArrayNode said = root.putArray("notes");
    notes.forEach(said::add);
    texts(root.putObject("machine"), machine.facts());
    return JSON.writeValueAsBytes(root);
  }

  private static void texts(ObjectNode node, Map<String, String> texts) {
    texts.forEach(node::put);
  }

  /**
   * @throws IOException with a sentence about what is wrong
   */
  static RunRecord read(byte[] text) throws IOException {
    JsonNode root = JSON.readTree(text);
    if (root == null || root.path("format_version").asInt(0) != FORMAT_VERSION) {
      throw new IOException("its run.json is not of format version " + FORMAT_VERSION);
    }
    List<RunIdentity.Plugin> plugins = new ArrayList<>();
    for (JsonNode plugin : root.path("plugins")) {
      plugins.add(
          new RunIdentity.Plugin(
              text(plugin, "name"), text(plugin, "version"), text(plugin, "hash")));
    }
    RunIdentity identity =
        new RunIdentity(
            text(root, "recipe"),
            text(root, "program"),
            root.path("seed").asLong(),
            plugins,
            texts(root, "data"),
            text(root, "version"));
    List<String> notes = new ArrayList<>();
    root.path("notes").forEach(note -> notes.add(note.asText()));
    return new RunRecord(
        identity,
        text(root, "file"),
        text(root, "source"),
        texts(root, "arguments"),
        texts(root, "overrides"),
        notes,
        new Machine(texts(root, "machine")),
        precision(root));
  }

  /** Runs of older versions say nothing: they are f32. */
  private static Precision precision(JsonNode root) throws IOException {
    if (!root.has("precision")) {
      return Precision.F32;
    }
    String word = text(root, "precision");
    return Precision.named(word)
        .orElseThrow(() -> new IOException("its run.json asks for the precision " + word));
  }

  private static String text(JsonNode node, String key) throws IOException {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw new IOException("its run.json has no \"" + key + "\"");
    }
    return value.textValue();
  }

  private static Map<String, String> texts(JsonNode node, String key) throws IOException {
    if (!node.path(key).isObject()) {
      throw new IOException("its run.json has no \"" + key + "\"");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    node.path(key).properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }
}
