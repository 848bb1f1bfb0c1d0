/** A model as a picture shows it: layers in layers, loops once, and what flows between them. */
@NullMarked
package org.netwright.frontend.structure;

import org.jspecify.annotations.NullMarked;
