package org.netwright.cli.command;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.project.Setting;
import org.netwright.cli.terminal.InterruptHandler;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.listen.Callback;
import org.netwright.engine.listen.CallbackProgress;
import org.netwright.engine.run.RunDirectory;
import org.netwright.engine.run.RunRecord;
import org.netwright.engine.train.Progress;
import org.netwright.engine.train.RunResult;
import org.netwright.engine.train.StopSignal;
import org.netwright.engine.train.Training;
import org.netwright.engine.train.TrainingOptions;
import org.netwright.frontend.CompiledFile.NamedDefinition;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.CompiledFile.WantedKind;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.spi.definition.CallbackDefinition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code train}: runs a recipe and leaves a run directory. */
@Command(
    name = "train",
    description = "Trains what a recipe describes, and leaves a run that can be used.")
final class TrainCommand extends NetwrightCommand {
  private static final String RUNS = "runs";
  private static final String CALLBACK = "--callback";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE[:RECIPE]",
      description = "the recipe; may be left out with --resume")
  private @Nullable String target;

  @Mixin private Overrides overrides = new Overrides();

  @Option(names = "--out", paramLabel = "DIR", description = "where the run lies (runs/NAME-N)")
  private @Nullable String out;

  @Option(names = "--resume", paramLabel = "DIR", description = "go on with the run in DIR")
  private @Nullable String resume;

  @Option(names = "--seed", paramLabel = "N", description = "another seed than the recipe's")
  private @Nullable Long seed;

  @Mixin private DeviceOption device = new DeviceOption();

  @Mixin private PrecisionOption precision = new PrecisionOption();

  @Mixin private ForceOption force = new ForceOption();

  @Option(names = "--max-steps", paramLabel = "N", description = "stop each stage after N steps")
  private @Nullable Long maxSteps;

  @Option(
      names = "--synthetic",
      description = "a few made-up records in place of every source: does it run at all?")
  private boolean synthetic;

  @Option(names = "--batch", paramLabel = "N", description = "another size for every batch")
  private @Nullable Long batch;

  @Option(
      names = CALLBACK,
      paramLabel = "NAME",
      description = {
        "something of a plugin that hears the run, such as",
        "'stop_when(\"test.accuracy\", 0.9)'; may be given several times"
      })
  private List<String> callbacks = List.of();

  @Override
  Exit run(CommandLineSession session) {
    demandPositive("--max-steps", maxSteps);
    demandPositive("--batch", batch);
    Map<String, String> set = overrides.byName();
    RunSource source = source(session, set);
    RecipeProgram program = source.program();
    List<Callback> listening = callbacks(session, source);
    session.demandNoErrors();
    Precision computed = computed(session);
    if (force.isGiven() && computed == Precision.F32) {
      session.log().add(List.of(ForceOption.idle(computed)), Map.of());
    }
    return finish(session, train(session, source, program, listening), force.isGiven());
  }

  /** What `--callback` names, each call checked against its header. */
  private List<Callback> callbacks(CommandLineSession session, RunSource source) {
    List<Callback> named = new ArrayList<>();
    for (String text : callbacks) {
      session.log().add(List.of(), Map.of(CALLBACK, text));
      NamedDefinition<CallbackDefinition> found =
          source.compilation().compiled().named(WantedKind.CALLBACK, CALLBACK, text);
      named.add(
          new Callback(
              found.name(), found.plugin(), found.definition(), found.arguments(), found.place()));
    }
    return named;
  }

  /** That which is asked for, else that of the run that goes on. */
  private Precision computed(CommandLineSession session) {
    return precision
        .chosen()
        .or(
            () ->
                Optional.ofNullable(resume)
                    .map(run -> RunDirectory.open(session.path(run)).record().precision()))
        .orElse(Precision.F32);
  }

  private RunResult train(
      CommandLineSession session,
      RunSource source,
      RecipeProgram program,
      List<Callback> listening) {
    StopSignal stop = new StopSignal();
    try (TrainingView view = new TrainingView(session)) {
      Progress heard = listening.isEmpty() ? view : new CallbackProgress(view, listening, stop);
      TrainingOptions options = options(session, source, stop, heard);
      return InterruptHandler.during(
          () -> {
            stop.request();
            view.noted("stopping after this step; once more ends at once");
          },
          () -> Training.run(program, options));
    }
  }

  private static void demandPositive(String option, @Nullable Long value) {
    if (value != null && value < 1) {
      throw CommandFailure.usage(option + " is " + value, "it must be 1 or more");
    }
  }

  private RunSource source(CommandLineSession session, Map<String, String> set) {
    if (target != null) {
      Target chosen = Target.of(target, session.surroundings().directory());
      CommandLineSession.Compilation compilation = session.compileWhole(chosen.file());
      String recipe = chosen.choose("recipe", "train", compilation.compiled().recipes());
      return new RunSource(
          compilation,
          recipe,
          new RecipeOptions(set, Optional.ofNullable(seed), Optional.ofNullable(batch)),
          synthetic,
          roots(session),
          new LinkedHashMap<>());
    }
    if (resume == null) {
      throw CommandFailure.usage(
          "what to train is missing", "name a file, such as `netwright train model.net`");
    }
    if (!set.isEmpty() || seed != null || batch != null || synthetic) {
      throw CommandFailure.usage(
          "a run goes on with the values it was begun with",
          "leave out --set, --seed, --batch and --synthetic, or name the file to say what is to run");
    }
    RunRecord record = RunDirectory.open(session.path(resume)).record();
    return RunSource.of(session.compileWhole(record.file()), record, roots(session));
  }

  private static DataRoots roots(CommandLineSession session) {
    return new DataRoots(Optional.empty(), session.folder(Setting.DATA));
  }

  private TrainingOptions options(
      CommandLineSession session, RunSource source, StopSignal stop, Progress progress) {
    TrainingOptions options =
        TrainingOptions.of(where(session), source.provenance(session))
            .withData(roots(session))
            .withDevice(device.chosen(session), 0)
            .withNumbers(new TrainingOptions.Numbers(precision.chosen(), force.isGiven()))
            .withStop(stop)
            .withProgress(progress);
    return maxSteps == null ? options : options.withMaxSteps(maxSteps);
  }

  private TrainingOptions.Target where(CommandLineSession session) {
    if (resume != null) {
      if (out != null) {
        throw CommandFailure.usage(
            "--resume goes on in a run's own folder, and --out names another",
            "leave one of them out");
      }
      return new TrainingOptions.Target.Resume(session.path(resume), false);
    }
    if (out != null) {
      return new TrainingOptions.Target.At(session.path(out));
    }
    Path base =
        session.folder(Setting.RUNS).orElse(session.surroundings().directory().resolve(RUNS));
    return new TrainingOptions.Target.Numbered(base);
  }

  private static Exit finish(CommandLineSession session, RunResult result, boolean force) {
    String run = session.shown(result.run());
    boolean interrupted = result.status() == RunResult.Status.INTERRUPTED;
    if (session.isVerbose() && result.times().steps() > 0) {
      session.note(spent(result.times()));
    }
    String goOn = "; go on with: netwright train --resume " + run + (force ? " --force" : "");
    session.note(
        switch (result.status()) {
          case INTERRUPTED -> "interrupted" + goOn;
          case STOPPED -> "stopped by " + result.why() + goOn;
          case FINISHED -> "the run lies in " + run;
        });
    if (!interrupted) {
      session.note("use it: netwright evaluate " + run);
      session.note("        netwright predict " + run + " INPUT...");
    }
    JsonResult.print(session.out(), json -> write(json, run, result));
    return interrupted ? Exit.INTERRUPTED : Exit.OK;
  }

  /** Where the time of the steps went, for those who measure. */
  private static String spent(RunResult.StepTimes times) {
    return String.format(
        Locale.ROOT,
        "%s, %.1f ms at the median; %.2f %% of their time was spent outside TensorFlow, and %.2f %%"
            + " waiting for data",
        Count.of(times.steps(), "step"),
        1e3 * times.median(),
        100 * times.ownShare(),
        100 * times.waiting() / times.total());
  }

  private static void write(JsonGenerator json, String run, RunResult result) throws IOException {
    json.writeStringField("run", run);
    json.writeStringField("recipe", result.recipe());
    json.writeStringField("precision", result.precision().toString());
    if (result.status() == RunResult.Status.STOPPED) {
      json.writeStringField("stopped", result.why());
    }
    json.writeArrayFieldStart("stages");
    for (StageOutcome stage : result.stages()) {
      json.writeStartObject();
      json.writeStringField("name", stage.name());
      json.writeNumberField("epochs", stage.epochs());
      json.writeNumberField("steps", stage.steps());
      json.writeNumberField("seconds", Math.round(1000 * stage.seconds()) / 1000.0);
      json.writeObjectFieldStart("metrics");
      for (Map.Entry<String, Measurement> metric : stage.metrics().entrySet()) {
        json.writeFieldName(metric.getKey());
        json.writeRawValue(metric.getValue().toString());
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
