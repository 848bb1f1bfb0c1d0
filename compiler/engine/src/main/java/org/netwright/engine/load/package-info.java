/** Filling nets from files and from other runs. */
@NullMarked
package org.netwright.engine.load;

import org.jspecify.annotations.NullMarked;
