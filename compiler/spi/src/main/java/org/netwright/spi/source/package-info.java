/** Where a thing stands in a file. */
@NullMarked
package org.netwright.spi.source;

import org.jspecify.annotations.NullMarked;
