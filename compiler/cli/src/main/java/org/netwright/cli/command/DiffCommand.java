package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.compare.Difference;
import org.netwright.frontend.compare.ModelComparison;
import org.netwright.frontend.compare.RecipeComparison;
import org.netwright.frontend.compare.WeightFit;
import org.netwright.frontend.explain.ShapeRecord;
import org.netwright.frontend.program.RecipeProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code diff}: what changed between two models or two recipes. */
@Command(
    name = "diff",
    description = {
      "Shows what changed between two models or two recipes: layers, parameters, costs, options,",
      "and which weights of the first the second can take."
    })
final class DiffCommand extends NetwrightCommand {
  private static final int SHOWN_PATHS = 12;

  @Parameters(index = "0", paramLabel = "FILE[:NAME]", description = "as it was")
  private String before = "";

  @Parameters(index = "1", paramLabel = "FILE[:NAME]", description = "as it is")
  private String after = "";

  /** A declaration that takes part. */
  private record Side(CompiledFile file, String name, boolean model) {}

  @Override
  Exit run(CommandLineSession session) {
    Side one = side(session, before);
    Side other = side(session, after);
    if (one.model() != other.model()) {
      throw CommandFailure.usage(
          one.name() + " and " + other.name() + " are a model and a recipe",
          "compare two models or two recipes");
    }
    List<Difference> differences;
    Map<String, WeightFit> weights = new LinkedHashMap<>();
    if (one.model()) {
      ModelComparison comparison =
          ModelComparison.of(
              one.file().model(one.name(), Map.of(), Optional.empty()),
              other.file().model(other.name(), Map.of(), Optional.empty()));
      differences = comparison.differences();
      weights.put("", comparison.weights());
    } else {
      RecipeComparison comparison = RecipeComparison.of(recipe(one), recipe(other));
      differences = comparison.differences();
      weights.putAll(comparison.weights());
    }
    if (session.isJson()) {
      JsonResult.print(session.out(), json -> write(json, one, other, differences, weights));
    } else {
      session.print(text(session.outPalette(), one, other, differences, weights));
    }
    return Exit.OK;
  }

  private static Side side(CommandLineSession session, String argument) {
    Target target = Target.of(argument, session.surroundings().directory());
    CompiledFile file = session.compileWhole(target.file()).compiled();
    boolean named = target.declaration().isPresent();
    boolean recipe =
        named && file.recipes().contains(target.declaration().get())
            || !named && file.models().isEmpty();
    return recipe
        ? new Side(file, target.choose("recipe", "diff", file.recipes()), false)
        : new Side(file, target.choose("model", "diff", file.models()), true);
  }

  private static RecipeComparison.Side recipe(Side side) {
    ShapeRecord record = new ShapeRecord();
    RecipeProgram program = side.file().recipe(side.name(), RecipeOptions.NONE, record);
    return new RecipeComparison.Side(program, record.moved());
  }

  // ---- for a person

  private static List<String> text(
      Palette palette,
      Side one,
      Side other,
      List<Difference> differences,
      Map<String, WeightFit> weights) {
    List<String> lines = new ArrayList<>();
    lines.add(palette.paint(Ink.TITLE, Printable.line(one.name() + " → " + other.name())));
    if (differences.isEmpty()) {
      lines.add("");
      lines.add("nothing changed");
    }
    String kind = "";
    for (Difference difference : differences) {
      if (!difference.kind().equals(kind)) {
        kind = difference.kind();
        lines.add("");
        lines.add(palette.paint(Ink.TITLE, kind));
      }
      lines.add(line(palette, difference));
    }
    weights.forEach((net, fit) -> fit(palette, net, fit, lines));
    return lines;
  }

  private static String line(Palette palette, Difference difference) {
    String what = Printable.line(difference.what());
    if (difference.isAdded()) {
      return palette.paint(Ink.GOOD, "  + " + what) + "  " + Printable.line(difference.after());
    } else if (difference.isRemoved()) {
      return palette.paint(Ink.ERROR, "  - " + what) + "  " + Printable.line(difference.before());
    }
    return "  ~ " + what + "  " + Printable.line(difference.before() + " → " + difference.after());
  }

  private static void fit(Palette palette, String net, WeightFit fit, List<String> lines) {
    int tensors = fit.fitting().size() + fit.changed().size() + fit.onlyAfter().size();
    lines.add("");
    lines.add(palette.paint(Ink.TITLE, "weights" + (net.isEmpty() ? "" : " of " + net)));
    lines.add(
        "  "
            + fit.fitting().size()
            + " of "
            + Count.of(tensors, "tensor")
            + " fit, "
            + Count.grouped(fit.elements())
            + " of "
            + Count.grouped(fit.all())
            + " numbers");
    paths("another shape", fit.changed(), lines);
    paths("new", fit.onlyAfter(), lines);
    paths("left over", fit.onlyBefore(), lines);
    if (!fit.changed().isEmpty() || !fit.onlyAfter().isEmpty() || !fit.onlyBefore().isEmpty()) {
      lines.add("  to load them, `from` needs a rule for each of these");
    }
  }

  private static void paths(String what, List<String> paths, List<String> lines) {
    if (!paths.isEmpty()) {
      String more =
          paths.size() > SHOWN_PATHS ? ", and " + (paths.size() - SHOWN_PATHS) + " more" : "";
      lines.add(
          "  "
              + what
              + ": "
              + Printable.line(String.join(", ", paths.stream().limit(SHOWN_PATHS).toList()))
              + more);
    }
  }

  // ---- for a program

  private static void write(
      JsonGenerator json,
      Side one,
      Side other,
      List<Difference> differences,
      Map<String, WeightFit> weights)
      throws IOException {
    json.writeStringField("before", one.name());
    json.writeStringField("after", other.name());
    json.writeStringField("kind", one.model() ? "model" : "recipe");
    json.writeArrayFieldStart("differences");
    for (Difference difference : differences) {
      json.writeStartObject();
      json.writeStringField("kind", difference.kind());
      json.writeStringField("what", difference.what());
      json.writeStringField("before", difference.before());
      json.writeStringField("after", difference.after());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("weights");
    for (Map.Entry<String, WeightFit> entry : weights.entrySet()) {
      json.writeStartObject();
      json.writeStringField("net", entry.getKey());
      strings(json, "fitting", entry.getValue().fitting());
      strings(json, "changed", entry.getValue().changed());
      strings(json, "only_before", entry.getValue().onlyBefore());
      strings(json, "only_after", entry.getValue().onlyAfter());
      json.writeNumberField("elements", entry.getValue().elements());
      json.writeNumberField("all", entry.getValue().all());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
