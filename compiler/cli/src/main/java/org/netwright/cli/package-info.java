/** The entry of the command line. */
@NullMarked
package org.netwright.cli;

import org.jspecify.annotations.NullMarked;
