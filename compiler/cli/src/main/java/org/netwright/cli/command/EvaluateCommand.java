package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.terminal.InterruptHandler;
import org.netwright.cli.terminal.Printable;
import org.netwright.cli.terminal.ProgressLine;
import org.netwright.cli.terminal.Table;
import org.netwright.cli.terminal.Table.Column;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.evaluate.Evaluation;
import org.netwright.engine.evaluate.UseOptions;
import org.netwright.engine.train.StopSignal;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code evaluate}: measures the weights of a run on its test data. */
@Command(
    name = "evaluate",
    description = "Measures a trained run on the data of its last evaluation.")
final class EvaluateCommand extends NetwrightCommand {
  @Parameters(paramLabel = "RUN", description = "the folder of the run")
  private String run = "";

  @Mixin private DeviceOption device = new DeviceOption();

  @Override
  Exit run(CommandLineSession session) {
    UsedRun used = UsedRun.open(session, run);
    Optional<Map<String, Measurement>> measured = evaluate(session, used);
    if (measured.isEmpty()) {
      return Exit.INTERRUPTED;
    }
    Map<String, Measurement> metrics = measured.get();
    if (session.isJson()) {
      JsonResult.print(
          session.out(),
          json -> {
            json.writeStringField("run", session.shown(used.folder()));
            json.writeObjectFieldStart("metrics");
            for (Map.Entry<String, Measurement> metric : metrics.entrySet()) {
              json.writeFieldName(metric.getKey());
              json.writeRawValue(metric.getValue().toString());
            }
            json.writeEndObject();
          });
    } else {
      session.print(table(metrics));
    }
    return Exit.OK;
  }

  private Optional<Map<String, Measurement>> evaluate(CommandLineSession session, UsedRun used) {
    StopSignal stop = new StopSignal();
    try (ProgressLine line = new ProgressLine(session.surroundings(), System::nanoTime)) {
      UseOptions options =
          UseOptions.of(used.data())
              .withDevice(device.chosen(session), 0)
              .withStop(stop::isRequested)
              .withListeners(
                  note -> {
                    if (!session.isQuiet()) {
                      line.say(note);
                    }
                  },
                  (done, all) -> {
                    if (!session.isQuiet() && line.isDue()) {
                      line.show("evaluation", done / (double) all, "batch " + done + "/" + all);
                    }
                  });
      return InterruptHandler.during(
          stop::request,
          () -> Evaluation.run(used.recipe(), used.folder(), Choice.DEFAULT, options));
    }
  }

  private static List<String> table(Map<String, Measurement> metrics) {
    Table table = new Table(Column.words("metric"), Column.numbers("value"));
    List<String> blocks = new ArrayList<>();
    metrics.forEach(
        (key, value) -> {
          table.row(Printable.line(key), MeasurementText.inLine(value));
          if (!value.isNumber()) {
            blocks.addAll(MeasurementText.block(key, value));
          }
        });
    List<String> lines = new ArrayList<>(table.lines());
    lines.addAll(blocks);
    return lines;
  }
}
