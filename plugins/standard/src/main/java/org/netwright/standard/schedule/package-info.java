/** Numbers that follow the clock of a training. */
@NullMarked
package org.netwright.standard.schedule;

import org.jspecify.annotations.NullMarked;
