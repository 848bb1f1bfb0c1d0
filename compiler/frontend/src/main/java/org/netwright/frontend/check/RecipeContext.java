package org.netwright.frontend.check;

import org.netwright.frontend.syntax.Expression;

/** What a recipe adds to the meaning of expressions. */
interface RecipeContext {
  /** A value for each parameter. */
  Denotation select(Expression.Select select, Scope scope);

  /** What {@code frozen}, {@code twin} or {@code run} makes of what stands behind it. */
  Denotation marked(Expression.Marked marked, Scope scope);

  /** The path of what the recipe itself owns: empty, or that of its run. */
  String path();
}
