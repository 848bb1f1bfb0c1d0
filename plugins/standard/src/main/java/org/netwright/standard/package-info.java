/** The standard plugin: what its header declares is bound here by name. */
@NullMarked
package org.netwright.standard;

import org.jspecify.annotations.NullMarked;
