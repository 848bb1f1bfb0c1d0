/** Tests of reading texts. */
@NullMarked
package org.netwright.frontend.parse;

import org.jspecify.annotations.NullMarked;
