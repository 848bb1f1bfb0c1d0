/**
 * Conditions on sizes that are decided for every value of their names: by linear forms and a case
 * split over the rests of divisions by constants.
 */
@NullMarked
package org.netwright.frontend.prove;

import org.jspecify.annotations.NullMarked;
