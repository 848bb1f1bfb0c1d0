/** What hears a training run and may end it. */
@NullMarked
package org.netwright.standard.callback;

import org.jspecify.annotations.NullMarked;
