/** What can go wrong while a recipe runs: the sentences, and the exceptions that carry them. */
@NullMarked
package org.netwright.engine.fault;

import org.jspecify.annotations.NullMarked;
