package org.netwright.engine.train;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.run.RunLog;
import org.netwright.frontend.program.RecipeProgram.Stage;

/** Writes down how a stage goes: lines of {@code metrics.jsonl}, points of TensorBoard's curves. */
final class StageJournal {
  /** How often the loss of a step is written down. */
  private static final long EVERY = 10;

  private final RunLog log;
  private final String stage;
  private final String prefix;
  private final long stepsBefore;

  /**
   * @param stepsBefore the steps of all stages before: curves go on over them
   */
  StageJournal(RunningRecipe run, Stage stage, long stepsBefore) {
    this.log = run.log();
    this.stage = stage.name();
    this.prefix = run.label(stage).isEmpty() ? "" : run.label(stage) + ".";
    this.stepsBefore = stepsBefore;
  }

  /** A step, if it is one of those that are written down; a NaN rate is none. */
  void stepped(long epoch, long step, double loss, double rate) {
    if (step % EVERY != 0 && step != 1) {
      return;
    }
    ObjectNode line = log.line("step", stage, epoch, step);
    line.put("loss", (float) loss);
    log.scalar(prefix + "step.loss", stepsBefore + step, loss);
    if (!Double.isNaN(rate)) {
      line.put("rate", (float) rate);
      log.scalar(prefix + "step.rate", stepsBefore + step, rate);
    }
    log.write(line);
  }

  /**
   * The reports of a pass.
   *
   * @param kind {@code train} or {@code evaluate}
   */
  void measured(String kind, long epoch, long step, Map<String, Measurement> measurements) {
    ObjectNode line = log.line(kind, stage, epoch, step);
    log.measured(line, prefix, stepsBefore + step, measurements);
  }
}
