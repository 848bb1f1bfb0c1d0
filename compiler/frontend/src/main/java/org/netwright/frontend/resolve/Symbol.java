package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Set;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.source.Span;

/** A declared name. Two symbols are the same only if they are one object. */
public final class Symbol {
  private static final Set<String> OWNING_KINDS = Set.of("layer", "quantizer");

  private final String name;
  private final Declaration declaration;
  private final Unit unit;
  private final Span place;

  Symbol(String name, Declaration declaration, Unit unit, Span place) {
    this.name = name;
    this.declaration = declaration;
    this.unit = unit;
    this.place = place;
  }

  public String name() {
    return name;
  }

  public Declaration declaration() {
    return declaration;
  }

  public Unit unit() {
    return unit;
  }

  /** The name in the declaration. */
  public Span place() {
    return place;
  }

  /** Whether calling it builds something that may own parameters. */
  public boolean isConstructor() {
    return declaration instanceof Declaration.Layer
        || declaration instanceof Declaration.Preset
        || declaration instanceof Declaration.Quantizer
        || declaration instanceof Declaration.External external
            && OWNING_KINDS.contains(external.kind().text());
  }

  public boolean isConstant() {
    return declaration instanceof Declaration.Const;
  }

  /**
   * Whether it is visible in every file: functions, losses, metrics, optimizers, schedules,
   * initializers, sources; layers and constants are not (definitions C24).
   */
  public boolean isVisibleEverywhere() {
    if (unit.isProject()) {
      return false;
    }
    return declaration instanceof Declaration.Fn
        || declaration instanceof Declaration.Metric
        || declaration instanceof Declaration.Data
        || declaration instanceof Declaration.External && !isConstructor();
  }

  /** What a reader calls the thing: {@code layer}, {@code optimizer}. */
  public String kindWord() {
    if (declaration instanceof Declaration.External external) {
      return external.kind().text().equals("fn") ? "function" : external.kind().text();
    } else if (declaration instanceof Declaration.Layer layer) {
      return layer.model() ? "model" : "layer";
    } else if (declaration instanceof Declaration.Preset preset) {
      return preset.model() ? "model" : "layer";
    } else if (declaration instanceof Declaration.Fn) {
      return "function";
    } else if (declaration instanceof Declaration.Const) {
      return "constant";
    }
    return declaration.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** The first parameter list: hyperparameters of what is built, arguments of a function. */
  public List<Declaration.Parameter> parameters() {
    if (declaration instanceof Declaration.Layer layer) {
      return layer.hyperparameters();
    } else if (declaration instanceof Declaration.Quantizer quantizer) {
      return quantizer.hyperparameters();
    } else if (declaration instanceof Declaration.External external) {
      return external.parameters();
    } else if (declaration instanceof Declaration.Fn fn) {
      return fn.parameters();
    } else if (declaration instanceof Declaration.Metric metric) {
      return metric.parameters();
    } else if (declaration instanceof Declaration.Recipe recipe) {
      return recipe.parameters();
    }
    return List.of();
  }

  @Override
  public String toString() {
    return name;
  }
}
