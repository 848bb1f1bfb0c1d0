/** Passes over data that measure, inside a training and after it. */
@NullMarked
package org.netwright.engine.evaluate;

import org.jspecify.annotations.NullMarked;
