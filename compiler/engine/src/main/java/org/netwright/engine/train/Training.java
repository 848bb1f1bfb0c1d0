package org.netwright.engine.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.CheckpointStore;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.checkpoint.TrainingState;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.engine.checkpoint.VariableValues;
import org.netwright.engine.fault.CheckpointMessages;
import org.netwright.engine.fault.PrecisionMessages;
import org.netwright.engine.feed.DataSources;
import org.netwright.engine.feed.FixedStep;
import org.netwright.engine.load.WeightLoading;
import org.netwright.engine.run.Machine;
import org.netwright.engine.run.RecipeFingerprint;
import org.netwright.engine.run.RunDirectory;
import org.netwright.engine.run.RunLog;
import org.netwright.engine.run.RunRecord;
import org.netwright.engine.train.RunResult.Status;
import org.netwright.engine.train.RunResult.StepTimes;
import org.netwright.engine.train.TrainingOptions.Target;
import org.netwright.frontend.precision.Precision;
import org.netwright.frontend.program.Pass;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.RecipeProgram.Stage;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.event.RunBegan;
import org.netwright.spi.event.RunEnded;
import org.netwright.tensorflow.DeviceList;
import org.netwright.tensorflow.EnvironmentFault;
import org.netwright.tensorflow.TensorFlowProgram;
import org.netwright.tensorflow.TensorFlowProgram.Device;

/** Runs a recipe: all of its stages, from the beginning or from a checkpoint. */
public final class Training implements AutoCloseable {
  private final RecipeProgram recipe;
  private final TrainingOptions options;
  private final Progress progress;
  private final DataSources sources;
  private RecipeProgram computed;
  private Precision precision = Precision.F32;
  private StepTimes times = StepTimes.NONE;
  private boolean begun;

  private Training(RecipeProgram recipe, TrainingOptions options) {
    this.recipe = recipe;
    this.computed = recipe;
    this.options = options;
    this.progress = options.progress();
    this.sources = new DataSources(options.data(), progress::noted);
  }

  /**
   * Trains.
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException for mistakes in the user's files or
   *     data
   * @throws org.netwright.engine.fault.EngineFault when a step or a plugin fails; what was saved
   *     before is whole
   * @throws EnvironmentFault when the machine does not give what the run needs
   */
  public static RunResult run(RecipeProgram recipe, TrainingOptions options) {
    try (Training training = new Training(recipe, options)) {
      return training.told(training::run);
    }
  }

  /** Who listens hears of the end, whatever it is. */
  private RunResult told(Supplier<RunResult> work) {
    RunResult result;
    try {
      result = work.get();
    } catch (RuntimeException | Error failure) {
      if (begun) {
        tellOf(failure);
      }
      throw failure;
    }
    RunEnded.How how =
        switch (result.status()) {
          case FINISHED -> RunEnded.How.FINISHED;
          case INTERRUPTED -> RunEnded.How.INTERRUPTED;
          case STOPPED -> RunEnded.How.STOPPED;
        };
    progress.runEnded(new RunEnded(how, result.why()));
    return result;
  }

  private void tellOf(Throwable failure) {
    try {
      progress.runEnded(new RunEnded(RunEnded.How.FAILED, String.valueOf(failure.getMessage())));
    } catch (RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private RunResult run() {
    Optional<RunDirectory> resumed = openTarget();
    demandKeys();
    List<StageData> data = recipe.stages().stream().map(s -> StageData.open(s, sources)).toList();
    RunIdentity identity = identity();
    precision = precision(resumed);
    resumed.ifPresent(run -> demandSame(run, identity));
    demandFit();
    computed = precision.of(recipe);
    try (TensorFlowProgram program =
        TensorFlowProgram.build(
            ProgramSteps.ofTraining(computed),
            new TensorFlowProgram.Settings(
                options.device(), options.threads(), options.threads()))) {
      RunDirectory run = resumed.orElseGet(() -> create(identity));
      RunDirectory.Hold hold = run.hold();
      sources.cacheIn(run.caches());
      try {
        return run(program, identity, run, data);
      } finally {
        hold.close();
      }
    }
  }

  /** What is wrong with the target is said before anything takes time. */
  private Optional<RunDirectory> openTarget() {
    if (options.target() instanceof Target.Resume resume) {
      return Optional.of(RunDirectory.open(resume.folder()));
    }
    if (options.target() instanceof Target.At at) {
      RunDirectory.demandFree(at.folder());
    }
    return Optional.empty();
  }

  private void demandKeys() {
    for (Stage stage : recipe.stages()) {
      stage
          .keep()
          .by()
          .ifPresent(
              key -> {
                if (stage.evaluates().stream().noneMatch(e -> reports(e.pass(), key))) {
                  throw new IllegalStateException(
                      "stage " + stage.name() + " keeps by " + key + ", which nothing reports");
                }
              });
    }
  }

  private static boolean reports(Pass pass, String key) {
    return pass.reports().stream().anyMatch(report -> report.key().equals(key));
  }

  private RunIdentity identity() {
    return new RunIdentity(
        recipe.name(),
        RecipeFingerprint.of(recipe),
        recipe.seed(),
        options.provenance().plugins(),
        sources.fingerprints(),
        options.provenance().version());
  }

  private Machine machine() {
    return Machine.here(options.device().toString(), options.threads());
  }

  private RunDirectory create(RunIdentity identity) {
    RunDirectory run =
        options.target() instanceof Target.At at
            ? RunDirectory.createAt(at.folder())
            : RunDirectory.create(((Target.Numbered) options.target()).base(), recipe.name());
    Map<String, String> texts = options.provenance().sources();
    RunRecord record =
        new RunRecord(
            identity,
            options.provenance().file(),
            texts.keySet().stream().findFirst().orElse(""),
            recipe.arguments(),
            options.provenance().overrides(),
            sources.notes(),
            machine(),
            precision);
    run.record(record, texts);
    return run;
  }

  /** That which was asked for, else that of the run that goes on. */
  private Precision precision(Optional<RunDirectory> resumed) {
    return options
        .numbers()
        .precision()
        .or(() -> resumed.map(run -> run.record().precision()))
        .orElse(Precision.F32);
  }

  /** On a CPU bf16 has given NaN, so that it must be meant. */
  private void demandFit() {
    boolean gpu = options.device() != Device.CPU && DeviceList.ofThisMachine().hasGpu();
    if (precision == Precision.F32 || gpu) {
      return;
    }
    if (!options.numbers().forced()) {
      throw new EnvironmentFault(PrecisionMessages.onCpu());
    }
    progress.noted(PrecisionMessages.forced());
  }

  private void demandSame(RunDirectory run, RunIdentity now) {
    RunRecord before = run.record();
    List<String> differences = new ArrayList<>(before.identity().differences(now));
    recipe
        .arguments()
        .forEach(
            (name, value) -> {
              String old = before.arguments().get(name);
              if (old != null && !old.equals(value)) {
                differences.add(name + " was " + old + ", now " + value);
              }
            });
    if (before.precision() != precision) {
      differences.add("precision was " + before.precision() + ", now " + precision);
    }
    boolean anyway = options.target() instanceof Target.Resume resume && resume.anyway();
    if (!differences.isEmpty() && !anyway) {
      throw new EnvironmentFault(CheckpointMessages.otherRun(run.folder(), differences));
    }
    differences.forEach(difference -> progress.noted("going on although " + difference));
    before
        .machine()
        .differences(machine())
        .forEach(
            difference ->
                progress.noted(
                    "this machine is not as it was ("
                        + difference
                        + "): the last bits of results may differ from an unbroken run"));
  }

  private RunResult run(
      TensorFlowProgram program, RunIdentity identity, RunDirectory run, List<StageData> data) {
    CheckpointStore checkpoints = run.checkpoints();
    checkpoints.clean();
    Optional<Checkpoint> saved =
        options.target() instanceof Target.Resume
            ? checkpoints.latest(progress::noted)
            : Optional.empty();
    if (options.target() instanceof Target.Resume && saved.isEmpty()) {
      progress.noted("nothing was saved in " + run.folder() + " yet; beginning at the first step");
    }
    TrainingState state =
        saved.map(c -> c.header().state()).orElse(beginning(0, List.of(), Map.of()));
    try (RunLog log = RunLog.open(run, state.logs())) {
      RunningRecipe running =
          new RunningRecipe(computed, program, identity, checkpoints, log, options);
      if (saved.isPresent()) {
        VariableValues.restore(program, recipe.variables(), saved.get());
      } else {
        initialize(program);
      }
      WeightLoading loading = loading(program, checkpoints);
      loading.demandSources();
      begun = true;
      progress.runBegan(began(run, saved.isPresent()));
      return stages(running, loading, run, state, data, saved);
    }
  }

  private RunBegan began(RunDirectory run, boolean resumed) {
    Set<String> trained = new HashSet<>(Set.of(""));
    recipe.nets().stream()
        .filter(net -> net.holding() == Holding.TRAINED)
        .forEach(net -> trained.add(net.name()));
    long parameters =
        recipe.variables().stream()
            .filter(v -> v.kind() == Variable.Kind.PARAMETER && trained.contains(v.net()))
            .mapToLong(v -> v.type().shape().elements().known())
            .sum();
    return new RunBegan(
        recipe.name(),
        run.folder().toAbsolutePath().normalize(),
        recipe.seed(),
        precision.toString(),
        recipe.arguments(),
        recipe.stages().stream().map(Stage::name).toList(),
        parameters,
        resumed);
  }

  private static TrainingState beginning(
      int stage, List<StageOutcome> finished, Map<String, Long> logs) {
    return new TrainingState(stage, 0, 0, true, 0, Map.of(), Optional.empty(), finished, logs);
  }

  private void initialize(TensorFlowProgram program) {
    FixedStep.once(program, recipe.initialize());
    for (Pass pass : ProgramSteps.passes(recipe)) {
      FixedStep.once(program, pass.reset());
    }
  }

  private WeightLoading loading(TensorFlowProgram program, CheckpointStore checkpoints) {
    return new WeightLoading(
        program,
        recipe,
        WeightLoading.folders(options.data(), options.provenance().file()),
        stage -> checkpoints.ended(label(recipe.stages().get(stage))),
        progress::noted);
  }

  private String label(Stage stage) {
    return RunningRecipe.label(recipe, stage);
  }

  /** Fills what is filled before a stage, and writes down from where. */
  private void load(WeightLoading loading, RunDirectory run, int stage) {
    List<WeightLoading.Loaded> table = loading.load(stage);
    if (!table.isEmpty()) {
      run.loaded(stage, table.stream().map(WeightLoading.Loaded::json).toList());
    }
  }

  /** Fills what optimizers keep and start as a copy of a parameter. */
  private void start(TensorFlowProgram program, int stage) {
    recipe
        .stages()
        .get(stage)
        .starts()
        .forEach((slot, parameter) -> program.assign(slot, program.value(parameter)));
  }

  private RunResult stages(
      RunningRecipe running,
      WeightLoading loading,
      RunDirectory run,
      TrainingState from,
      List<StageData> data,
      Optional<Checkpoint> saved) {
    Path folder = run.folder();
    TrainingState state = from;
    while (state.stage() < recipe.stages().size()) {
      if (state.step() == 0) {
        load(loading, run, state.stage());
        start(running.program(), state.stage());
      }
      StageRun stage = new StageRun(running, state.stage(), data.get(state.stage()), state);
      if (state.batches() != 0 && state.batches() != stage.batches() && saved.isPresent()) {
        throw new EnvironmentFault(
            CheckpointMessages.otherBatches(saved.get().file(), state.batches(), stage.batches()));
      }
      Status status = stage.run();
      times = times.plus(stage.times());
      List<StageOutcome> done = new ArrayList<>(state.finished());
      done.add(stage.outcome());
      if (status != Status.FINISHED) {
        return result(folder, status, done);
      }
      progress.ended(stage.outcome());
      state = next(running, loading, run, state.stage(), done);
    }
    return result(folder, Status.FINISHED, state.finished());
  }

  /** Hands the kept weights on, and saves that the stage is done. */
  private TrainingState next(
      RunningRecipe running,
      WeightLoading loading,
      RunDirectory run,
      int index,
      List<StageOutcome> done) {
    Stage stage = recipe.stages().get(index);
    StageOutcome outcome = done.get(index);
    String last = String.valueOf(running.checkpoints().last().getFileName());
    boolean best = !outcome.file().equals(last);
    if (stage.keep().by().isPresent() && !best) {
      progress.noted(
          stage.keep().by().get()
              + " of "
              + stage.name()
              + " never was a number; its last weights are kept");
    }
    boolean more = index + 1 < recipe.stages().size();
    boolean read = recipe.loads().stream().anyMatch(load -> load.stage() > index);
    running.saveEnded(index, beginning(index, done, running.log().lengths()));
    if ((more || read) && best) {
      running.restoreWeights(Checkpoint.open(running.checkpoints().best(running.label(stage))));
    }
    storeResults(running, stage, outcome);
    if (!more) {
      load(loading, run, index + 1);
    }
    TrainingState next = beginning(index + 1, done, running.log().lengths());
    running.saveLast(next);
    return next;
  }

  /** Later stages may read what this one measured. */
  private static void storeResults(RunningRecipe running, Stage stage, StageOutcome outcome) {
    stage
        .results()
        .forEach(
            (key, variable) -> {
              Measurement measured = outcome.metrics().get(key);
              double value = measured == null ? Double.NaN : measured.number();
              running.program().assign(variable, NumberTensor.of(variable.type(), value));
            });
  }

  private RunResult result(Path folder, Status status, List<StageOutcome> stages) {
    String why =
        switch (status) {
          case FINISHED -> "";
          case INTERRUPTED -> "the user asked to stop";
          case STOPPED -> options.stop().reason().orElse("");
        };
    return new RunResult(
        folder, recipe.name(), precision, status, why, stages, sources.notes(), times);
  }

  @Override
  public void close() {
    sources.close();
  }
}
