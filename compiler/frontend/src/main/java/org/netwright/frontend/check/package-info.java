/**
 * Checking by elaboration: the tree is evaluated with symbolic dims, and what it means is emitted
 * as typed ops. A checked unit is an elaborated one.
 */
@NullMarked
package org.netwright.frontend.check;

import org.jspecify.annotations.NullMarked;
