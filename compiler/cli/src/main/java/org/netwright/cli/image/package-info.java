/** Image files as the tensors that a trained network takes. */
@NullMarked
package org.netwright.cli.image;

import org.jspecify.annotations.NullMarked;
