package org.netwright.stdlib;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Numbers in row order under a shape, for computing by hand what a layer should give. */
record Array(int[] shape, double[] numbers) {
  Array {
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (numbers.length != size) {
      throw new IllegalArgumentException(
          numbers.length + " numbers do not fill " + Arrays.toString(shape));
    }
  }

  static Array zeros(int... shape) {
    return new Array(shape, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
  }

  static Array of(int[] shape, double... numbers) {
    return new Array(shape, numbers);
  }

  /** A vector. */
  static Array of(double... numbers) {
    return new Array(new int[] {numbers.length}, numbers);
  }

  /** Normal draws, as f32 holds them. */
  static Array random(long seed, int... shape) {
    Random random = new Random(seed);
    Array array = zeros(shape);
    Arrays.setAll(array.numbers, i -> (float) random.nextGaussian());
    return array;
  }

  /** The whole numbers from 0 in row order. */
  static Array counting(int... shape) {
    Array array = zeros(shape);
    Arrays.setAll(array.numbers, i -> i);
    return array;
  }

  /** Every element computed from its index. */
  static Array computed(ToDoubleFunction<int[]> element, int... shape) {
    Array array = zeros(shape);
    int[] index = new int[shape.length];
    for (int i = 0; i < array.numbers.length; i++) {
      array.numbers[i] = element.applyAsDouble(index.clone());
      for (int axis = shape.length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--) {
        index[axis] = 0;
      }
    }
    return array;
  }

  double at(int... index) {
    return numbers[offset(index)];
  }

  /** The element, or 0 outside. */
  double padded(int... index) {
    for (int axis = 0; axis < index.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape[axis]) {
        return 0;
      }
    }
    return at(index);
  }

  void add(double number, int... index) {
    numbers[offset(index)] += number;
  }

  int size(int axis) {
    return shape[axis];
  }

  private int offset(int... index) {
    int offset = 0;
    for (int axis = 0; axis < index.length; axis++) {
      offset = offset * shape[axis] + index[axis];
    }
    return offset;
  }
}
