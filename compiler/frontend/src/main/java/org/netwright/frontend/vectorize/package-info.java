/** The work on one record, rewritten as work on a batch of records. */
@NullMarked
package org.netwright.frontend.vectorize;

import org.jspecify.annotations.NullMarked;
