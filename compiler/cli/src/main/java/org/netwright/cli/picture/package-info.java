/** Pictures of a model's structure: SVG laid out by ELK, and texts for other tools. */
@NullMarked
package org.netwright.cli.picture;

import org.jspecify.annotations.NullMarked;
