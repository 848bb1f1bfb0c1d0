package org.netwright.spi.definition;

import org.netwright.spi.graph.GraphBuilder;
import org.netwright.spi.graph.Value;

/**
 * {@code external quantizer}: keeps the promise {@code bits n} of its header, that each result is
 * one of 2^n levels up to a positive factor per channel (definitions C8).
 */
@FunctionalInterface
public interface QuantizerDefinition {
  /**
   * The quantized tensor, of the type and shape of the first of the tensor list. Its gradient is
   * what its ops say: state another one with {@link org.netwright.spi.graph.Primitive#SURROGATE}.
   */
  Value quantize(GraphBuilder graph, Arguments arguments, LayerOwner owner);
}
