package org.netwright.spi.definition;

import java.util.List;
import org.netwright.spi.graph.Value;

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

  /** A tensor argument. */
  Value tensor(String name);

  /** A {@code schedule}: its current value as an f32 scalar. */
  Value scheduled(String name);
}
