/** Diagnostics as a person or a program reads them; the only place that draws them. */
@NullMarked
package org.netwright.cli.render;

import org.jspecify.annotations.NullMarked;
