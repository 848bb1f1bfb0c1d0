/** What the front end asks of plugins and of the library, answered by the host. */
@NullMarked
package org.netwright.frontend.catalog;

import org.jspecify.annotations.NullMarked;
