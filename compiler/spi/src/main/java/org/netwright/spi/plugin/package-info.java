/** How a plugin presents itself to the host. */
@NullMarked
package org.netwright.spi.plugin;

import org.jspecify.annotations.NullMarked;
