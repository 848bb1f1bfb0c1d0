package org.netwright.frontend.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about what a command's argument names among the plugins (NW657). */
final class NamedCallMessages {
  private NamedCallMessages() {}

  /**
   * Nothing of the kind has this name.
   *
   * @param other what the name means instead, if anything
   */
  static Diagnostic unknown(
      String kind, String name, Optional<Symbol> other, Collection<String> known, Span span) {
    String found =
        other
            .map(symbol -> "`" + name + "` is " + article(symbol.kindWord()) + ", no " + kind)
            .orElse("no plugin here has " + article(kind) + " `" + name + "`");
    String way =
        NearMiss.of(name, known)
            .map(near -> "did you mean `" + near + "`?")
            .orElse(
                known.isEmpty()
                    ? "no loaded plugin declares one; `netwright plugin list` shows what they have"
                    : "there are " + String.join(", ", known));
    return Diagnostic.error("NW657", span, found).with(Hint.of(way));
  }

  static Diagnostic several(String kind, String name, List<Symbol> found, Span span) {
    String names =
        found.stream()
            .map(symbol -> "`" + symbol.unit().name() + "." + symbol.name() + "`")
            .collect(Collectors.joining(" or "));
    return Diagnostic.error(
            "NW657", span, "several plugins have " + article(kind) + " `" + name + "`")
        .with(Hint.of("say which: " + names));
  }

  static Diagnostic noName(String kind, String option, Span span) {
    return Diagnostic.error(
            "NW657", span, "%s names %s by its name".formatted(option, article(kind)))
        .with(Hint.of("such as `%s NAME` or `%s 'NAME(option = 1)'`".formatted(option, option)));
  }

  private static String article(String word) {
    return ("aeio".indexOf(word.charAt(0)) >= 0 ? "an " : "a ") + word;
  }
}
