/** Reverse-mode differentiation of a step's graph; every derivative is written in primitives. */
@NullMarked
package org.netwright.frontend.differentiate;

import org.jspecify.annotations.NullMarked;
