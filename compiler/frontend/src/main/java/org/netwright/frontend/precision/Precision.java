package org.netwright.frontend.precision;

import java.util.Locale;
import java.util.Optional;
import org.netwright.frontend.program.RecipeProgram;

/** The numbers that the steps of a training are computed in; what it keeps is f32 in each. */
public enum Precision {
  /** As the program says. */
  F32,
  /** Contractions and what lies between them in bf16, see {@link PrecisionTable}. */
  BF16;

  /** The recipe with its training steps in this precision; evaluations stay as they are. */
  public RecipeProgram of(RecipeProgram recipe) {
    return this == F32 ? recipe : recipe.withTrainingSteps(MixedPrecision::of);
  }

  public static Optional<Precision> named(String name) {
    for (Precision precision : values()) {
      if (precision.toString().equals(name)) {
        return Optional.of(precision);
      }
    }
    return Optional.empty();
  }

  /** The name in small letters, as the command line takes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
