/** The samples, compiled, tested and trained for a few steps. */
@NullMarked
package org.netwright.samples;

import org.jspecify.annotations.NullMarked;
