/** The terminal: streams, colours, tables and the progress line. */
@NullMarked
package org.netwright.cli.terminal;

import org.jspecify.annotations.NullMarked;
