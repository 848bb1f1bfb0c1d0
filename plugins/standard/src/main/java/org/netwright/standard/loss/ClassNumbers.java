package org.netwright.standard.loss;

import org.netwright.spi.definition.Arguments;
import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;

/** Class numbers beside logits: the same shape without the last axis, whole numbers from 0. */
public final class ClassNumbers {
  private ClassNumbers() {}

  /**
   * The class numbers as i64, once each is known to lie in 0 … K − 1; the step ends if one does
   * not.
   */
  public static Value checked(GraphBuilder graph, Value logits, Value label) {
    Dim classes = logits.type().shape().dim(-1);
    Value number = graph.cast(label, ElementType.I64);
    Value count = graph.cast(graph.size(classes), ElementType.I64);
    Value inside =
        graph.and(
            graph.lessEqual(graph.constant(0, ElementType.I64), number), graph.less(number, count));
    String message =
        "a label lies outside 0 … "
            + classes.minus(1)
            + ", the numbers of the "
            + classes
            + " classes that the logits have";
    return graph.check(number, inside, message);
  }

  /** From each row along the last axis the element of its class. */
  public static Value pick(GraphBuilder graph, Value rows, Value label) {
    int last = rows.type().shape().rank() - 1;
    return graph.gather(rows, label, last, last);
  }

  /** Whether a label has the form of class numbers; a label of neither form is an error. */
  static boolean fit(Arguments arguments, Value logits, Value label) {
    Shape rows = logits.type().shape();
    if (label.type().shape().equals(rows.without(-1))) {
      if (!label.type().element().isInteger()) {
        throw arguments.error(
            "class numbers are whole numbers, but `label` is " + label.type(),
            "cast it: `cast(label, i64)`, or give a distribution of the shape " + rows);
      }
      return true;
    }
    if (label.type().shape().equals(rows) && label.type().element().isNumber()) {
      return false;
    }
    if (label.type().shape().rank() == rows.rank() + 1 && label.type().element().isFloat()) {
      throw arguments.error(
          "`logits` is " + logits.type() + " and `label` is " + label.type(),
          "they seem to be swapped: the logits come first");
    }
    throw arguments.error(
        "`label` is " + label.type() + ", which fits no logits of the shape " + rows,
        "give class numbers of the shape "
            + rows.without(-1)
            + ", or a distribution of the shape "
            + rows);
  }
}
