/** What a model costs: parameters, multiplications, bits and memory, counted on its graph. */
@NullMarked
package org.netwright.frontend.cost;

import org.jspecify.annotations.NullMarked;
