/** The vocabulary of primitives and the builder that composes them. */
@NullMarked
package org.netwright.spi.graph;

import org.jspecify.annotations.NullMarked;
