/** How parameters move: optimizers, composed of primitives. */
@NullMarked
package org.netwright.standard.optimizer;

import org.jspecify.annotations.NullMarked;
