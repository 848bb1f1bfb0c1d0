package org.netwright.spi.definition;

import org.netwright.spi.type.Dim;

/**
 * A length of training: so many epochs or so many steps. An int never converts (definitions C13).
 */
public record Duration(double amount, Unit unit) {
  /** What a duration is counted in. */
  public enum Unit {
    EPOCHS,
    STEPS
  }

  @Override
  public String toString() {
    String number =
        amount == Math.rint(amount) ? Dim.of((long) amount).toString() : Double.toString(amount);
    String word = unit == Unit.EPOCHS ? "epoch" : "step";
    return number + " " + word + (amount == 1 ? "" : "s");
  }
}
