/** One emitter for each primitive, in one table a family: an op of ours to nodes of TensorFlow. */
@NullMarked
package org.netwright.tensorflow.emit;

import org.jspecify.annotations.NullMarked;
