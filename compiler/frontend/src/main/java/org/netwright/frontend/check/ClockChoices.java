package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.program.ClockCondition;
import org.netwright.frontend.program.ClockCondition.Decision;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * The ways through a train body whose {@code if}s ask its clock (definitions C13). The body is
 * elaborated once for each way; at most {@value #MOST} steps are compiled.
 */
final class ClockChoices {
  static final int MOST = 16;

  private final List<Boolean> answers = new ArrayList<>();
  private final List<Decision> decided = new ArrayList<>();
  private int ways = 1;
  private Span last = Span.NONE;

  /** The answer on this way: yes first. */
  boolean decide(ClockCondition condition, Span span) {
    for (Decision before : decided) {
      if (before.condition().equals(condition)) {
        return before.holds();
      }
    }
    if (decided.size() == answers.size()) {
      answers.add(true);
    }
    boolean answer = answers.get(decided.size());
    decided.add(new Decision(condition, answer));
    last = span;
    return answer;
  }

  /** What was decided on this way. */
  List<Decision> decisions() {
    return List.copyOf(decided);
  }

  /** Goes to the next way; false when all were gone. */
  boolean next() {
    decided.clear();
    while (!answers.isEmpty() && !answers.get(answers.size() - 1)) {
      answers.remove(answers.size() - 1);
    }
    if (answers.isEmpty()) {
      return false;
    }
    answers.set(answers.size() - 1, false);
    if (++ways > MOST) {
      throw new DiagnosticException(CompositionMessages.tooManySteps(MOST, last));
    }
    return true;
  }
}
