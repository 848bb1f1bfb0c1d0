/** The commands, one class each, and the session they share. */
@NullMarked
package org.netwright.cli.command;

import org.jspecify.annotations.NullMarked;
