package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sum of products over named indices, such as {@code bqhd,bkhd->bhqk}: one letter an axis. The
 * result is always written, and no letter stands twice in one operand or in the result.
 */
public record EinsumEquation(List<String> operands, String result) {
  public EinsumEquation {
    operands = List.copyOf(operands);
  }

  /** Reads an equation that the shape rule has accepted. */
  public static EinsumEquation of(String equation) {
    return parse(equation, new ShapeMessages(org.netwright.spi.graph.Primitive.EINSUM));
  }

  /** Reads an equation; empty where the shape rule will not accept it. */
  public static Optional<EinsumEquation> read(String equation) {
    try {
      return Optional.of(of(equation));
    } catch (ShapeMisfit wrong) {
      return Optional.empty();
    }
  }

  /** Whether it has two operands. */
  public boolean isPair() {
    return operands.size() == 2;
  }

  /** The product of the first two operands, with the letters that are still needed behind it. */
  public EinsumEquation pair() {
    return new EinsumEquation(operands.subList(0, 2), firstPair());
  }

  /** What is left once the product of the first two operands stands in their place. */
  public EinsumEquation rest() {
    List<String> letters = new ArrayList<>(List.of(firstPair()));
    letters.addAll(operands.subList(2, operands.size()));
    return new EinsumEquation(letters, result);
  }

  static EinsumEquation parse(String text, ShapeMessages say) {
    String equation = text.replace(" ", "");
    int arrow = equation.indexOf("->");
    if (arrow < 0) {
      throw say.equation(text, "has no result; write it behind ->");
    }
    String result = equation.substring(arrow + 2);
    List<String> operands = new ArrayList<>(List.of(equation.substring(0, arrow).split(",", -1)));
    for (String operand : operands) {
      demandLetters(text, operand, say);
    }
    demandLetters(text, result, say);
    for (int i = 0; i < result.length(); i++) {
      char letter = result.charAt(i);
      if (operands.stream().noneMatch(operand -> operand.indexOf(letter) >= 0)) {
        throw say.equation(text, "has index " + letter + " in the result and in no operand");
      }
    }
    return new EinsumEquation(operands, result);
  }

  private static void demandLetters(String equation, String indices, ShapeMessages say) {
    for (int i = 0; i < indices.length(); i++) {
      char letter = indices.charAt(i);
      if (!(letter >= 'a' && letter <= 'z' || letter >= 'A' && letter <= 'Z')) {
        throw say.equation(equation, "has '" + letter + "' where an index letter is expected");
      }
      if (indices.indexOf(letter) != i) {
        throw say.equation(equation, "has index " + letter + " twice in " + indices);
      }
    }
  }

  /** The letters of the first two operands that the other operands or the result still need. */
  private String firstPair() {
    StringBuilder kept = new StringBuilder();
    String later = String.join("", operands.subList(2, operands.size())) + result;
    String both = operands.get(0) + operands.get(1);
    for (int i = 0; i < both.length(); i++) {
      char letter = both.charAt(i);
      if (later.indexOf(letter) >= 0 && kept.indexOf(String.valueOf(letter)) < 0) {
        kept.append(letter);
      }
    }
    return kept.toString();
  }

  @Override
  public String toString() {
    return String.join(",", operands) + "->" + result;
  }
}
