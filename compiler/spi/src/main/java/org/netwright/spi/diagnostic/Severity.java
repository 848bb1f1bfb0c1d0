package org.netwright.spi.diagnostic;

/** How grave a diagnostic is. Errors stop a command, warnings do not unless asked to. */
public enum Severity {
  ERROR,
  WARNING
}
