package org.netwright.frontend.check;

import java.util.List;
import java.util.stream.Collectors;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.TensorType;

/** The sentences about slices, recomputation, rolled loops and switches (NW441 to NW449). */
final class LoopMessages {
  private LoopMessages() {}

  private static Diagnostic error(String code, Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  // ---- constructs with a block (NW441)

  static Diagnostic constructForm(String word, Span span) {
    String form =
        switch (word) {
          case "slice" -> "slice(g, axis = 1, shuffled = false) { … }";
          case "switch" -> "switch(index, [branch, branch])";
          default -> word + " { … }";
        };
    return error("NW441", span, "`%s` is written `%s`".formatted(word, form));
  }

  // ---- slice (NW442, NW443)

  static Diagnostic notDivisible(long length, long groups, TensorType type, int axis, Span span) {
    long below = length / groups * groups;
    String sizes = below == 0 ? "" + groups : below + " and " + (below + groups) + " would";
    String counts = divisors(length);
    return error(
            "NW442",
            span,
            "axis %d of %s has size %d, which does not divide into %d equal groups"
                .formatted(axis, type, length, groups))
        .with(
            Hint.of(
                below == 0
                    ? "the smallest size that does is %s; %d divides into %s"
                        .formatted(sizes, length, counts)
                    : "%s; %d divides into %s groups".formatted(sizes, length, counts)));
  }

  /** Numbers of groups into which a size divides, the larger ones left out when there are many. */
  private static String divisors(long length) {
    StringBuilder text = new StringBuilder();
    int found = 0;
    for (long d = 1; d <= Math.min(length, 4096) && found < 6; d++) {
      if (length % d == 0) {
        text.append(found++ == 0 ? "" : ", ").append(d);
      }
    }
    return text.append(found == 6 ? " …" : "").toString();
  }

  static String notDivisibleWhenRun(Dim length, Dim groups) {
    return "a slice cuts an axis of size %s into %s equal groups, and it does not divide"
        .formatted(length, groups);
  }

  static Diagnostic noGroups(Dim groups, Span span) {
    return error("NW442", span, "a slice has at least one group, and this asks for " + groups);
  }

  static Diagnostic noAxisToSlice(int axis, TensorType type, Span span) {
    return error(
        "NW443", span, "a slice along axis %d has no such axis in %s".formatted(axis, type));
  }

  static Diagnostic shuffledApart(Value one, Value other, Span span) {
    return error(
        "NW443",
        span,
        "a shuffled slice permutes all its tensors alike, and %s and %s differ in length"
            .formatted(one.type(), other.type()));
  }

  static Diagnostic notUndone(Dim length, TensorType result, int axis, Span span) {
    return error(
            "NW443",
            span,
            "the shuffle of a slice cannot be undone: the axis had size %s and axis %d of the result %s has %s"
                .formatted(length, axis, result, result.shape().dim(axis)))
        .with(Hint.of("the block of a shuffled slice keeps the length of the axis"));
  }

  // ---- rolled loops (NW445 to NW447)

  static Diagnostic freshInRolled(Span span) {
    return error(
            "NW445",
            span,
            "`fresh` makes one for each iteration, and a rolled loop has no number of iterations"
                + " when parameters are made")
        .with(Hint.of("without `fresh` all iterations share it"));
  }

  static Diagnostic rolledShape(Denotation given, Denotation result, Span span) {
    return error(
            "NW446",
            span,
            "a rolled loop keeps the type of what flows: an iteration gets %s and gives %s"
                .formatted(Shown.value(given), Shown.value(result)))
        .with(
            Hint.of("`cast` changes an element type; what the loop starts with decides the types"));
  }

  static Diagnostic rolledCount(Denotation count, Span span) {
    return error(
        "NW447",
        span,
        "a rolled loop runs a whole number of times, an int or a scalar tensor of a whole number,"
            + " and this is "
            + Shown.kind(count));
  }

  static Diagnostic rolledUntil(Denotation until, Span span) {
    Diagnostic found =
        error(
            "NW447",
            span,
            "`until` asks one question, a bool or a scalar bool[], and this is "
                + Shown.kind(until));
    boolean answers =
        until instanceof Denotation.TensorDenotation tensor
            && tensor.value().type().element() == ElementType.BOOL;
    return answers ? found.with(Hint.of("`all(…)` or `any(…)` makes one answer of many")) : found;
  }

  static Diagnostic untilOfUnrolled(Span span) {
    return error(
            "NW447",
            span,
            "only a rolled loop can end early: its iterations run, the others are written out")
        .with(Hint.of("write `rolled recur`, or leave `until` out"));
  }

  // ---- switch (NW448)

  static Diagnostic noBranch(long index, int branches, Span span) {
    return error(
        "NW448", span, "a switch of %d branches has no branch %d".formatted(branches, index));
  }

  static Diagnostic unlikeBranches(List<Denotation> branches, Span span) {
    String shown =
        branches.stream().map(Shown::value).distinct().collect(Collectors.joining(" and "));
    return error("NW448", span, "the branches of a switch have one type, and these are " + shown);
  }

  static Diagnostic indexApart(TensorType index, TensorType branch, Span span) {
    return error(
            "NW448",
            span,
            "an index of a switch picks along the first axes of its branches, and %s does not begin as %s does"
                .formatted(branch, index))
        .with(Hint.of("a scalar index picks one branch for all"));
  }
}
