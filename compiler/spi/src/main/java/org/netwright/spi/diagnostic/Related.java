package org.netwright.spi.diagnostic;

import org.netwright.spi.source.Span;

/** A second place that a diagnostic is about, and what stands there. */
public record Related(Span span, String message) {}
