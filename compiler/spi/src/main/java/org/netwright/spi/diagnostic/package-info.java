/** What is said to the user: facts, drawn by one renderer. */
@NullMarked
package org.netwright.spi.diagnostic;

import org.jspecify.annotations.NullMarked;
