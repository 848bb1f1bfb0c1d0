/** A recipe at work: stages, steps, evaluations, what is kept, and resuming. */
@NullMarked
package org.netwright.engine.train;

import org.jspecify.annotations.NullMarked;
