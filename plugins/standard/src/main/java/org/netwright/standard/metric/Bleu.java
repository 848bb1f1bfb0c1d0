package org.netwright.standard.metric;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.MetricDefinition;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * BLEU over a pass (Papineni et al., 2002), from sums: the clipped matches and the n-grams of the
 * candidates for each order, and both lengths. An n-gram of a candidate matches when it is not
 * beyond the number of times that the reference holds it: its occurrence there is counted in order.
 */
public final class Bleu implements MetricDefinition {
  private static final Dim ONE = Dim.of(1);

  @Override
  public List<State> states(Arguments arguments) {
    TensorType orders =
        new TensorType(ElementType.F64, Shape.of(Dim.of(arguments.integer("order"))));
    TensorType length = new TensorType(ElementType.F64, Shape.SCALAR);
    return List.of(
        new State("matches", orders),
        new State("grams", orders),
        new State("candidate", length),
        new State("reference", length));
  }

  @Override
  public List<Value> update(GraphBuilder graph, Arguments arguments, List<Value> states) {
    Text candidate = new Text(graph, arguments, "candidate");
    Text reference = new Text(graph, arguments, "reference");
    // which tokens of one text are those of the other, and which n-grams begin there
    Value same = candidate.same(candidate);
    Value shared = candidate.same(reference);
    List<Value> matches = new ArrayList<>();
    List<Value> grams = new ArrayList<>();
    Value equal = same;
    Value found = shared;
    Value whole = candidate.counts();
    for (long order = 1; order <= arguments.integer("order"); order++) {
      if (order > 1) {
        equal = graph.and(equal, later(graph, same, order - 1));
        found = graph.and(found, later(graph, shared, order - 1));
        whole = graph.and(whole, later(graph, candidate.counts(), order - 1));
      }
      Value occurrence = graph.sum(graph.multiply(number(graph, equal), candidate.before()), false, 2);
      Value held = graph.sum(number(graph, found), false, 2);
      Value matched = graph.and(whole, graph.lessEqual(occurrence, held));
      matches.add(total(graph, matched));
      grams.add(total(graph, whole));
    }
    return List.of(
        graph.add(states.get(0), graph.concat(matches, 0)),
        graph.add(states.get(1), graph.concat(grams, 0)),
        graph.add(states.get(2), graph.sum(number(graph, candidate.counts()), false, 0, 1)),
        graph.add(states.get(3), graph.sum(number(graph, reference.counts()), false, 0, 1)));
  }

  private static Value number(GraphBuilder graph, Value truth) {
    return graph.cast(truth, ElementType.F64);
  }

  private static Value total(GraphBuilder graph, Value truth) {
    return graph.reshape(graph.sum(number(graph, truth), false, 0, 1), Shape.of(ONE));
  }

  /** What holds {@code by} places further on along every axis but the first; behind the end no. */
  private static Value later(GraphBuilder graph, Value truth, long by) {
    Value moved = graph.cast(truth, ElementType.I32);
    int rank = truth.type().shape().rank();
    for (int axis = 1; axis < rank; axis++) {
      List<Dim> none = Collections.nCopies(rank, Dim.of(0));
      List<Dim> behind = new ArrayList<>(none);
      behind.set(axis, Dim.of(by));
      Dim length = truth.type().shape().dim(axis);
      moved = graph.slice(graph.pad(moved, none, behind, 0), axis, Dim.of(by), length);
    }
    return graph.equal(moved, graph.constant(1, ElementType.I32));
  }

  @Override
  public Value result(GraphBuilder graph, Arguments arguments, List<Value> states) {
    Value one = graph.constant(1, ElementType.F64);
    Value precision = graph.divide(states.get(0), graph.maximum(states.get(1), one));
    Value mean = graph.exp(graph.mean(graph.log(precision), false, 0));
    Value longer = graph.divide(states.get(3), graph.maximum(states.get(2), one));
    Value brevity = graph.exp(graph.minimum(graph.subtract(one, longer), graph.constant(0, ElementType.F64)));
    return graph.multiply(mean, brevity);
  }

  /** One side of a batch: its tokens and which of them count. */
  private static final class Text {
    private final GraphBuilder graph;
    private final Value tokens;
    private final Value counts;

    Text(GraphBuilder graph, Arguments arguments, String name) {
      this.graph = graph;
      this.tokens = graph.cast(arguments.tensor(name), ElementType.I64);
      Value ended = is(arguments.integer("end"));
      Value stops =
          graph.cast(graph.or(ended, is(arguments.integer("pad"))), ElementType.I32);
      Value stopped =
          graph
              .apply(
                  Primitive.CUMULATIVE_SUM,
                  Attributes.of("axis", 1L, "exclusive", false, "reverse", false),
                  List.of(stops))
              .get(0);
      Value open = graph.equal(stopped, graph.constant(0, ElementType.I32));
      this.counts = graph.and(open, graph.not(is(arguments.integer("begin"))));
    }

    private Value is(long token) {
      return graph.equal(tokens, graph.constant(token, ElementType.I64));
    }

    Value counts() {
      return counts;
    }

    /** [B, N, M]: whether a token here is the token there, and both count. */
    Value same(Text other) {
      Value equal =
          graph.equal(axis(tokens, 2), axis(other.tokens, 1));
      return graph.and(equal, graph.and(axis(counts, 2), axis(other.counts, 1)));
    }

    private Value axis(Value x, int at) {
      return graph.reshape(x, x.type().shape().insert(at, ONE));
    }

    /** [1, N, N]: 1 where the second place is not behind the first. */
    Value before() {
      Dim length = tokens.type().shape().dim(1);
      Value places = graph.range(length);
      Value rows = graph.reshape(places, Shape.of(ONE, length, ONE));
      Value columns = graph.reshape(places, Shape.of(ONE, ONE, length));
      return graph.cast(graph.lessEqual(columns, rows), ElementType.F64);
    }
  }
}
