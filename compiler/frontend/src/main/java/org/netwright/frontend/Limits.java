package org.netwright.frontend;

/**
 * Bounds that keep an unknown file from exhausting the machine. A reached bound names itself and
 * the option that raises it.
 *
 * @param fileBytes of one source file
 * @param nesting of brackets and blocks in the text, and of layers in one another
 * @param iterations of all loops of one elaboration
 * @param ops of one graph
 * @param parameterElements of one net
 */
public record Limits(long fileBytes, int nesting, int iterations, int ops, long parameterElements) {
  public static final Limits DEFAULT = new Limits(4L << 20, 200, 100_000, 1_000_000, 4L << 30);
}
