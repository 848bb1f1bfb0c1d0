package org.netwright.spi.type;

import java.util.Locale;
import java.util.Optional;

/**
 * What one element of a tensor is. The language writes the names in small letters, but {@link
 * #BF16}, which no program names: it is what a training in mixed precision makes of f32.
 */
public enum ElementType {
  BOOL(1),
  U8(1),
  I32(4),
  I64(8),
  /** The upper half of an f32: its range, and 8 bits of its significand. */
  BF16(2),
  F32(4),
  F64(8);

  private final int bytes;
  private final String written;

  ElementType(int bytes) {
    this.bytes = bytes;
    this.written = name().toLowerCase(Locale.ROOT);
  }

  /** Bytes one element takes in memory. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloat() {
    return this == BF16 || this == F32 || this == F64;
  }

  /** Whether a program can name it. */
  public boolean isWritten() {
    return this != BF16;
  }

  public boolean isInteger() {
    return this == U8 || this == I32 || this == I64;
  }

  public boolean isNumber() {
    return this != BOOL;
  }

  /**
   * The type that both sides of an operation take (definitions C26): u8 → i32 → i64, integers → f32
   * → f64. Empty when one is bool and the other is not.
   */
  public Optional<ElementType> widened(ElementType other) {
    if (this == other) {
      return Optional.of(this);
    }
    if (this == BOOL || other == BOOL) {
      return Optional.empty();
    }
    return Optional.of(compareTo(other) > 0 ? this : other);
  }

  @Override
  public String toString() {
    return written;
  }

  /** The type that a program writes so. */
  public static Optional<ElementType> named(String name) {
    for (ElementType type : values()) {
      if (type.isWritten() && type.toString().equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
