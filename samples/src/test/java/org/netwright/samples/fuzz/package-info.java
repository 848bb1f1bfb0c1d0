/** Fuzz targets of the way from text to checked file, and the texts that once broke it. */
@NullMarked
package org.netwright.samples.fuzz;

import org.jspecify.annotations.NullMarked;
