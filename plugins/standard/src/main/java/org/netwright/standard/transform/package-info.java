/** Links of a chain: what happens to gradients before an optimizer and to values behind it. */
@NullMarked
package org.netwright.standard.transform;

import org.jspecify.annotations.NullMarked;
