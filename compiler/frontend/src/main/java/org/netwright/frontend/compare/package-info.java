/** What changed between two programs, by meaning and not by text. */
@NullMarked
package org.netwright.frontend.compare;

import org.jspecify.annotations.NullMarked;
