/** TensorBoard event files, written without TensorFlow. */
@NullMarked
package org.netwright.engine.event;

import org.jspecify.annotations.NullMarked;
