package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.RunDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** What a finished run has to give: its nets, its own values, and what it measured (C22). */
final class RunMembers {
  private RunMembers() {}

  static Denotation of(Elaborator elaborator, RunDenotation run, String name, Span span) {
    NetDenotation net = run.nets().get(name);
    if (net != null) {
      return net;
    }
    Variable variable = run.variables().get(name);
    if (variable != null) {
      return new TensorDenotation(elaborator.current(variable, span));
    }
    Optional<Denotation> measured = measured(elaborator, run, name, span);
    TreeSet<String> known = new TreeSet<>(run.nets().keySet());
    known.addAll(run.variables().keySet());
    run.stages().forEach(s -> s.keys().forEach(k -> known.add(k.split("\\.", 2)[0])));
    return measured.orElseThrow(
        () ->
            new DiagnosticException(
                CompositionMessages.noRunMember(name, run.name(), known, span)));
  }

  /** The reports of a split, each as the last stage that has it measured it. */
  private static Optional<Denotation> measured(
      Elaborator elaborator, RunDenotation run, String split, Span span) {
    List<Field> fields = new ArrayList<>();
    for (int i = run.stages().size() - 1; i >= 0; i--) {
      StagePlan stage = run.stages().get(i);
      for (String key : stage.keys()) {
        String name = key.substring(key.indexOf('.') + 1);
        boolean known = fields.stream().anyMatch(f -> f.name().equals(Optional.of(name)));
        if (key.startsWith(split + ".") && !known) {
          Variable result = stage.result(key);
          fields.add(
              new Field(Optional.of(name), new TensorDenotation(elaborator.current(result, span))));
        }
      }
    }
    return fields.isEmpty() ? Optional.empty() : Optional.of(new TupleDenotation(fields));
  }
}
