/** Tests of what the front end hands on. */
@NullMarked
package org.netwright.frontend.program;

import org.jspecify.annotations.NullMarked;
