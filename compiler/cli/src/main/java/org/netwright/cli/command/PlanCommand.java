package org.netwright.cli.command;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.cli.project.Setting;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.feed.DataSources;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.explain.ShapeRecord;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.RecipeProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan}: what a recipe will do, without doing it. */
@Command(
    name = "plan",
    description = {
      "Shows what a recipe will do: stages, steps, the learning-rate curve, what is trained and",
      "with which options, memory, mistakes. Opens the data, and never loads TensorFlow."
    })
final class PlanCommand extends NetwrightCommand {
  @Parameters(paramLabel = "FILE[:RECIPE]", description = "the recipe")
  private String target = "";

  @Mixin private Overrides overrides = new Overrides();

  @Option(names = "--seed", paramLabel = "N", description = "another seed than the recipe's")
  private @Nullable Long seed;

  @Option(names = "--batch", paramLabel = "N", description = "another size for every batch")
  private @Nullable Long batch;

  @Mixin private PrecisionOption precision = new PrecisionOption();

  @Option(
      names = "--rate",
      paramLabel = "STEPS",
      description = "steps in a second, as a training showed them: gives an estimate of the time")
  private @Nullable Double rate;

  @Override
  Exit run(CommandLineSession session) {
    if (batch != null && batch < 1) {
      throw CommandFailure.usage("--batch is " + batch, "it must be 1 or more");
    }
    if (rate != null && !(rate > 0)) {
      throw CommandFailure.usage("--rate is " + rate, "it must be above 0");
    }
    Target chosen = Target.of(target, session.surroundings().directory());
    CompiledFile compiled = session.compileWhole(chosen.file()).compiled();
    String name = chosen.choose("recipe", "plan", compiled.recipes());
    ShapeRecord record = new ShapeRecord();
    RecipeProgram program =
        compiled.recipe(
            name,
            new RecipeOptions(
                overrides.byName(), Optional.ofNullable(seed), Optional.ofNullable(batch)),
            record);
    DataRoots roots = new DataRoots(Optional.empty(), session.folder(Setting.DATA));
    try (DataSources sources = new DataSources(roots, note -> {})) {
      TrainingPlan plan =
          TrainingPlan.of(program, record, sources, precision.chosen().orElse(Precision.F32));
      Optional<Double> measured = Optional.ofNullable(rate);
      List<String> mistakes = PlanMistakes.of(plan, session.log().all());
      if (session.isJson()) {
        JsonResult.print(session.out(), new PlanDocument(plan, measured, mistakes)::write);
      } else {
        session.print(new PlanText(plan, measured, mistakes).lines(session.outPalette()));
      }
    }
    return Exit.OK;
  }
}
