/** What a training run tells those who listen: one record an event. */
@NullMarked
package org.netwright.spi.event;

import org.jspecify.annotations.NullMarked;
