/**
 * Checking by elaboration: the tree is evaluated with symbolic dims, and what it means is emitted
 * as typed ops. A checked unit is an elaborated one. Open {@link
 * org.netwright.frontend.check.FileCheck} first, then {@link
 * org.netwright.frontend.check.Elaborator}, whose fields are the ideas of the language.
 */
@NullMarked
package org.netwright.frontend.check;

import org.jspecify.annotations.NullMarked;
