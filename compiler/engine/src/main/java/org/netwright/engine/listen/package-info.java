/** Callbacks of plugins at work: what the engine tells becomes the events that they hear. */
@NullMarked
package org.netwright.engine.listen;

import org.jspecify.annotations.NullMarked;
