package org.netwright.frontend.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/**
 * Turns what ANTLR read into the syntax tree: one builder for each family of nodes, which call one
 * another through this class.
 */
final class TreeBuilder {
  private final SourceText source;
  private final Problems problems;
  private final Set<ParserRuleContext> damaged;
  private final TypeBuilder types = new TypeBuilder(this);
  private final PathBuilder paths = new PathBuilder(this);
  private final TextBuilder texts = new TextBuilder(this);
  private final ExpressionBuilder expressions = new ExpressionBuilder(this);
  private final StatementBuilder statements = new StatementBuilder(this);
  private final DeclarationBuilder declarations;

  /**
   * @param damaged the declarations, statements and rules that hold a mistake of their own; they
   *     are left out of the tree
   */
  TreeBuilder(
      SourceText source, Problems problems, Set<ParserRuleContext> damaged, DocComments docs) {
    this.source = source;
    this.problems = problems;
    this.damaged = Collections.newSetFromMap(new IdentityHashMap<>());
    this.damaged.addAll(damaged);
    this.declarations = new DeclarationBuilder(this, docs);
  }

  SourceText source() {
    return source;
  }

  Problems problems() {
    return problems;
  }

  TypeBuilder types() {
    return types;
  }

  PathBuilder paths() {
    return paths;
  }

  TextBuilder texts() {
    return texts;
  }

  ExpressionBuilder expressions() {
    return expressions;
  }

  StatementBuilder statements() {
    return statements;
  }

  DeclarationBuilder declarations() {
    return declarations;
  }

  boolean isDamaged(ParserRuleContext context) {
    return damaged.contains(context);
  }

  Span span(ParserRuleContext context) {
    return source.span(context);
  }

  Name name(ParserRuleContext word) {
    return source.name(word);
  }

  static <C, R> Optional<R> optional(@Nullable C context, Function<C, R> build) {
    return context == null ? Optional.empty() : Optional.of(build.apply(context));
  }

  /** A loop and no stream, whose frames would count for each level of the tree. */
  static <C, R> List<R> all(List<? extends C> contexts, Function<C, R> build) {
    List<R> built = new ArrayList<>(contexts.size());
    for (C context : contexts) {
      built.add(build.apply(context));
    }
    return built;
  }
}
