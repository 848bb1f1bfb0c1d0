package org.netwright.frontend.check;

import java.util.Collection;
import org.netwright.frontend.resolve.ForeignWords;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.Shape;

/** The sentences about members, parts and subscripts (NW385, NW386). */
final class MemberMessages {
  private MemberMessages() {}

  static Diagnostic noMember(String name, Denotation target, Span span) {
    Diagnostic found = unknownMember(name, target, span);
    if (!(target instanceof Denotation.TensorDenotation)) {
      return found;
    } else if (name.equals("shape") || name.equals("size")) {
      return found.with(Hint.of("sizes are names of the signature, such as `(x: [B, N, C])`"));
    }
    return ForeignWords.name(name)
        .flatMap(ForeignWords.Word::ours)
        .map(ours -> found.with(Hint.of("it flows into a function: `x |> %s(…)`".formatted(ours))))
        .orElse(found);
  }

  private static Diagnostic unknownMember(String name, Denotation target, Span span) {
    return Diagnostic.error("NW385", span, "%s has no `%s`".formatted(Shown.kind(target), name));
  }

  static Diagnostic noPart(String name, String owner, Collection<String> parts, Span span) {
    if (parts.isEmpty()) {
      return Diagnostic.error(
              "NW385", span, "`%s` has no part or parameter `%s` yet".formatted(owner, name))
          .with(Hint.of("its parts are known once it has been applied"));
    }
    Diagnostic found =
        Diagnostic.error(
            "NW385", span, "`%s` has no part or parameter `%s`".formatted(owner, name));
    return found.with(
        NearMiss.of(name, parts)
            .map(n -> Hint.of("did you mean `" + n + "`?", new Edit(span, n)))
            .orElse(Hint.of("it has " + String.join(", ", parts))));
  }

  static Diagnostic noSubscript(Denotation target, Span span) {
    return Diagnostic.error(
        "NW386", span, "%s has no elements to take".formatted(Shown.kind(target)));
  }

  static Diagnostic oneIndex(Span span) {
    return Diagnostic.error("NW386", span, "a list takes one index");
  }

  static Diagnostic outsideList(String index, int size, Span span) {
    return Diagnostic.error(
        "NW386", span, "index %s lies outside a list of %d, counted from 0".formatted(index, size));
  }

  static Diagnostic tooManyIndices(int count, Shape shape, Span span) {
    return Diagnostic.error("NW386", span, "%d indices for a tensor %s".formatted(count, shape));
  }

  static Diagnostic negativeIndex(Dim index, Dim length, Span span) {
    return Diagnostic.error("NW386", span, "an index counts from 0, and is " + index)
        .with(Hint.of("the last is `%s`".formatted(length.minus(1))));
  }

  static Diagnostic tensorIndex(Span span) {
    return Diagnostic.error(
            "NW386", span, "a subscript is known when compiling, and this is a tensor")
        .with(Hint.of("`gather(x, index, axis)` picks by a tensor"));
  }
}
