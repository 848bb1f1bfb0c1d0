/** What can be said about a training before it runs. */
@NullMarked
package org.netwright.frontend.plan;

import org.jspecify.annotations.NullMarked;
