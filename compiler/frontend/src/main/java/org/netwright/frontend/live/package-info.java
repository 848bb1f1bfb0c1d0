/** Compiling a text again and again while it is edited: only what an edit concerns is done anew. */
@NullMarked
package org.netwright.frontend.live;

import org.jspecify.annotations.NullMarked;
