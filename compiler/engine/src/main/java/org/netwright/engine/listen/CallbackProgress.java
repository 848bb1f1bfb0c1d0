package org.netwright.engine.listen;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.checkpoint.TrainingState.StageOutcome;
import org.netwright.engine.fault.PluginFault;
import org.netwright.engine.fault.UseMessages;
import org.netwright.engine.train.Progress;
import org.netwright.engine.train.StopSignal;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.event.CheckpointWritten;
import org.netwright.spi.event.EpochBegan;
import org.netwright.spi.event.EpochEnded;
import org.netwright.spi.event.Metric;
import org.netwright.spi.event.PassEnded;
import org.netwright.spi.event.RunBegan;
import org.netwright.spi.event.RunControl;
import org.netwright.spi.event.RunEnded;
import org.netwright.spi.event.RunListener;
import org.netwright.spi.event.StageBegan;
import org.netwright.spi.event.StageEnded;
import org.netwright.spi.event.StepEnded;

/**
 * Tells callbacks what a training tells, behind the listener that was there before. One that throws
 * hears nothing more, and its plugin is named.
 */
public final class CallbackProgress implements Progress {
  private final Progress first;
  private final List<Listening> listening = new ArrayList<>();

  /** A callback that hears this run. */
  private record Listening(Callback callback, RunListener listener) {}

  /**
   * Makes the listeners of a run.
   *
   * @throws DiagnosticException when arguments of a callback do not go together
   * @throws PluginFault when a callback cannot be made
   */
  public CallbackProgress(Progress first, List<Callback> callbacks, StopSignal stop) {
    this.first = first;
    for (Callback callback : callbacks) {
      RunControl control = new Control(callback.name(), stop, first);
      RunListener listener =
          guarded(callback, () -> callback.definition().listen(callback.arguments(), control));
      listening.add(new Listening(callback, listener));
    }
  }

  /** What one callback may ask of the run. */
  private record Control(String name, StopSignal signal, Progress progress) implements RunControl {
    @Override
    public void stop(String reason) {
      signal.end(name + ": " + reason);
    }

    @Override
    public void note(String message) {
      progress.noted(name + ": " + message);
    }
  }

  private static <T> T guarded(Callback callback, Supplier<T> code) {
    try {
      return code.get();
    } catch (DiagnosticException mistake) {
      throw mistake;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError thrown) {
      throw new PluginFault(
          UseMessages.callbackBroke(callback.place(), callback.name(), callback.plugin(), thrown),
          thrown);
    }
  }

  private void tell(Consumer<RunListener> event) {
    for (Listening each : List.copyOf(listening)) {
      try {
        guarded(
            each.callback(),
            () -> {
              event.accept(each.listener());
              return each;
            });
      } catch (DiagnosticException | PluginFault broken) {
        listening.remove(each);
        throw broken;
      }
    }
  }

  private static Map<String, Metric> metrics(Map<String, Measurement> measurements) {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    measurements.forEach((key, m) -> metrics.put(key, new Metric(m.type(), m.values())));
    return metrics;
  }

  @Override
  public void runBegan(RunBegan run) {
    first.runBegan(run);
    tell(listener -> listener.runBegan(run));
  }

  @Override
  public void began(String stage, long step, long steps, double epochs) {
    first.began(stage, step, steps, epochs);
    tell(listener -> listener.stageBegan(new StageBegan(stage, step, steps, epochs)));
  }

  @Override
  public void epochBegan(String stage, long epoch, long step) {
    first.epochBegan(stage, epoch, step);
    tell(listener -> listener.epochBegan(new EpochBegan(stage, epoch, step)));
  }

  @Override
  public void stepped(Step step) {
    first.stepped(step);
    StepEnded event =
        new StepEnded(
            step.stage(),
            step.step(),
            step.steps(),
            step.epoch(),
            step.losses(),
            Double.isNaN(step.rate()) ? OptionalDouble.empty() : OptionalDouble.of(step.rate()));
    tell(listener -> listener.stepEnded(event));
  }

  @Override
  public void measured(Measured pass) {
    first.measured(pass);
    PassEnded event =
        new PassEnded(
            pass.stage(),
            pass.evaluation(),
            pass.epoch(),
            pass.step(),
            metrics(pass.measurements()));
    tell(listener -> listener.passEnded(event));
  }

  @Override
  public void epochEnded(String stage, long epoch, long step) {
    first.epochEnded(stage, epoch, step);
    tell(listener -> listener.epochEnded(new EpochEnded(stage, epoch, step)));
  }

  @Override
  public void evaluated(String stage, long batch, long batches) {
    first.evaluated(stage, batch, batches);
  }

  @Override
  public void saved(Path checkpoint) {
    first.saved(checkpoint);
    CheckpointWritten event = new CheckpointWritten(checkpoint.toAbsolutePath().normalize());
    tell(listener -> listener.checkpointWritten(event));
  }

  @Override
  public void ended(StageOutcome outcome) {
    first.ended(outcome);
    StageEnded event =
        new StageEnded(
            outcome.name(),
            outcome.steps(),
            outcome.epochs(),
            outcome.seconds(),
            outcome.kept(),
            metrics(outcome.metrics()));
    tell(listener -> listener.stageEnded(event));
  }

  @Override
  public void runEnded(RunEnded end) {
    first.runEnded(end);
    tell(listener -> listener.runEnded(end));
  }

  @Override
  public void noted(String message) {
    first.noted(message);
  }
}
