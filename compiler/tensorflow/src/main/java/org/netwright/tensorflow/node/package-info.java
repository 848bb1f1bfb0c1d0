/** Nodes of a TensorFlow graph: one writer, one authority for names, sizes that are known late. */
@NullMarked
package org.netwright.tensorflow.node;

import org.jspecify.annotations.NullMarked;
