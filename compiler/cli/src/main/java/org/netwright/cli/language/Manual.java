package org.netwright.cli.language;

import java.util.Optional;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.source.Span;

/** What is said about a declaration: its head as it is written, and the text above it. */
final class Manual {
  private Manual() {}

  /** Markdown. */
  static String of(Symbol symbol, LiveFile file) {
    String doc = doc(symbol.declaration());
    return "```net\n" + head(symbol, file) + "\n```" + (doc.isEmpty() ? "" : "\n\n" + doc);
  }

  /** The declaration without its body. */
  static String head(Symbol symbol, LiveFile file) {
    Declaration declaration = symbol.declaration();
    String text = file.program().texts().get(declaration.span().file());
    Span whole = file.place(declaration.span());
    if (text == null || !whole.exists()) {
      return symbol.kindWord() + " " + symbol.name();
    }
    Document document = new Document("", declaration.span().file(), text);
    int from = document.offset(Document.range(whole).getStart());
    int to =
        body(declaration)
            .map(block -> document.offset(Document.range(file.place(block.span())).getStart()))
            .orElse(document.offset(Document.range(whole).getEnd()));
    return text.substring(from, Math.max(from, to)).strip();
  }

  private static Optional<Block> body(Declaration declaration) {
    if (declaration instanceof Declaration.Layer layer) {
      return Optional.of(layer.body());
    } else if (declaration instanceof Declaration.Fn fn) {
      return Optional.of(fn.body());
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return Optional.of(quantizer.body());
    } else if (declaration instanceof Declaration.Metric metric) {
      return Optional.of(metric.body());
    } else if (declaration instanceof Declaration.Recipe recipe) {
      return Optional.of(recipe.body());
    } else if (declaration instanceof Declaration.Sweep sweep) {
      return Optional.of(sweep.body());
    }
    return Optional.empty();
  }

  static String doc(Declaration declaration) {
    if (declaration instanceof Declaration.Const constant) {
      return constant.doc();
    } else if (declaration instanceof Declaration.Fn fn) {
      return fn.doc();
    } else if (declaration instanceof Declaration.Layer layer) {
      return layer.doc();
    } else if (declaration instanceof Declaration.Preset preset) {
      return preset.doc();
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return quantizer.doc();
    } else if (declaration instanceof Declaration.Metric metric) {
      return metric.doc();
    } else if (declaration instanceof Declaration.Data data) {
      return data.doc();
    } else if (declaration instanceof Declaration.Recipe recipe) {
      return recipe.doc();
    } else if (declaration instanceof Declaration.Sweep sweep) {
      return sweep.doc();
    } else if (declaration instanceof Declaration.External external) {
      return external.doc();
    }
    return "";
  }
}
