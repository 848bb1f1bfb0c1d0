/** Sources of records: files that are checked whole when they are opened. */
@NullMarked
package org.netwright.standard.source;

import org.jspecify.annotations.NullMarked;
