package org.netwright.engine.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.checkpoint.TrainingState.Best;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.RecipeProgram.NetInfo;
import org.netwright.frontend.program.Variable;

/** The header of a checkpoint as JSON, both ways. */
final class HeaderText {
  private static final int FORMAT_VERSION = 1;
  private static final ObjectMapper JSON = new ObjectMapper();

  private HeaderText() {}

  // ---- writing

  static byte[] write(Header header) {
    ObjectNode root = JSON.createObjectNode();
    root.put("format_version", FORMAT_VERSION);
    identity(root.putObject("identity"), header.identity());
    state(root.putObject("state"), header.state());
    ArrayNode nets = root.putArray("nets");
    for (NetInfo net : header.nets()) {
      nets.addObject()
          .put("name", net.name())
          .put("declaration", net.declaration())
          .put("holding", net.holding().name());
    }
    ArrayNode tensors = root.putArray("tensors");
    long offset = 0;
    for (Tensor tensor : header.tensors()) {
      offset = CheckpointLayout.aligned(offset);
      ObjectNode node = tensors.addObject();
      node.put("net", tensor.net()).put("path", tensor.path()).put("kind", tensor.kind().name());
      node.put("element", tensor.type().element().toString());
      ArrayNode shape = node.putArray("shape");
      for (long size : tensor.type().shape().known()) {
        shape.add(size);
      }
      node.put("offset", offset);
      offset += tensor.bytes();
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a header is plain JSON", e);
    }
  }

  private static void identity(ObjectNode node, RunIdentity identity) {
    node.put("recipe", identity.recipe()).put("program", identity.program());
    node.put("seed", identity.seed()).put("version", identity.version());
    ArrayNode plugins = node.putArray("plugins");
    for (RunIdentity.Plugin plugin : identity.plugins()) {
      plugins
          .addObject()
          .put("name", plugin.name())
          .put("version", plugin.version())
          .put("hash", plugin.hash());
    }
    ObjectNode data = node.putObject("data");
    identity.data().forEach(data::put);
  }

  private static void state(ObjectNode node, TrainingState state) {
    node.put("stage", state.stage()).put("step", state.step()).put("batches", state.batches());
    node.put("epoch", state.epoch()).put("batch", state.batch());
    node.put("settled", state.settled()).put("seconds", state.seconds());
    measurements(node.putObject("latest"), state.latest());
    state
        .best()
        .ifPresent(
            best -> {
              ObjectNode kept = node.putObject("best");
              kept.put("step", best.step()).put("value", Double.toString(best.value()));
              kept.put("file", best.file());
              measurements(kept.putObject("metrics"), best.metrics());
            });
    ArrayNode finished = node.putArray("finished");
    for (StageOutcome stage : state.finished()) {
      ObjectNode done = finished.addObject();
      done.put("name", stage.name()).put("epochs", stage.epochs()).put("steps", stage.steps());
      done.put("seconds", stage.seconds()).put("kept", stage.kept());
      done.put("file", stage.file());
      measurements(done.putObject("metrics"), stage.metrics());
    }
    ObjectNode logs = node.putObject("logs");
    state.logs().forEach(logs::put);
  }

  private static void measurements(ObjectNode node, Map<String, Measurement> measurements) {
    measurements.forEach((key, value) -> node.set(key, value.exact()));
  }

  // ---- reading

  /**
   * @throws HeaderNode.Malformed when the text is no header of this version
   */
  static Header read(byte[] text) {
    HeaderNode root;
    try {
      root = new HeaderNode("", JSON.readTree(text));
    } catch (IOException e) {
      throw new HeaderNode.Malformed("", "JSON");
    }
    if (root.at("format_version").integer() != FORMAT_VERSION) {
      throw new HeaderNode.Malformed("format_version", FORMAT_VERSION + "");
    }
    List<NetInfo> nets = new ArrayList<>();
    for (HeaderNode net : root.each("nets")) {
      nets.add(
          new NetInfo(
              net.at("name").text(),
              net.at("declaration").text(),
              constant(Holding.class, net.at("holding"))));
    }
    return new Header(
        readIdentity(root.at("identity")), readState(root.at("state")), nets, readTensors(root));
  }

  private static List<Tensor> readTensors(HeaderNode root) {
    List<Tensor> tensors = new ArrayList<>();
    long offset = 0;
    for (HeaderNode node : root.each("tensors")) {
      Tensor tensor =
          new Tensor(
              node.at("net").text(),
              node.at("path").text(),
              constant(Variable.Kind.class, node.at("kind")),
              node.type());
      offset = CheckpointLayout.aligned(offset);
      if (node.at("offset").count() != offset) {
        throw new HeaderNode.Malformed("tensors", "offset " + offset + " of " + tensor.name());
      }
      offset = Math.addExact(offset, tensor.bytes());
      tensors.add(tensor);
    }
    return tensors;
  }

  private static <E extends Enum<E>> E constant(Class<E> type, HeaderNode node) {
    try {
      return Enum.valueOf(type, node.text());
    } catch (IllegalArgumentException e) {
      throw new HeaderNode.Malformed(node.text(), type.getSimpleName());
    }
  }

  private static RunIdentity readIdentity(HeaderNode node) {
    List<RunIdentity.Plugin> plugins = new ArrayList<>();
    for (HeaderNode plugin : node.each("plugins")) {
      plugins.add(
          new RunIdentity.Plugin(
              plugin.at("name").text(), plugin.at("version").text(), plugin.at("hash").text()));
    }
    Map<String, String> data = new LinkedHashMap<>();
    node.entries("data").forEach((name, digest) -> data.put(name, digest.text()));
    return new RunIdentity(
        node.at("recipe").text(),
        node.at("program").text(),
        node.at("seed").integer(),
        plugins,
        data,
        node.at("version").text());
  }

  private static TrainingState readState(HeaderNode node) {
    Optional<Best> best = Optional.empty();
    if (node.at("best").exists()) {
      HeaderNode kept = node.at("best");
      best =
          Optional.of(
              new Best(
                  kept.at("step").count(),
                  kept.at("value").number(),
                  readMeasurements(kept, "metrics"),
                  fileName(kept)));
    }
    List<StageOutcome> finished = new ArrayList<>();
    for (HeaderNode stage : node.each("finished")) {
      finished.add(
          new StageOutcome(
              stage.at("name").text(),
              stage.at("epochs").count(),
              stage.at("steps").count(),
              stage.at("seconds").number(),
              stage.at("kept").count(),
              readMeasurements(stage, "metrics"),
              fileName(stage)));
    }
    Map<String, Long> logs = new LinkedHashMap<>();
    node.entries("logs").forEach((name, length) -> logs.put(name, length.count()));
    return new TrainingState(
        (int) node.at("stage").count(),
        node.at("step").count(),
        node.at("batches").count(),
        node.at("settled").flag(),
        node.at("seconds").number(),
        readMeasurements(node, "latest"),
        best,
        finished,
        logs);
  }

  /** A plain name: a header must not lead out of its folder. */
  private static String fileName(HeaderNode node) {
    String name = node.at("file").text();
    if (name.isEmpty() || name.contains("/") || name.contains("\\") || name.contains("\0")) {
      throw new HeaderNode.Malformed("file", "file name");
    }
    return name;
  }

  private static Map<String, Measurement> readMeasurements(HeaderNode node, String name) {
    Map<String, Measurement> measurements = new LinkedHashMap<>();
    node.entries(name).forEach((key, value) -> measurements.put(key, Measurement.read(value)));
    return measurements;
  }
}
