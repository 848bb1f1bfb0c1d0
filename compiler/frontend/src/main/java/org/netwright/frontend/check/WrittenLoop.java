package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.graph.Rolling;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.source.Span;

/**
 * A {@code recur} of many iterations while it is written out: where each begins and what flows into
 * it, so that in the end the iterations can become one loop of the graph. All that is checked was
 * checked for each of them.
 */
final class WrittenLoop {
  private final Elaborator elaborator;
  private final Span span;
  private final StepBuilder graph;
  private final int writes;
  private final int calls;
  private final List<Integer> begins = new ArrayList<>();
  private final List<TensorTree> flows = new ArrayList<>();

  private WrittenLoop(Elaborator elaborator, Span span) {
    this.elaborator = elaborator;
    this.span = span;
    this.graph = elaborator.graph(span);
    this.writes = graph.writeCount();
    this.calls = elaborator.layers.size();
  }

  /** Begins where ops are made and sizes are known. */
  static Optional<WrittenLoop> begin(Elaborator elaborator, Span span) {
    return elaborator.isOpen() || elaborator.currentStep().isEmpty()
        ? Optional.empty()
        : Optional.of(new WrittenLoop(elaborator, span));
  }

  /** An iteration begins. */
  void iteration(Denotation flowing) {
    begins.add(graph.nextId());
    flows.add(TensorTree.of(flowing));
  }

  /** What flows out, of the one loop if the iterations are alike. */
  Denotation rolled(Denotation last) {
    TensorTree out = TensorTree.of(last);
    boolean kept =
        !last.isError()
            && graph.writeCount() == writes
            && !out.tensors().isEmpty()
            && flows.stream().allMatch(out::isShapedAs);
    if (!kept) {
      return last;
    }
    flows.add(out);
    begins.add(graph.nextId());
    List<Rolling.Iteration> iterations = new ArrayList<>();
    for (int i = 0; i + 1 < flows.size(); i++) {
      iterations.add(
          new Rolling.Iteration(
              begins.get(i),
              begins.get(i + 1),
              flows.get(i).tensors(),
              flows.get(i + 1).tensors()));
    }
    elaborator.graph(span);
    Optional<Denotation> rolled = Rolling.of(graph, iterations).map(out::with);
    rolled.ifPresent(r -> elaborator.layers.forget(calls));
    return rolled.orElse(last);
  }
}
