package org.netwright.frontend.check;

import java.util.Map;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.TensorRule;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.TensorType;

/** The right side of a rule of {@code from}, elaborated when its source is open. */
final class ComputedRule implements TensorRule {
  private final Elaborator elaborator;
  private final Expression value;
  private final Scope scope;
  private int made;

  ComputedRule(Elaborator elaborator, Expression value, Scope scope) {
    this.elaborator = elaborator;
    this.value = value;
    this.scope = scope;
  }

  @Override
  public String text() {
    return Source.text(value);
  }

  @Override
  public Computed on(PathPattern.Match match, Map<String, TensorType> sources) {
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.CHECK, "from");
    SourceTensors tensors = new SourceTensors(match, sources, step.graph());
    Scope inside = scope.inner();
    match.indices().forEach((name, index) -> inside.define(name, IntStatic.of(index)));
    Denotation result =
        elaborator.in(
            step,
            Truth.NO,
            () ->
                elaborator.with(
                    null,
                    () -> elaborator.named(tensors, () -> elaborator.evaluate(value, inside))));
    if (!(result instanceof TensorDenotation tensor)) {
      throw new DiagnosticException(
          result.isError()
              ? java.util.List.copyOf(elaborator.findings.errors())
              : java.util.List.of(CompositionMessages.ruleIsNoTensor(result, value.span())));
    }
    step.graph().output("value", tensor.value());
    String name = "from." + value.span().line() + "." + value.span().column() + "." + made++;
    return new Computed(tensors.used(), step.graph().build(name));
  }
}
