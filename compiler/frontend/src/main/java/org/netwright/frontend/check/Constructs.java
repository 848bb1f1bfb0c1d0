package org.netwright.frontend.check;

import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.ConstructDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Region;
import org.netwright.spi.source.Span;

/**
 * Constructs that look like calls with a block and are layers: {@code slice} (definitions C18) and
 * {@code remat} (C23). At the head of a pipe they are not applied yet.
 */
final class Constructs {
  static final Set<String> WORDS = Set.of("slice", "remat");

  private final Elaborator elaborator;

  Constructs(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** A construct as written; applied if something is piped into it. */
  Denotation of(String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    if (call.block().isEmpty()) {
      throw new DiagnosticException(LoopMessages.constructForm(word, call.span()));
    }
    Optional<Owned> owner = piped.isPresent() ? Optional.empty() : elaborator.expressions.owner();
    Scope at = owner.map(o -> scope.inner(scope.place().inside(o.path(), true))).orElse(scope);
    ConstructDenotation construct =
        new ConstructDenotation(word, call, at, elaborator.adapting.current());
    return piped.map(value -> apply(construct, value, call.span())).orElse(construct);
  }

  Denotation apply(ConstructDenotation construct, Denotation value, Span span) {
    if (value.isError()) {
      return value;
    }
    return construct.word().equals("slice")
        ? new Slicing(elaborator, construct, span).apply(value)
        : remat(construct, value, span);
  }

  /** The block of a construct on what flows in. */
  Denotation block(ConstructDenotation construct, Denotation value) {
    BlockDenotation block =
        new BlockDenotation(
            construct.call().block().orElseThrow(), construct.scope(), construct.adaptation());
    return elaborator.loops.block(block, value);
  }

  /** What the block makes lies in a region of its own, which the way back makes once more. */
  private Denotation remat(ConstructDenotation construct, Denotation value, Span span) {
    if (!construct.call().arguments().isEmpty()) {
      throw new DiagnosticException(LoopMessages.constructForm("remat", construct.call().span()));
    }
    StepBuilder graph = elaborator.graph(span);
    Region region = new Region(graph.region());
    return graph.inRegion(Optional.of(region), () -> block(construct, value));
  }
}
