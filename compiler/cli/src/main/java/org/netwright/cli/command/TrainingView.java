package org.netwright.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.netwright.cli.terminal.ProgressLine;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.engine.train.Progress;

/** What a person sees of a training: the progress line, and a line for each epoch's metrics. */
final class TrainingView implements Progress, AutoCloseable {
  private static final double NANOS = 1e9;

  private final CommandLineSession session;
  private final ProgressLine line;
  private final Map<String, Double> epochs = new LinkedHashMap<>();
  private long rateStep;
  private long rateTime = System.nanoTime();
  private double rate = Double.NaN;
  private boolean hasStepped;

  TrainingView(CommandLineSession session) {
    this.session = session;
    this.line = new ProgressLine(session.surroundings(), System::nanoTime);
  }

  /** A recipe's only stage is called {@code train}, which needs no saying. */
  private static String title(String stage) {
    return stage.equals("train") ? "" : stage + "  ";
  }

  @Override
  public void began(String stage, long step, long steps, double length) {
    epochs.put(stage, length);
    rateStep = step;
    rateTime = System.nanoTime();
    rate = Double.NaN;
    say(
        title(stage)
            + (step > 0 ? "goes on at step " + Count.grouped(step) + " of " : "")
            + Count.of(steps, "step")
            + " in "
            + Count.rounded(length)
            + (length == 1 ? " epoch" : " epochs"));
  }

  @Override
  public void stepped(Step step) {
    if (!hasStepped) {
      hasStepped = true;
      sayStart();
    }
    if (session.isQuiet() || !line.isDue()) {
      return;
    }
    measureRate(step.step());
    line.show(
        title(step.stage())
            + "epoch "
            + step.epoch()
            + "/"
            + Count.rounded(Math.ceil(step.epochs())),
        step.step() / (double) step.steps(),
        step.step()
            + "/"
            + step.steps()
            + "  loss "
            + Count.rounded(step.loss())
            + (Double.isNaN(step.rate()) ? "" : "  lr " + Count.rounded(step.rate()))
            + (Double.isNaN(rate) ? "" : "  " + Count.rounded(rate) + " steps/s")
            + (Double.isNaN(step.secondsLeft())
                ? ""
                : "  eta " + Count.duration(step.secondsLeft())));
  }

  /**
   * How long the way from the command to the first step took: the launcher becomes this process.
   */
  private void sayStart() {
    if (session.isVerbose()) {
      ProcessHandle.current()
          .info()
          .startInstant()
          .map(start -> Duration.between(start, Instant.now()).toMillis() / 1000.0)
          .ifPresent(
              seconds ->
                  say(
                      String.format(
                          Locale.ROOT, "the first step was done %.1f s after the start", seconds)));
    }
  }

  private void measureRate(long step) {
    long now = System.nanoTime();
    double seconds = (now - rateTime) / NANOS;
    if (seconds > 0 && step > rateStep) {
      double fresh = (step - rateStep) / seconds;
      rate = Double.isNaN(rate) ? fresh : 0.7 * rate + 0.3 * fresh;
    }
    rateStep = step;
    rateTime = now;
  }

  @Override
  public void measured(Measured pass) {
    String numbers =
        pass.measurements().entrySet().stream()
            .map(entry -> entry.getKey() + " " + MeasurementText.inLine(entry.getValue()))
            .collect(Collectors.joining("  "));
    if (!numbers.isEmpty()) {
      double length = epochs.getOrDefault(pass.stage(), Double.NaN);
      say(
          title(pass.stage())
              + "epoch "
              + pass.epoch()
              + (Double.isNaN(length) ? "" : "/" + Count.rounded(Math.ceil(length)))
              + "  "
              + numbers);
    }
  }

  @Override
  public void evaluated(String stage, long batch, long batches) {
    if (!session.isQuiet() && line.isDue()) {
      line.show(
          title(stage) + "evaluation", batch / (double) batches, "batch " + batch + "/" + batches);
    }
  }

  @Override
  public void saved(Path checkpoint) {
    if (session.isVerbose()) {
      say("saved " + checkpoint);
    }
  }

  @Override
  public void ended(StageOutcome outcome) {
    say(
        title(outcome.name())
            + "done after "
            + Count.duration(outcome.seconds())
            + ", keeps the weights of step "
            + Count.grouped(outcome.kept()));
  }

  @Override
  public void noted(String message) {
    say(message);
  }

  private void say(String sentence) {
    if (!session.isQuiet()) {
      line.say(sentence);
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
