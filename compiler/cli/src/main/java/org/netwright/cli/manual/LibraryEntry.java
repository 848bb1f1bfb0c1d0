package org.netwright.cli.manual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.source.Span;

/**
 * A declaration of a library unit or plugin header as the manual shows it.
 *
 * @param kind {@code layer}, {@code fn}, {@code optimizer} …
 * @param signature the declaration without its body, as it is written
 * @param doc its doc comment, markdown
 */
public record LibraryEntry(String kind, String name, String signature, String doc) {
  /** The declarations of a text, in its order. */
  public static List<LibraryEntry> of(String file, String text) {
    List<LibraryEntry> entries = new ArrayList<>();
    for (Declaration declaration : Parser.parse(file, text, Limits.DEFAULT).unit().declarations()) {
      entry(declaration, text).ifPresent(entries::add);
    }
    return entries;
  }

  private static Optional<LibraryEntry> entry(Declaration declaration, String text) {
    if (declaration instanceof Declaration.Layer layer) {
      return Optional.of(
          new LibraryEntry(
              layer.model() ? "model" : "layer",
              layer.name().text(),
              between(text, layer.span(), layer.body().span()),
              layer.doc()));
    } else if (declaration instanceof Declaration.Fn fn) {
      return Optional.of(
          new LibraryEntry(
              "fn", fn.name().text(), between(text, fn.span(), fn.body().span()), fn.doc()));
    } else if (declaration instanceof Declaration.Metric metric) {
      return Optional.of(
          new LibraryEntry(
              "metric",
              metric.name().text(),
              between(text, metric.span(), metric.body().span()),
              metric.doc()));
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return Optional.of(
          new LibraryEntry(
              "quantizer",
              quantizer.name().text(),
              between(text, quantizer.span(), quantizer.body().span()),
              quantizer.doc()));
    } else if (declaration instanceof Declaration.External external) {
      return Optional.of(
          new LibraryEntry(
              external.kind().text(),
              external.name().text(),
              whole(text, external.span()),
              external.doc()));
    } else if (declaration instanceof Declaration.Const constant) {
      return Optional.of(
          new LibraryEntry(
              "const", constant.name().text(), whole(text, constant.span()), constant.doc()));
    }
    return Optional.empty();
  }

  private static String between(String text, Span whole, Span body) {
    return text.substring(
            offset(text, whole.line(), whole.column()), offset(text, body.line(), body.column()))
        .strip();
  }

  private static String whole(String text, Span span) {
    return text.substring(
            offset(text, span.line(), span.column()),
            offset(text, span.endLine(), span.endColumn()))
        .strip();
  }

  private static int offset(String text, int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return Math.min(text.length(), start + column - 1);
  }
}
