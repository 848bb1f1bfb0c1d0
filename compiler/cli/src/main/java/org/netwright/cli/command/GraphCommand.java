package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.picture.DotText;
import org.netwright.cli.picture.MermaidText;
import org.netwright.cli.picture.OutlineText;
import org.netwright.cli.picture.SvgPicture;
import org.netwright.frontend.explain.ShapeRecord;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.structure.ModelStructure;
import org.netwright.frontend.structure.ModelStructure.Flow;
import org.netwright.frontend.structure.ModelStructure.Part;
import org.netwright.frontend.structure.StructureBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code graph}: a picture of a model. */
@Command(
    name = "graph",
    description = {
      "Draws a model: its layers, loops with their counts, the shapes that flow between them.",
      "Without -o the outline is printed as a text."
    })
final class GraphCommand extends NetwrightCommand {
  @Mixin private ModelArguments arguments = new ModelArguments();

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "where to write; the ending says what: .svg, .dot, .mmd (mermaid) or .txt")
  private @Nullable String out;

  @Option(
      names = "--as",
      paramLabel = "FORM",
      description = "svg, dot, mermaid or text, whatever the ending is")
  private @Nullable String form;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "how many levels of layers are opened (default: as many as stay readable)")
  private @Nullable Integer depth;

  /** What a structure can be written as. */
  private enum Form {
    SVG,
    DOT,
    MERMAID,
    TEXT
  }

  @Override
  Exit run(CommandLineSession session) {
    if (depth != null && depth < 1) {
      throw CommandFailure.usage("--depth is " + depth, "the first level is 1");
    }
    Form chosenForm = form();
    ShapeRecord record = new ShapeRecord();
    ModelProgram model = arguments.model(session, "graph", record);
    ModelStructure structure =
        StructureBuilder.of(model, record.regions(), Optional.ofNullable(depth));
    if (out != null) {
      write(session, session.path(out), drawn(structure, chosenForm));
    }
    if (session.isJson()) {
      JsonResult.print(session.out(), json -> write(json, structure));
    } else if (out == null) {
      session.out().print(drawn(structure, chosenForm));
      session.out().flush();
    } else {
      session.note("wrote " + session.shown(session.path(out)));
    }
    return Exit.OK;
  }

  private Form form() {
    if (form != null) {
      try {
        return Form.valueOf(form.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException unknown) {
        throw CommandFailure.usage(
            "--as is `" + form + "`", "it must be svg, dot, mermaid or text");
      }
    }
    if (out == null) {
      return Form.TEXT;
    }
    String ending = out.substring(out.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "svg" -> Form.SVG;
      case "dot", "gv" -> Form.DOT;
      case "mmd", "mermaid" -> Form.MERMAID;
      case "txt" -> Form.TEXT;
      default ->
          throw CommandFailure.usage(
              "the ending of " + out + " does not say what to write",
              "end it with .svg, .dot, .mmd or .txt, or add --as");
    };
  }

  private static String drawn(ModelStructure structure, Form form) {
    return switch (form) {
      case SVG -> SvgPicture.of(structure);
      case DOT -> joined(DotText.of(structure));
      case MERMAID -> joined(MermaidText.of(structure));
      case TEXT -> joined(OutlineText.of(structure));
    };
  }

  private static String joined(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static void write(CommandLineSession session, Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException refused) {
      throw CommandFailure.environment(
          session.shown(file) + " cannot be written: " + refused,
          "name a file in a folder that is there and that you may write to");
    }
  }

  private static void write(JsonGenerator json, ModelStructure structure) throws IOException {
    json.writeStringField("model", structure.name());
    json.writeNumberField("depth", structure.depth());
    json.writeArrayFieldStart("parts");
    for (Part part : structure.parts()) {
      part(json, part);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("flows");
    for (Flow flow : structure.flows()) {
      json.writeStartObject();
      json.writeNumberField("from", flow.from());
      json.writeNumberField("to", flow.to());
      json.writeStringField("type", flow.type().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void part(JsonGenerator json, Part part) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", part.id());
    json.writeStringField("kind", part.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("title", part.title());
    json.writeStringField("path", part.path());
    json.writeNumberField("count", part.count());
    json.writeNumberField("parameters", part.parameters());
    json.writeBooleanField("binary", part.binary());
    json.writeStringField("output", part.output().map(Object::toString).orElse(""));
    json.writeArrayFieldStart("parts");
    for (Part inner : part.parts()) {
      part(json, inner);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
