package org.netwright.frontend.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Value;

/**
 * The way back through a scan is a scan in the other direction. Each of its iterations makes one
 * iteration of the way there again from what flowed into it, and differentiates that: gradients of
 * what flows go on flowing, those of what comes from outside are summed up, those of parts are
 * gathered. So the memory of the whole is what flows between iterations, and the work of one.
 */
final class ScanPullback {
  private final Adjoint at;
  private final Op op;
  private final LoopBody body;
  private final StepBuilder graph;
  private final StepBuilder inside;
  private final int flowing;
  private final int parts;
  private final List<Integer> floats = new ArrayList<>();
  private final List<Integer> wantedParts = new ArrayList<>();
  private final List<Integer> wantedOutside = new ArrayList<>();
  private final Map<Value, Value> copies = new HashMap<>();

  ScanPullback(Adjoint at) {
    this.at = at;
    this.op = at.op();
    this.body = op.attributes().body("body");
    this.graph = at.graph();
    this.inside = graph.iteration();
    this.flowing = (int) op.attributes().integer("flowing");
    this.parts = (int) op.attributes().integer("parts");
    for (int i = 0; i < op.operands().size(); i++) {
      if (i < flowing) {
        if (op.operand(i).type().element().isFloat()) {
          floats.add(i);
        }
      } else if (at.wants(i)) {
        (i < flowing + parts ? wantedParts : wantedOutside).add(i);
      }
    }
  }

  void pull() {
    List<Value> start = new ArrayList<>();
    Map<Integer, Value> slopes = new LinkedHashMap<>();
    for (int i : floats) {
      slopes.put(i, inside.parameter(op.operand(i).type()));
      start.add(at.gradient(i).orElseGet(() -> graph.zerosLike(op.operand(i))));
    }
    Map<Integer, Value> sums = new LinkedHashMap<>();
    for (int i : wantedOutside) {
      sums.put(i, inside.parameter(op.operand(i).type()));
      start.add(graph.zerosLike(op.operand(i)));
    }
    List<Value> given = given();
    Map<Integer, Value> gathered = gradientsOfGathered(given);
    int first = inside.nextId();
    body.ops().forEach(this::again);
    Sweep sweep =
        new Sweep(inside, List.copyOf(inside.ops().subList(first, inside.nextId())), targets());
    slopes.forEach((i, slope) -> seed(sweep, i, slope));
    gathered.forEach((i, slope) -> seed(sweep, i, slope));
    Map<Value, Value> found = sweep.run();
    List<Value> next = new ArrayList<>();
    floats.forEach(i -> next.add(gradientOf(found, i)));
    sums.forEach(
        (i, sum) ->
            next.add(
                Optional.ofNullable(found.get(copy(i))).map(g -> inside.add(sum, g)).orElse(sum)));
    List<Value> ofParts = wantedParts.stream().map(i -> gradientOf(found, i)).toList();
    boolean reverse = !op.attributes().flag("reverse");
    List<Value> results =
        graph.scan(op.attributes().integer("count"), reverse, start, given, inside, next, ofParts);
    int result = 0;
    for (List<Integer> operands : List.of(floats, wantedOutside, wantedParts)) {
      for (int i : operands) {
        Value gradient = results.get(result++);
        at.give(i, () -> gradient);
      }
    }
  }

  /** What each iteration gets a part of: what flowed into it, and its parts of the way there. */
  private List<Value> given() {
    List<Value> given = new ArrayList<>();
    int total = op.results().size();
    copies.put(body.index(), inside.parameters().get(0));
    for (int i = 0; i < flowing + parts; i++) {
      Value parameter = body.parameters().get(1 + i);
      copies.put(parameter, inside.parameter(parameter.type()));
      given.add(i < flowing ? op.results().get(total - flowing + i) : op.operand(i));
    }
    for (int i = flowing + parts; i < op.operands().size(); i++) {
      copies.put(body.parameters().get(1 + i), inside.own(op.operand(i)));
    }
    return given;
  }

  private Map<Integer, Value> gradientsOfGathered(List<Value> given) {
    Map<Integer, Value> gathered = new LinkedHashMap<>();
    for (int i = flowing; i < op.results().size(); i++) {
      Optional<Value> gradient = at.gradient(i);
      if (gradient.isPresent()) {
        gathered.put(i, inside.parameter(body.results().get(i).type()));
        given.add(gradient.get());
      }
    }
    return gathered;
  }

  private void again(Op inner) {
    if (copies.keySet().containsAll(inner.results())) {
      return; // a parameter
    }
    List<Value> operands = inner.operands().stream().map(this::copy).toList();
    List<Value> results =
        inside.inRegion(
            inner.region(),
            () -> inside.within(inner.origin().asBackward(), () -> inside.repeat(inner, operands)));
    for (int i = 0; i < results.size(); i++) {
      copies.put(inner.results().get(i), results.get(i));
    }
  }

  private Value copy(Value value) {
    Value copy = copies.get(value);
    if (copy == null) {
      throw new IllegalStateException(value + " must be made before it is used");
    }
    return copy;
  }

  /** What stands inside for an operand of the scan. */
  private Value copy(int operand) {
    return copy(body.parameters().get(1 + operand));
  }

  private List<Value> targets() {
    List<Value> targets = new ArrayList<>();
    for (List<Integer> operands : List.of(floats, wantedParts, wantedOutside)) {
      operands.forEach(i -> targets.add(copy(i)));
    }
    return targets;
  }

  private void seed(Sweep sweep, int result, Value slope) {
    Value copy = copy(body.results().get(result));
    if (sweep.carries(copy)) {
      sweep.add(copy, slope);
    }
  }

  private Value gradientOf(Map<Value, Value> found, int operand) {
    Value gradient = found.get(copy(operand));
    return gradient == null ? inside.zerosLike(copy(operand)) : gradient;
  }
}
