/** A trained network as an exporter sees it: its graph, its tensors, and where they go. */
@NullMarked
package org.netwright.spi.export;

import org.jspecify.annotations.NullMarked;
