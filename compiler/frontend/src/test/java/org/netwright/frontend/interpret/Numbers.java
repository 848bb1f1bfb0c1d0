package org.netwright.frontend.interpret;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** An array of doubles with a shape, in row order. Bools are 0 and 1. */
public record Numbers(int[] shape, double[] values) {
  public static int count(int[] shape) {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  public static Numbers scalar(double value) {
    return new Numbers(new int[0], new double[] {value});
  }

  /** An array whose elements are a function of their position. */
  public static Numbers of(int[] shape, ToDoubleFunction<int[]> element) {
    double[] values = new double[count(shape)];
    int[] at = new int[shape.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = element.applyAsDouble(at);
      step(at, shape);
    }
    return new Numbers(shape, values);
  }

  /** Moves a position to the next one in row order. */
  public static void step(int[] at, int[] shape) {
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      if (++at[axis] < shape[axis]) {
        return;
      }
      at[axis] = 0;
    }
  }

  public int rank() {
    return shape.length;
  }

  public int index(int... at) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      index = index * shape[axis] + at[axis];
    }
    return index;
  }

  public double at(int... at) {
    return values[index(at)];
  }

  public void add(double value, int... at) {
    values[index(at)] += value;
  }

  /** The element that stands at a position of a larger shape when this is broadcast to it. */
  public double broadcastAt(int[] at) {
    int index = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      int here = shape[axis] == 1 ? 0 : at[axis + at.length - shape.length];
      index = index * shape[axis] + here;
    }
    return values[index];
  }

  public Numbers map(DoubleUnaryOperator f) {
    return new Numbers(shape, Arrays.stream(values).map(f).toArray());
  }

  public static Numbers zip(int[] shape, Numbers a, Numbers b, DoubleBinaryOperator f) {
    return of(shape, at -> f.applyAsDouble(a.broadcastAt(at), b.broadcastAt(at)));
  }

  public static Numbers zeros(int[] shape) {
    return new Numbers(shape, new double[count(shape)]);
  }

  @Override
  public String toString() {
    return Arrays.toString(shape) + Arrays.toString(values);
  }
}
