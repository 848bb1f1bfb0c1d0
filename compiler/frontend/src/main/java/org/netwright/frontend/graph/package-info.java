/** The graph: SSA ops over typed values, the builder, shape rules, printer, verifier. */
@NullMarked
package org.netwright.frontend.graph;

import org.jspecify.annotations.NullMarked;
