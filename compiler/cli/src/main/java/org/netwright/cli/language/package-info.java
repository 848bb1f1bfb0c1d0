/**
 * The language server: what an editor asks about texts, answered by the front end while one types.
 */
@NullMarked
package org.netwright.cli.language;

import org.jspecify.annotations.NullMarked;
