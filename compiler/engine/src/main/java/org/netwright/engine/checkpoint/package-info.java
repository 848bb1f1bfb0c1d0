/** Files that hold the whole state of a training, and survive being cut off at any moment. */
@NullMarked
package org.netwright.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
