package org.netwright.spi.definition;

/**
 * A tensor that an optimizer keeps beside each parameter, of the parameter's type and shape, filled
 * at the start.
 */
public record Slot(String name, double initial) {
  public static Slot zeros(String name) {
    return new Slot(name, 0);
  }
}
