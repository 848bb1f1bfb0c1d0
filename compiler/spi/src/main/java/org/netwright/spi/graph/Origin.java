package org.netwright.spi.graph;

import org.netwright.spi.source.Span;

/**
 * Where an op comes from: the text, the instance path with loop indices, and whether it belongs to
 * the forward or the backward pass.
 */
public record Origin(Span span, String path, boolean backward) {
  public static final Origin NONE = new Origin(Span.NONE, "", false);

  public Origin asBackward() {
    return backward ? this : new Origin(span, path, true);
  }
}
