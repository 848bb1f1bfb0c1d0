package org.netwright.frontend.check;

import org.netwright.frontend.resolve.Unit;
import org.netwright.spi.source.Span;

/** One application or call in progress. */
final class Frame {
  private final String name;
  private final String path;
  private final int application;
  private final Unit unit;
  private final Span declared;
  private final Span place;
  private int draws;

  /**
   * @param name what is applied, for messages
   * @param path of the instance; that of the surrounding one for functions
   * @param application how often the instance was applied in this step before
   * @param unit the text of its body
   * @param declared the name in its declaration
   * @param place where it is applied
   */
  Frame(String name, String path, int application, Unit unit, Span declared, Span place) {
    this.name = name;
    this.path = path;
    this.application = application;
    this.unit = unit;
    this.declared = declared;
    this.place = place;
  }

  String name() {
    return name;
  }

  String path() {
    return path;
  }

  int application() {
    return application;
  }

  Unit unit() {
    return unit;
  }

  Span declared() {
    return declared;
  }

  Span place() {
    return place;
  }

  /** Whether the text applies it, and not the checker itself. */
  boolean isWritten() {
    return place.exists() && !place.equals(declared);
  }

  /** The draws so far. */
  int draws() {
    return draws;
  }

  /** Counts on from another number of draws. */
  void draws(int before) {
    draws = before;
  }

  int nextDraw() {
    return draws++;
  }
}
