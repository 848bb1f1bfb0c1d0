package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.netwright.cli.command.TrainingPlan.PassPlan;
import org.netwright.cli.command.TrainingPlan.StagePlan;
import org.netwright.spi.diagnostic.Diagnostic;

/** What of a plan is likely not meant: what the check warns of, and what only data tells. */
final class PlanMistakes {
  /** What the checker says of a schedule that its training does not fit: it names the cause. */
  private static final String SCHEDULE_AND_LENGTH = "NW496";

  private PlanMistakes() {}

  /**
   * One sentence a mistake.
   *
   * @param findings of the check: warnings, since errors have ended the command
   */
  static List<String> of(TrainingPlan plan, List<Diagnostic> findings) {
    List<String> mistakes = new ArrayList<>();
    for (Diagnostic finding : findings) {
      mistakes.add(
          finding.code()
              + " "
              + finding.message()
              + (finding.span().exists() ? " (" + finding.span() + ")" : ""));
    }
    for (StagePlan stage : plan.stages()) {
      String where = plan.stages().size() > 1 ? stage.stage().name() + ": " : "";
      if (findings.stream().noneMatch(f -> f.code().equals(SCHEDULE_AND_LENGTH))) {
        stage.curve().ifPresent(c -> c.mistakes().forEach(m -> mistakes.add(where + m)));
      }
      unopened(stage.train()).ifPresent(m -> mistakes.add(where + m));
      stage.evaluates().forEach(e -> unopened(e).ifPresent(m -> mistakes.add(where + m)));
      if (stage.steps().equals(OptionalLong.of(0))) {
        mistakes.add(where + "the training has no step");
      }
    }
    return mistakes;
  }

  private static Optional<String> unopened(PassPlan pass) {
    return pass.records().isEmpty()
        ? Optional.of(pass.source() + " cannot be opened: " + pass.unknown())
        : Optional.empty();
  }
}
