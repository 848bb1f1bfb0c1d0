/**
 * What the tests of a plugin inherit: definitions run on numbers, and contracts that every
 * definition of a kind must keep.
 */
@NullMarked
package org.netwright.testkit;

import org.jspecify.annotations.NullMarked;
