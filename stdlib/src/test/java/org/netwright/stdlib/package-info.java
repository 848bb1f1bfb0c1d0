/** The standard library, checked and compared with what its papers say. */
@NullMarked
package org.netwright.stdlib;

import org.jspecify.annotations.NullMarked;
