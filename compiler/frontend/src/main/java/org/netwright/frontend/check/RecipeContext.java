package org.netwright.frontend.check;

import org.netwright.frontend.syntax.Expression;

/** What a recipe adds to the meaning of expressions. */
interface RecipeContext {
  /** A value for each parameter. */
  Denotation select(Expression.Select select, Scope scope);
}
