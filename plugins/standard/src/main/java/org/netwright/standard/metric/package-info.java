/** Metrics: sums over a pass and one result at its end. */
@NullMarked
package org.netwright.standard.metric;

import org.jspecify.annotations.NullMarked;
