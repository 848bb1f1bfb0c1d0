package org.netwright.standard.optimizer;

import java.util.List;
import org.netwright.spi.definition.OptimizerStep.Parameter;
import org.netwright.spi.definition.Slot;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * The moments of Adam (Kingma and Ba, 2015, algorithm 1) after a step: the averages of the gradient
 * and of its square, under the options {@code beta1}, {@code beta2} and {@code eps}.
 */
final class Moments {
  static final Slot FIRST = Slot.zeros("moment_1");
  static final Slot SECOND = Slot.zeros("moment_2");
  static final List<Slot> SLOTS = List.of(FIRST, SECOND);

  private final GraphBuilder graph;
  private final Value count;
  private final Value beta1;
  private final Value beta2;
  private final Value eps;
  private final Value first;
  private final Value second;

  /** Moves the moments of a parameter, and keeps them in its slots. */
  Moments(GraphBuilder graph, Parameter parameter, Value gradient, Value count) {
    this.graph = graph;
    this.count = count;
    this.beta1 = Options.of(graph, parameter, "beta1");
    this.beta2 = Options.of(graph, parameter, "beta2");
    this.eps = Options.of(graph, parameter, "eps");
    this.first = Averages.moved(graph, parameter.slot(FIRST.name()), beta1, gradient);
    this.second =
        Averages.moved(graph, parameter.slot(SECOND.name()), beta2, graph.square(gradient));
    parameter.updateSlot(FIRST.name(), first);
    parameter.updateSlot(SECOND.name(), second);
  }

  /** m, as it is. */
  Value first() {
    return first;
  }

  /** v, as it is. */
  Value second() {
    return second;
  }

  Value beta1() {
    return beta1;
  }

  Value eps() {
    return eps;
  }

  /** m / (1 − β1ᵗ). */
  Value corrected() {
    return graph.divide(first, Averages.filled(graph, beta1, count));
  }

  /** 1 − β2ᵗ. */
  Value secondFilled() {
    return Averages.filled(graph, beta2, count);
  }

  /** √(x / (1 − β2ᵗ)) + ε, x being v or what stands for it. */
  Value root(Value square) {
    return graph.add(graph.sqrt(graph.divide(square, secondFilled())), eps);
  }
}
