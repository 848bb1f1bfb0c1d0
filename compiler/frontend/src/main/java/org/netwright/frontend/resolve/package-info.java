/**
 * Names: units and imports, what is visible where, and the paths of instances as the text fixes
 * them.
 */
@NullMarked
package org.netwright.frontend.resolve;

import org.jspecify.annotations.NullMarked;
