package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.frontend.parse.Stretch;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** A declared name. Two symbols are the same only if they are one object. */
public final class Symbol {
  private static final Set<String> CONSTRUCTORS = Set.of("layer", "model", "quantizer");

  /** What belongs to the file it stands in, whoever declares it. */
  private static final Set<String> OF_ONE_FILE = Set.of("const", "recipe", "sweep");

  private final String name;
  private final String kind;
  private final Supplier<Declaration> declaration;
  private final Unit unit;
  private final Span place;

  /**
   * @param head what the text calls it: the word of its declaration, behind {@code external} the
   *     next, and its name
   * @param declaration gives the same one each time
   */
  Symbol(Stretch.Head head, Supplier<Declaration> declaration, Unit unit) {
    this.name = head.name().text();
    this.kind = head.kind();
    this.declaration = declaration;
    this.unit = unit;
    this.place = head.name().span();
  }

  public String name() {
    return name;
  }

  /**
   * What was declared; of the library, read when it is first asked for.
   *
   * @throws DiagnosticException when its text is not in order
   */
  public Declaration declaration() {
    return declaration.get();
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
    return CONSTRUCTORS.contains(kind);
  }

  public boolean isConstant() {
    return kind.equals("const");
  }

  /**
   * Whether it is visible in every file: functions, losses, metrics, optimizers, schedules,
   * initializers, sources; layers and constants are not (definitions C24).
   */
  public boolean isVisibleEverywhere() {
    return !unit.isProject() && !isConstructor() && !OF_ONE_FILE.contains(kind);
  }

  /** What a reader calls the thing: {@code layer}, {@code optimizer}. */
  public String kindWord() {
    return switch (kind) {
      case "fn" -> "function";
      case "const" -> "constant";
      default -> kind;
    };
  }

  /** The first parameter list: hyperparameters of what is built, arguments of a function. */
  public List<Declaration.Parameter> parameters() {
    Declaration declaration = declaration();
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
