/** Tests of names, elaboration and recipes, with a library and a plugin of their own. */
@NullMarked
package org.netwright.frontend.check;

import org.jspecify.annotations.NullMarked;
