/** Mixed precision: a pass over differentiated steps that computes parts of them in bf16. */
@NullMarked
package org.netwright.frontend.precision;

import org.jspecify.annotations.NullMarked;
