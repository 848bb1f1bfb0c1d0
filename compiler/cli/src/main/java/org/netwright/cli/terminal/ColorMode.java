package org.netwright.cli.terminal;

/** When text is coloured. */
public enum ColorMode {
  /** On a terminal, unless {@code NO_COLOR} is set to something or the terminal is dumb. */
  AUTO,
  ALWAYS,
  NEVER
}
