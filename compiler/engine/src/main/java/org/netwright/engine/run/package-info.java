/** The directory of a run: what was run, on what, and what came of it. */
@NullMarked
package org.netwright.engine.run;

import org.jspecify.annotations.NullMarked;
