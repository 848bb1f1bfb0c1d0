package org.netwright.spi.diagnostic;

import org.netwright.spi.source.Span;

/** A change of the text that is likely to cure a diagnostic. */
public record Edit(Span span, String replacement) {}
