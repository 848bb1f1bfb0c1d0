package org.netwright.engine.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.checkpoint.TrainingState;
import org.netwright.engine.checkpoint.TrainingState.Best;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.engine.evaluate.PassRun;
import org.netwright.engine.fault.StepFaults;
import org.netwright.engine.feed.Batch;
import org.netwright.engine.feed.BatchFeeder;
import org.netwright.engine.feed.BatchPipe;
import org.netwright.engine.feed.FixedStep;
import org.netwright.engine.feed.Moment;
import org.netwright.engine.run.RunLog;
import org.netwright.engine.train.RunResult.Status;
import org.netwright.engine.train.RunResult.StepTimes;
import org.netwright.frontend.program.ClockCondition;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Evaluate;
import org.netwright.frontend.program.RecipeProgram.Stage;
import org.netwright.frontend.program.StepGraph;
import org.netwright.spi.definition.Duration;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.StepFailure;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * One training at work: its steps, and what is due between them. Between two steps it can be saved
 * and taken up again, and then goes on as if nothing had happened.
 */
final class StageRun {
  private final RunningRecipe run;
  private final Stage stage;
  private final int index;
  private final StageData data;
  private final TensorFlowProgram program;
  private final Progress progress;
  private final TrainLength length;
  private final BatchPipe pipe;
  private final long end;
  private final StageJournal journal;
  private final List<StageOutcome> finished;
  private final SavePace pace;
  private final Stopwatch watch = new Stopwatch();
  private final Map<String, Measurement> latest;
  private Optional<Best> best;
  private long step;
  private boolean settled;
  private final double secondsBefore;
  private final long began = System.nanoTime();
  private double rate = Double.NaN;
  private double lastLoss = Double.NaN;
  private boolean ended;

  StageRun(RunningRecipe run, int index, StageData data, TrainingState from) {
    this.run = run;
    this.index = index;
    this.stage = run.recipe().stages().get(index);
    this.data = data;
    this.program = run.program();
    this.progress = run.options().progress();
    this.pipe =
        new BatchPipe(
            program,
            data.train(),
            stage.train().steps(),
            new BatchPipe.Purpose(true, run.recipe().seed(), index));
    this.length = TrainLength.of(stage.train().length(), pipe.size());
    this.end = Math.min(length.steps(), run.options().maxSteps().orElse(Long.MAX_VALUE));
    this.finished = from.finished();
    this.journal =
        new StageJournal(run, stage, finished.stream().mapToLong(StageOutcome::steps).sum());
    this.latest = new LinkedHashMap<>(from.latest());
    this.best = from.best();
    this.step = from.step();
    // A training of no steps still evaluates once.
    this.settled = from.settled() && (step > 0 || end > 0);
    this.secondsBefore = from.seconds();
    this.pace = new SavePace(run.options());
    this.ended = settled && step > 0 && waitedEnough();
  }

  /** Batches in an epoch. */
  long batches() {
    return pipe.size();
  }

  StepTimes times() {
    return watch.times();
  }

  /** Trains until the end or the stop signal; what was done is saved when this returns. */
  Status run() {
    progress.began(stage.name(), step, length.steps(), length.epochs());
    try (BatchFeeder feeder = new BatchFeeder(pipe, step, end, this::moment, this::graph);
        FixedStep reset = new FixedStep(program, stage.train().pass().reset())) {
      while (true) {
        if (!settled && !settle()) {
          return Status.INTERRUPTED;
        }
        if (step >= end || ended) {
          return Status.FINISHED;
        }
        if (run.options().stop().isEnding()) {
          save(run.log().lengths());
          return run.options().stop().isRequested() ? Status.INTERRUPTED : Status.STOPPED;
        }
        if (step % length.batches() == 0) {
          reset.run(moment(step));
        }
        if (step % length.batches() == 0 || watch.steps() == 0) {
          progress.epochBegan(stage.name(), step / length.batches() + 1, step);
        }
        takeStep(feeder);
      }
    }
  }

  private Moment moment(long number) {
    long epoch = number / length.batches();
    return new Moment(epoch, number, length.epochs(), length.steps(), number);
  }

  /** The compiled step that the clock chooses for a step. */
  private StepGraph graph(long number) {
    return stage
        .train()
        .step(
            new ClockCondition.Time(
                number / length.batches(), number, length.epochs(), length.steps()));
  }

  private void takeStep(BatchFeeder feeder) {
    long before = System.nanoTime();
    Batch batch = feeder.next().orElseThrow();
    long fed = System.nanoTime();
    Map<String, HostTensor> outputs = runStep(batch);
    long ran = System.nanoTime();
    feeder.giveBack(batch);
    step++;
    settled = !isSomethingDue();
    told(outputs);
    watch.step(before, fed, ran, System.nanoTime());
    if (settled && pace.isDue(step)) {
      save(run.log().lengths());
    }
  }

  private Map<String, HostTensor> runStep(Batch batch) {
    StepGraph graph = graph(step);
    try {
      return program.run(graph, batch.feeds());
    } catch (StepFailure failure) {
      String what = "step " + (step + 1) + " of " + stage.name();
      if (failure.kind() == StepFailure.Kind.NON_FINITE) {
        throw StepFaults.notFinite(
            failure,
            program.locateNonFinite(graph, batch.feeds()),
            what,
            stage.train().place(),
            rate);
      }
      throw StepFaults.in(failure, what, stage.train().place());
    }
  }

  private void told(Map<String, HostTensor> outputs) {
    // a step that the clock chose may lack a loss; then the last one known is shown
    Map<String, Double> losses = new LinkedHashMap<>();
    stage.train().losses().stream()
        .filter(outputs::containsKey)
        .forEach(name -> losses.put(name, number(outputs, name)));
    double loss = losses.values().stream().findFirst().orElse(lastLoss);
    lastLoss = loss;
    rate =
        stage.train().rate().filter(outputs::containsKey).isPresent()
            ? number(outputs, stage.train().rate().get())
            : rate;
    journal.stepped(epoch() + 1, step, loss, rate);
    double left = watch.steps() == 0 ? Double.NaN : watch.seconds() / watch.steps() * (end - step);
    progress.stepped(
        new Progress.Step(
            stage.name(), step, end, epoch() + 1, length.epochs(), losses, loss, rate, left));
  }

  private static double number(Map<String, HostTensor> outputs, @Nullable String name) {
    HostTensor value = name == null ? null : outputs.get(name);
    return value == null ? Double.NaN : value.number(0);
  }

  /** The epoch of the last step taken, from 0. */
  private long epoch() {
    return Math.max(0, step - 1) / length.batches();
  }

  // ---- between steps

  private boolean endsEpoch() {
    return step % length.batches() == 0 || step == end;
  }

  private boolean isSomethingDue() {
    return endsEpoch() || stage.evaluates().stream().anyMatch(this::isDue);
  }

  private boolean isDue(Evaluate evaluate) {
    return step == end || evaluate.every().filter(e -> length.isDue(e, step)).isPresent();
  }

  /**
   * Does what is due after a step. A stop in the middle of an evaluation leaves everything as it
   * was before; it is done again when the run goes on.
   *
   * @return whether it was done
   */
  private boolean settle() {
    RunLog log = run.log();
    Map<String, Long> lengths = log.lengths();
    Map<String, Measurement> latestBefore = new LinkedHashMap<>(latest);
    Optional<Best> bestBefore = best;
    if (step > 0 && endsEpoch()) {
      reportTraining();
    }
    if (!evaluates(this::isDue) || waitedEnough() && !evaluates(e -> !isDue(e))) {
      latest.clear();
      latest.putAll(latestBefore);
      best = bestBefore;
      save(lengths);
      return false;
    }
    if (waitedEnough()) {
      ended = true;
      progress.noted(
          "%s ends at step %d: %s has not improved for %s"
              .formatted(
                  stage.name(),
                  step,
                  stage.keep().by().orElse(""),
                  stage.train().patience().orElseThrow()));
    }
    settled = true;
    if (endsEpoch() || !best.equals(bestBefore) || pace.isDue(step)) {
      save(log.lengths());
    }
    if (step > 0 && endsEpoch()) {
      progress.epochEnded(stage.name(), epoch() + 1, step);
    }
    return true;
  }

  /** Runs the evaluations that are asked for; false when one was stopped. */
  private boolean evaluates(Predicate<Evaluate> wanted) {
    for (int i = 0; i < stage.evaluates().size(); i++) {
      if (wanted.test(stage.evaluates().get(i)) && !evaluate(i)) {
        return false;
      }
    }
    return true;
  }

  private void reportTraining() {
    Map<String, HostTensor> results;
    try {
      results = FixedStep.once(program, stage.train().pass().result());
    } catch (StepFailure e) {
      throw StepFaults.in(e, "the report of " + stage.name(), stage.train().place());
    }
    measured("train", PassRun.reports(stage.train().pass(), results));
  }

  private void measured(String kind, Map<String, Measurement> measurements) {
    if (measurements.isEmpty()) {
      return;
    }
    latest.putAll(measurements);
    journal.measured(kind, epoch() + 1, step, measurements);
    progress.measured(
        new Progress.Measured(
            stage.name(), kind.equals("evaluate"), epoch() + 1, step, measurements));
  }

  private boolean evaluate(int number) {
    Evaluate evaluate = stage.evaluates().get(number);
    PassRun pass =
        new PassRun(program, evaluate.pass(), data.evaluates().get(number), evaluate.place());
    Optional<Map<String, Measurement>> measurements =
        pass.run(
            run.recipe().seed(),
            moment(step),
            run.options().stop()::isRequested,
            (done, all) -> progress.evaluated(stage.name(), done, all));
    measurements.ifPresent(
        found -> {
          measured("evaluate", found);
          Optional<Best> before = best;
          keepIfBest(found);
          if (stage.keep().by().filter(found::containsKey).isPresent()) {
            waits(!best.equals(before));
          }
        });
    return measurements.isPresent();
  }

  private void keepIfBest(Map<String, Measurement> found) {
    RecipeProgram.Keep keep = stage.keep();
    Measurement measurement = keep.by().map(found::get).orElse(null);
    if (measurement == null) {
      return;
    }
    double value = measurement.number();
    if (Double.isNaN(value) || best.filter(b -> !isBetter(value, b.value())).isPresent()) {
      return;
    }
    String label = run.label(stage);
    String file = String.valueOf(run.checkpoints().best(label).getFileName());
    best = Optional.of(new Best(step, value, latest, file));
    run.saveBest(label, state(true, run.log().lengths()));
  }

  /** Each counter of falls begins to wait anew when there was progress, or when it has fallen. */
  private void waits(boolean improved) {
    for (RecipeProgram.Plateau plateau : stage.train().plateaus()) {
      double since = program.value(plateau.since()).number(0);
      double falls = program.value(plateau.falls()).number(0);
      boolean fell =
          !improved && step - since >= TrainLength.inSteps(plateau.patience(), length.batches());
      if (improved || fell) {
        program.assign(plateau.since(), NumberTensor.of(plateau.since().type(), step));
      }
      if (fell) {
        program.assign(plateau.falls(), NumberTensor.of(plateau.falls().type(), falls + 1));
      }
    }
  }

  /** Whether an evaluation after this step has shown no progress for as long as is waited. */
  private boolean waitedEnough() {
    Optional<Duration> patience = stage.train().patience();
    String key = stage.keep().by().orElse("");
    boolean measured =
        stage.evaluates().stream()
            .filter(this::isDue)
            .flatMap(e -> e.pass().reports().stream())
            .anyMatch(report -> report.key().equals(key));
    return measured
        && patience.isPresent()
        && step - best.map(Best::step).orElse(0L)
            >= TrainLength.inSteps(patience.get(), length.batches());
  }

  private boolean isBetter(double value, double than) {
    return switch (stage.keep().better()) {
      case HIGHER -> value > than;
      case LOWER -> value < than;
      case UNKNOWN ->
          throw new IllegalStateException(
              "the direction of " + stage.keep().by() + " must be known to keep by it");
    };
  }

  // ---- saving

  private void save(Map<String, Long> logs) {
    run.saveLast(state(settled, logs));
    pace.saved();
  }

  private TrainingState state(boolean isSettled, Map<String, Long> logs) {
    return new TrainingState(
        index, step, length.batches(), isSettled, seconds(), latest, best, finished, logs);
  }

  private double seconds() {
    return secondsBefore + (System.nanoTime() - began) / 1e9;
  }

  /** What has come of the stage so far: of the best weights if it keeps them, else of the last. */
  StageOutcome outcome() {
    String last = String.valueOf(run.checkpoints().last().getFileName());
    return new StageOutcome(
        stage.name(),
        length.epochsBegun(step),
        step,
        seconds(),
        best.map(Best::step).orElse(step),
        best.map(Best::metrics).orElse(latest),
        best.map(Best::file).orElse(last));
  }
}
