package org.netwright.frontend.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.StepGraph.Clock;
import org.netwright.spi.graph.Value;

/** The learning rate of a training over its steps, worked out from the step's own graph. */
public record RateCurve(List<Point> points) {
  public RateCurve {
    points = List.copyOf(points);
  }

  /**
   * The rate in a step.
   *
   * @param step from 0
   */
  public record Point(long step, double rate) {}

  /**
   * The curve at some steps, the first and the last among them.
   *
   * @param batches in an epoch
   * @param steps in all
   * @param most how many points are wanted at most
   * @return empty when the rate follows more than the clock
   */
  public static Optional<RateCurve> of(
      StepGraph step, String output, long batches, long steps, int most) {
    Value rate = step.outputs().get(output);
    if (rate == null || steps < 1) {
      return Optional.empty();
    }
    List<Point> points = new ArrayList<>();
    for (long at : sampled(steps, most)) {
      Map<String, Double> clock =
          Map.of(
              Clock.STEP,
              (double) at,
              Clock.EPOCH,
              Math.floor((double) at / batches),
              Clock.STEPS,
              (double) steps,
              Clock.EPOCHS,
              (double) steps / batches);
      Optional<Double> value = new ScalarValues(clock).of(rate);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      points.add(new Point(at, value.get()));
    }
    return Optional.of(new RateCurve(points));
  }

  private static TreeSet<Long> sampled(long steps, int most) {
    TreeSet<Long> sampled = new TreeSet<>();
    int count = (int) Math.min(most, steps);
    for (int i = 0; i < count; i++) {
      sampled.add(count == 1 ? 0 : Math.round((double) i * (steps - 1) / (count - 1)));
    }
    return sampled;
  }

  public double largest() {
    return points.stream().mapToDouble(Point::rate).max().orElse(0);
  }

  public Point last() {
    return points.get(points.size() - 1);
  }

  /** What looks like a mistake, in sentences. */
  public List<String> mistakes() {
    List<String> mistakes = new ArrayList<>();
    double top = largest();
    if (!(top > 0)) {
      mistakes.add("the learning rate is never above 0, so nothing is learnt");
      return mistakes;
    }
    firstForever(0)
        .ifPresent(
            step ->
                mistakes.add(
                    "the learning rate is 0 from step "
                        + step
                        + " on: the schedule is shorter than the training"));
    if (points.size() > 2 && last().rate() == top && points.get(points.size() - 2).rate() < top) {
      mistakes.add(
          "the learning rate still rises in the last step: the warm-up is as long as the training,"
              + " or longer");
    }
    return mistakes;
  }

  /** The first sampled step from which on the rate keeps a value, but for the last step alone. */
  private Optional<Long> firstForever(double rate) {
    int at = points.size();
    while (at > 0 && points.get(at - 1).rate() == rate) {
      at--;
    }
    return at < points.size() - 1 ? Optional.of(points.get(at).step()) : Optional.empty();
  }
}
