/** How the sizes in a line of a program came about: read from the graph that the line made. */
@NullMarked
package org.netwright.frontend.explain;

import org.jspecify.annotations.NullMarked;
