/** Text to syntax tree. The only package that sees ANTLR. */
@NullMarked
package org.netwright.frontend.parse;

import org.jspecify.annotations.NullMarked;
