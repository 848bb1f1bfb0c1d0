package org.netwright.frontend.check;

/** The denotations of which one object is enough. */
final class Denotations {
  /** A value that every check agrees with, so that one mistake gives one message. */
  static final Denotation ERROR = new Denotation.ErrorDenotation();

  static final Denotation NONE = new Denotation.NoneStatic();

  private Denotations() {}
}
