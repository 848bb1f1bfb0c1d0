/** First values of parameters. */
@NullMarked
package org.netwright.standard.initializer;

import org.jspecify.annotations.NullMarked;
