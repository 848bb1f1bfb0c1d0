package org.netwright.frontend.interpret;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.netwright.frontend.graph.EinsumEquation;
import org.netwright.spi.graph.Op;
import org.netwright.spi.graph.Primitive;

/** What matrix products and sums of products compute. */
final class ContractionMeaning {
  private ContractionMeaning() {}

  static Numbers of(GraphInterpreter run, Op op) {
    return op.primitive() == Primitive.MATMUL ? matmul(run, op) : einsum(run, op);
  }

  private static Numbers matmul(GraphInterpreter run, Op op) {
    Numbers a = matrices(run.x(op, 0), op.attributes().flag("transpose_a"));
    Numbers b = matrices(run.x(op, 1), op.attributes().flag("transpose_b"));
    int inner = a.shape()[a.rank() - 1];
    return Numbers.of(
        run.shape(op),
        at -> {
          double sum = 0;
          int[] left = at.clone();
          int[] right = at.clone();
          for (int k = 0; k < inner; k++) {
            left[at.length - 1] = k;
            right[at.length - 2] = k;
            sum += a.broadcastAt(left) * b.broadcastAt(right);
          }
          return sum;
        });
  }

  private static Numbers matrices(Numbers x, boolean transposed) {
    if (!transposed) {
      return x;
    }
    int[] shape = swapLast(x.shape());
    return Numbers.of(shape, at -> x.at(swapLast(at)));
  }

  private static int[] swapLast(int[] at) {
    int[] swapped = at.clone();
    swapped[at.length - 1] = at[at.length - 2];
    swapped[at.length - 2] = at[at.length - 1];
    return swapped;
  }

  private static Numbers einsum(GraphInterpreter run, Op op) {
    EinsumEquation equation = EinsumEquation.of(op.attributes().text("equation"));
    Map<Character, Integer> sizes = new HashMap<>();
    StringBuilder letters = new StringBuilder(equation.result());
    for (int i = 0; i < op.operands().size(); i++) {
      String axes = equation.operands().get(i);
      for (int axis = 0; axis < axes.length(); axis++) {
        sizes.put(axes.charAt(axis), run.x(op, i).shape()[axis]);
        if (letters.indexOf(axes.substring(axis, axis + 1)) < 0) {
          letters.append(axes.charAt(axis));
        }
      }
    }
    String all = letters.toString();
    int[] full = all.chars().map(c -> sizes.get((char) c)).toArray();
    Numbers result = Numbers.zeros(run.shape(op));
    int[] at = new int[full.length];
    for (int i = 0; i < Numbers.count(full); i++) {
      double product = 1;
      for (int operand = 0; operand < op.operands().size(); operand++) {
        product *= run.x(op, operand).at(pick(all, at, equation.operands().get(operand)));
      }
      result.add(product, Arrays.copyOf(at, result.rank()));
      Numbers.step(at, full);
    }
    return result;
  }

  private static int[] pick(String all, int[] at, String letters) {
    return letters.chars().map(c -> at[all.indexOf(c)]).toArray();
  }
}
