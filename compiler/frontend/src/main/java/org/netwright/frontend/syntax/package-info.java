/**
 * The syntax tree: what was written, with its place, and nothing about what it means. Every family
 * is sealed and has a visitor without default methods, so a new form breaks the build at every pass
 * that must know it.
 */
@NullMarked
package org.netwright.frontend.syntax;

import org.jspecify.annotations.NullMarked;
