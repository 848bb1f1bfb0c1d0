package org.netwright.engine.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.fault.StepFaults;
import org.netwright.engine.feed.Batch;
import org.netwright.engine.feed.BatchFeeder;
import org.netwright.engine.feed.BatchPipe;
import org.netwright.engine.feed.BoundData;
import org.netwright.engine.feed.FixedStep;
import org.netwright.engine.feed.Moment;
import org.netwright.frontend.program.Pass;
import org.netwright.spi.source.Span;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.StepFailure;
import org.netwright.tensorflow.TensorFlowProgram;

/**
 * One evaluation over all of its data. Its data blocks draw as in epoch 0, whenever it runs: two
 * evaluations of the same weights agree.
 */
public final class PassRun {
  private final TensorFlowProgram program;
  private final Pass pass;
  private final BoundData data;
  private final Span place;

  public PassRun(TensorFlowProgram program, Pass pass, BoundData data, Span place) {
    this.program = program;
    this.pass = pass;
    this.data = data;
    this.place = place;
  }

  /** Hears how far an evaluation is. */
  @FunctionalInterface
  public interface Listener {
    void batch(long done, long all);
  }

  /**
   * Runs over all batches.
   *
   * @param stop asked before each batch
   * @return the reports by key; empty when it was stopped
   */
  public Optional<Map<String, Measurement>> run(
      long seed, Moment moment, BooleanSupplier stop, Listener listener) {
    Moment still = moment.withDraw(0);
    BatchPipe pipe =
        new BatchPipe(program, data, pass.step(), new BatchPipe.Purpose(false, seed, 0));
    FixedStep.once(program, pass.reset());
    HostSums host = new HostSums(pass.reports());
    try (BatchFeeder feeder = new BatchFeeder(pipe, 0, pipe.size(), number -> still)) {
      for (long done = 0; done < pipe.size(); done++) {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        Batch batch = feeder.next().orElseThrow();
        host.add(run(batch));
        feeder.giveBack(batch);
        listener.batch(done + 1, pipe.size());
      }
    }
    Map<String, HostTensor> results = FixedStep.once(program, pass.result());
    return Optional.of(reports(pass, results, host.results()));
  }

  private Map<String, HostTensor> run(Batch batch) {
    try {
      return program.run(pass.step(), batch.feeds());
    } catch (StepFailure e) {
      throw StepFaults.in(
          e, "batch " + (batch.number() + 1) + " of the evaluation on " + data.name(), place);
    }
  }

  /** The results of a pass in the order of its reports. */
  public static Map<String, Measurement> reports(Pass pass, Map<String, HostTensor> results) {
    return reports(pass, results, Map.of());
  }

  private static Map<String, Measurement> reports(
      Pass pass, Map<String, HostTensor> results, Map<String, Double> host) {
    Map<String, Measurement> reports = new LinkedHashMap<>();
    for (Pass.Report report : pass.reports()) {
      Double number = host.get(report.key());
      HostTensor value = results.get(report.key());
      if (number != null) {
        reports.put(report.key(), Measurement.of(number));
      } else if (value != null) {
        reports.put(report.key(), Measurement.of(value));
      } else {
        throw new IllegalStateException("the pass has no result " + report.key());
      }
    }
    return reports;
  }
}
