/** Tests of the assembled folder; they run once it is there. */
@NullMarked
package org.netwright.distribution.product;

import org.jspecify.annotations.NullMarked;
