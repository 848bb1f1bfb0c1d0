package org.netwright.engine.evaluate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.fault.UseMessages;
import org.netwright.engine.feed.BoundData;
import org.netwright.engine.feed.DataSources;
import org.netwright.engine.feed.Moment;
import org.netwright.engine.run.RunDirectory;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Evaluate;
import org.netwright.frontend.program.RecipeProgram.Load.Choice;
import org.netwright.frontend.program.RecipeProgram.Stage;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.diagnostic.DiagnosticException;

/** Measures the weights of a finished run, as its last stage with evaluations does. */
public final class Evaluation {
  private Evaluation() {}

  /**
   * @param recipe the recipe of the run
   * @return the reports by key; empty when it was stopped
   * @throws DiagnosticException when the recipe evaluates nothing, or for mistakes in the data
   * @throws org.netwright.tensorflow.EnvironmentFault when there is no such run or it is damaged
   */
  public static Optional<Map<String, Measurement>> run(
      RecipeProgram recipe, Path folder, Choice choice, UseOptions options) {
    List<Evaluate> evaluates = evaluates(recipe);
    List<StepGraph> steps =
        evaluates.stream().flatMap(e -> PassSteps.of(e.pass()).stream()).toList();
    try (DataSources sources = new DataSources(options.data(), options.notes())) {
      sources.cacheIn(RunDirectory.open(folder).caches());
      List<BoundData> data = new ArrayList<>();
      evaluates.forEach(evaluate -> data.add(sources.open(evaluate.pass().data())));
      warnOfOtherData(folder, sources, options);
      try (TrainedRun trained = TrainedRun.open(folder, choice, steps, options)) {
        return measure(recipe, evaluates, data, trained, options);
      }
    }
  }

  /** A figure on other data than the run had is none of that run. */
  private static void warnOfOtherData(Path folder, DataSources sources, UseOptions options) {
    if (!RunDirectory.isRun(folder)) {
      return;
    }
    Map<String, String> before = RunDirectory.open(folder).record().identity().data();
    sources
        .fingerprints()
        .forEach(
            (name, digest) -> {
              if (!before.isEmpty() && !before.containsValue(digest)) {
                options
                    .notes()
                    .accept(
                        "warning: the data of " + name + " are not those the run was made with");
              }
            });
  }

  private static Optional<Map<String, Measurement>> measure(
      RecipeProgram recipe,
      List<Evaluate> evaluates,
      List<BoundData> data,
      TrainedRun trained,
      UseOptions options) {
    Map<String, Measurement> all = new LinkedHashMap<>();
    for (int i = 0; i < evaluates.size(); i++) {
      Evaluate evaluate = evaluates.get(i);
      Optional<Map<String, Measurement>> measured =
          new PassRun(trained.program(), evaluate.pass(), data.get(i), evaluate.place())
              .run(recipe.seed(), Moment.START, options.stop(), options.progress());
      if (measured.isEmpty()) {
        return Optional.empty();
      }
      all.putAll(measured.get());
    }
    return Optional.of(all);
  }

  private static List<Evaluate> evaluates(RecipeProgram recipe) {
    for (int i = recipe.stages().size() - 1; i >= 0; i--) {
      Stage stage = recipe.stages().get(i);
      if (!stage.evaluates().isEmpty()) {
        return stage.evaluates();
      }
    }
    throw new DiagnosticException(UseMessages.nothingToEvaluate(recipe.name()));
  }
}
