package org.netwright.spi.definition;

import java.util.List;
import java.util.OptionalDouble;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/**
 * What a definition was given, under the names of its header: every parameter is there, defaults
 * included, and has the type the header declares. Asking for a name or a kind that the header lacks
 * is a broken promise.
 */
public interface Arguments {
  /** Whether an optional argument is {@code none}. */
  boolean isNone(String name);

  /** An {@code int}. */
  long integer(String name);

  /** A {@code float}, or an int where a float is wanted. */
  double number(String name);

  boolean flag(String name);

  /** A {@code string}, a {@code path} or a choice. */
  String text(String name);

  Duration duration(String name);

  List<Duration> durations(String name);

  List<Double> numbers(String name);

  List<Long> integers(String name);

  List<String> texts(String name);

  /** A tensor argument; a number given for {@code any} is a scalar constant. */
  Value tensor(String name);

  /** A {@code schedule}: its current value as an f32 scalar. */
  Value scheduled(String name);

  /**
   * A {@code float} or {@code schedule} argument that is one number, known when compiling and the
   * same for all parameters; empty when it follows the clock or a {@code select}.
   */
  default OptionalDouble constant(String name) {
    return OptionalDouble.of(number(name));
  }

  /**
   * The error to throw when arguments do not fit one another in a way that the header cannot say:
   * one sentence with the values, and a way out. The place is the call in the text.
   */
  default DiagnosticException error(String message, String hint) {
    return new DiagnosticException(
        Diagnostic.error("NW390", Span.NONE, message).with(Hint.of(hint)));
  }
}
