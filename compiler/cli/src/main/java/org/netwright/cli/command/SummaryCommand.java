package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.netwright.cli.terminal.Palette;
import org.netwright.cli.terminal.Palette.Ink;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.Table;
import org.netwright.cli.terminal.Table.Column;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.cost.ParameterCost;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.spi.type.Dim;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code summary}: the layers of a model and what they cost. */
@Command(
    name = "summary",
    description = {
      "Shows the layers of a model: output shapes, parameters, multiply-accumulates per example.",
      "The line of a layer includes its parts; the totals count a shared parameter once."
    })
final class SummaryCommand extends NetwrightCommand {
  @Mixin private ModelArguments arguments = new ModelArguments();

  @Override
  Exit run(CommandLineSession session) {
    ModelProgram model = arguments.model(session, "summary", ShapeLog.NONE);
    ModelCost cost = Costs.of(model);
    if (session.isJson()) {
      JsonResult.print(session.out(), json -> write(json, model.name(), cost));
    } else {
      session.print(text(session.outPalette(), model.name(), cost));
    }
    return Exit.OK;
  }

  // ---- for a person

  private static List<String> text(Palette palette, String name, ModelCost cost) {
    List<String> lines = new ArrayList<>();
    lines.add(palette.paint(Ink.TITLE, Printable.line(name)));
    lines.add("");
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.words("path"),
                Column.words("layer"),
                Column.words("output"),
                Column.numbers("parameters"),
                Column.numbers("MACs")));
    boolean oneBit = isOneBit(cost);
    if (oneBit) {
      columns.add(4, Column.numbers("one-bit"));
      columns.add(Column.numbers("binary"));
    }
    Table table = new Table(columns.toArray(new Column[0]));
    for (ModelCost.Layer layer : cost.layers()) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  "  ".repeat(layer.call().depth()) + Printable.line(layer.call().path()),
                  Printable.line(layer.call().declaration()),
                  layer.call().output().toString(),
                  Count.grouped(layer.parameters().trainable()),
                  words(layer.work().macs())));
      if (oneBit) {
        cells.add(4, Count.grouped(layer.parameters().binary()));
        cells.add(words(layer.work().binaryOps()));
      }
      table.row(cells.toArray(new String[0]));
    }
    lines.addAll(table.lines());
    lines.add("");
    totals(cost).forEach(lines::add);
    return lines;
  }

  /**
   * Whether a model computes or stores anything in one bit, so that columns for it say anything.
   */
  private static boolean isOneBit(ModelCost cost) {
    return cost.parameters().binary() > 0 || !cost.work().binaryOps().is(0);
  }

  private static List<String> totals(ModelCost cost) {
    ParameterCost parameters = cost.parameters();
    String roles =
        parameters.byRole().entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(role -> role.getKey() + " " + Count.grouped(role.getValue()))
            .collect(Collectors.joining(", "));
    List<String> lines = new ArrayList<>();
    lines.add(
        "parameters   "
            + Count.grouped(parameters.trainable())
            + (roles.isEmpty() ? "" : "  (" + roles + ")"));
    if (parameters.binary() > 0) {
      lines.add(
          "  one-bit    "
              + Count.grouped(parameters.binary())
              + ", of which "
              + Count.grouped(parameters.latent())
              + " latent");
    }
    lines.add("states       " + Count.grouped(parameters.states()));
    lines.add("MACs         " + words(cost.work().macs()));
    if (!cost.work().binaryOps().is(0)) {
      lines.add("  binary     " + words(cost.work().binaryOps()));
      lines.add("  float      " + words(cost.work().flops()));
      lines.add("operations   " + words(cost.work().ops()) + "  (64 binary ones count as one)");
    }
    lines.add("deployed     " + Count.bytes(parameters.bits() / 8.0));
    if (cost.work().activationBytes().isKnown()) {
      lines.add(
          "activations  "
              + Count.bytes(cost.work().activationBytes().known())
              + " per example while training");
    }
    return lines;
  }

  private static String words(Dim count) {
    return count.isKnown() ? Count.grouped(count.known()) : count.toString();
  }

  // ---- for a program

  private static void write(JsonGenerator json, String name, ModelCost cost) throws IOException {
    ParameterCost parameters = cost.parameters();
    json.writeStringField("model", name);
    json.writeObjectFieldStart("parameters");
    json.writeNumberField("trainable", parameters.trainable());
    json.writeNumberField("binary", parameters.binary());
    json.writeNumberField("latent", parameters.latent());
    json.writeNumberField("states", parameters.states());
    json.writeObjectFieldStart("by_role");
    for (Map.Entry<String, Long> role : parameters.byRole().entrySet()) {
      json.writeNumberField(role.getKey(), role.getValue());
    }
    json.writeEndObject();
    json.writeEndObject();
    number(json, "macs", cost.work().macs());
    number(json, "binary_ops", cost.work().binaryOps());
    number(json, "flops", cost.work().flops());
    number(json, "ops", cost.work().ops());
    json.writeNumberField("bits", parameters.bits());
    json.writeArrayFieldStart("layers");
    for (ModelCost.Layer layer : cost.layers()) {
      json.writeStartObject();
      json.writeStringField("path", layer.call().path());
      json.writeStringField("layer", layer.call().declaration());
      json.writeNumberField("depth", layer.call().depth());
      json.writeStringField("output", layer.call().output().toString());
      json.writeNumberField("parameters", layer.parameters().trainable());
      json.writeNumberField("binary", layer.parameters().binary());
      json.writeNumberField("latent", layer.parameters().latent());
      number(json, "macs", layer.work().macs());
      number(json, "binary_ops", layer.work().binaryOps());
      number(json, "flops", layer.work().flops());
      number(json, "ops", layer.work().ops());
      json.writeNumberField("bits", layer.parameters().bits());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** A count that depends on a free size is a formula. */
  private static void number(JsonGenerator json, String name, Dim count) throws IOException {
    if (count.isKnown()) {
      json.writeNumberField(name, count.known());
    } else {
      json.writeStringField(name, count.toString());
    }
  }
}
