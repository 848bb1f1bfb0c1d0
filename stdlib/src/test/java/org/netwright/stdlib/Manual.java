package org.netwright.stdlib;

import org.netwright.frontend.syntax.Declaration;

/** The name and the doc comment of a declaration of a library unit. */
final class Manual {
  private Manual() {}

  static String of(Declaration declaration) {
    if (declaration instanceof Declaration.Layer layer) {
      return layer.doc();
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return quantizer.doc();
    } else if (declaration instanceof Declaration.Fn fn) {
      return fn.doc();
    } else if (declaration instanceof Declaration.External external) {
      return external.doc();
    } else if (declaration instanceof Declaration.Const constant) {
      return constant.doc();
    } else if (declaration instanceof Declaration.Metric metric) {
      return metric.doc();
    }
    throw new IllegalArgumentException("a library unit holds no " + declaration.getClass());
  }

  static String name(Declaration declaration) {
    if (declaration instanceof Declaration.Layer layer) {
      return layer.name().text();
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return quantizer.name().text();
    } else if (declaration instanceof Declaration.Fn fn) {
      return fn.name().text();
    } else if (declaration instanceof Declaration.External external) {
      return external.name().text();
    } else if (declaration instanceof Declaration.Const constant) {
      return constant.name().text();
    } else if (declaration instanceof Declaration.Metric metric) {
      return metric.name().text();
    }
    throw new IllegalArgumentException("a library unit holds no " + declaration.getClass());
  }
}
