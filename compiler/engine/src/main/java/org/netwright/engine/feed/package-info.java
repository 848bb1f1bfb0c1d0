/** From data sources to batches in native memory: opening, order, blocks, the feeding thread. */
@NullMarked
package org.netwright.engine.feed;

import org.jspecify.annotations.NullMarked;
