/**
 * The front end: text to checked, differentiated graphs. Open {@link
 * org.netwright.frontend.Compiler} first.
 */
@NullMarked
package org.netwright.frontend;

import org.jspecify.annotations.NullMarked;
