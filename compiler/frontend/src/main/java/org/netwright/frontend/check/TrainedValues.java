package org.netwright.frontend.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.program.Variable;

/**
 * Where the values lie that trainings move. It is the parameter itself, unless its optimizer names
 * another tensor that inference reads: then the two change places in the training steps, so that
 * the variable of the parameter holds what everybody else is to see, and its slot what is trained.
 */
final class TrainedValues {
  private Map<Variable, Variable> starts = new LinkedHashMap<>();
  private final Map<Variable, Optional<Variable>> last = new HashMap<>();

  /** Lets a slot start as a copy of its parameter when the training in hand begins. */
  void startAt(Variable slot, Variable parameter) {
    starts.put(slot, parameter);
  }

  /**
   * Ends a training: what is copied when it begins, by the variable that is filled. A value that
   * another training has moved since is taken from its parameter again.
   *
   * @param moved the parameters that it moves
   * @param exchanged the slots that hold what is trained, by their parameters
   */
  Map<Variable, Variable> ended(Collection<Variable> moved, Map<Variable, Variable> exchanged) {
    for (Variable parameter : moved) {
      Optional<Variable> now = Optional.ofNullable(exchanged.get(parameter));
      Optional<Variable> before = last.put(parameter, now);
      if (now.isPresent() && !now.equals(before)) {
        starts.put(now.get(), parameter);
      }
    }
    Map<Variable, Variable> made = starts;
    starts = new LinkedHashMap<>();
    return made;
  }
}
