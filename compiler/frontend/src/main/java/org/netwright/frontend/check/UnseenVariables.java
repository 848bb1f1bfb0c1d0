package org.netwright.frontend.check;

import java.util.List;
import org.netwright.frontend.program.Variable;

/**
 * Ends an elaboration whose update of a net came before all of the net's variables were met; the
 * next one knows them.
 */
final class UnseenVariables extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Variable> all;

  UnseenVariables(List<Variable> all) {
    super("the variables of the nets are known now", null, false, false);
    this.all = List.copyOf(all);
  }

  List<Variable> all() {
    return all;
  }
}
