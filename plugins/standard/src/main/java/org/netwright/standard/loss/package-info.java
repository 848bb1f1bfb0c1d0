/** Losses with one value per example, and what belongs to them. */
@NullMarked
package org.netwright.standard.loss;

import org.jspecify.annotations.NullMarked;
