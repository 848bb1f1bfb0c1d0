/**
 * What the front end hands on: steps as graphs over variables, and the plan of a recipe. Made by
 * the check stage only.
 */
@NullMarked
package org.netwright.frontend.program;

import org.jspecify.annotations.NullMarked;
