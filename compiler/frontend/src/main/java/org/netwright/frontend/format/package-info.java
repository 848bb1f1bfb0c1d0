/**
 * The one layout of a text: same tree, same comments, and the author's line breaks where they may
 * be.
 */
@NullMarked
package org.netwright.frontend.format;

import org.jspecify.annotations.NullMarked;
