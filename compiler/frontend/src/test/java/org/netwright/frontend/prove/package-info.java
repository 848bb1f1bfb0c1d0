@NullMarked
package org.netwright.frontend.prove;

import org.jspecify.annotations.NullMarked;
