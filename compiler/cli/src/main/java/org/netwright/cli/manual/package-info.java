/** What the product says about itself: the pages of its diagnostics and the manual. */
@NullMarked
package org.netwright.cli.manual;

import org.jspecify.annotations.NullMarked;
