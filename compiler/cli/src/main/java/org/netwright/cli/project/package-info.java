/** The user's project on disk: its root, its settings, and the text of its files. */
@NullMarked
package org.netwright.cli.project;

import org.jspecify.annotations.NullMarked;
