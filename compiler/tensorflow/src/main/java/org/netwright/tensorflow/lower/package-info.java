/** A step graph to placeholders, reads, nodes, checks and writes in their order. */
@NullMarked
package org.netwright.tensorflow.lower;

import org.jspecify.annotations.NullMarked;
