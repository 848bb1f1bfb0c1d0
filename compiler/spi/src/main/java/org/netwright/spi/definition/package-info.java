/** What a plugin may define: one interface a kind. */
@NullMarked
package org.netwright.spi.definition;

import org.jspecify.annotations.NullMarked;
