/** Element types, dimensions that may be symbolic, shapes. */
@NullMarked
package org.netwright.spi.type;

import org.jspecify.annotations.NullMarked;
