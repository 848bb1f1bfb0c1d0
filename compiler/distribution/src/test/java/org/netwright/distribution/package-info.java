/** Tests of the product as a whole. */
@NullMarked
package org.netwright.distribution;

import org.jspecify.annotations.NullMarked;
