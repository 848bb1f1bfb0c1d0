package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/**
 * Looks at every declaration of a unit once: that each name means something in every branch, and
 * how the text names each site (definitions C1).
 */
final class BodyResolver implements Declaration.Visitor<Optional<Void>> {
  private static final Optional<Void> DONE = Optional.empty();

  private final NameSpace space;
  private final Library library;
  private final Map<Node, Site> sites;
  private final Mentions mentions;
  private final List<Diagnostic> diagnostics;

  private BodyResolver(
      NameSpace space,
      Library library,
      Map<Node, Site> sites,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    this.space = space;
    this.library = library;
    this.sites = sites;
    this.mentions = mentions;
    this.diagnostics = diagnostics;
  }

  static void resolve(
      NameSpace space,
      Library library,
      Map<Node, Site> sites,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    resolve(space, space.unit().tree().declarations(), library, sites, mentions, diagnostics);
  }

  /** The same for some declarations of a unit. */
  static void resolve(
      NameSpace space,
      List<Declaration> declarations,
      Library library,
      Map<Node, Site> sites,
      Mentions mentions,
      List<Diagnostic> diagnostics) {
    BodyResolver resolver = new BodyResolver(space, library, sites, mentions, diagnostics);
    declarations.forEach(declaration -> declaration.accept(resolver));
  }

  private BodyWalk walk(String function) {
    return new BodyWalk(space, library, sites, mentions, diagnostics, function);
  }

  @Override
  public Optional<Void> use(Declaration.Use declaration) {
    return DONE;
  }

  @Override
  public Optional<Void> constant(Declaration.Const declaration) {
    BodyWalk walk = walk(declaration.name().text());
    declaration.type().ifPresent(walk::type);
    walk.expression(declaration.value());
    return DONE;
  }

  @Override
  public Optional<Void> fn(Declaration.Fn declaration) {
    BodyWalk walk = walk(declaration.name().text());
    parts(
        walk, declaration.parameters(), List.of(), declaration.result(), declaration.constraints());
    walk.body(declaration.body());
    return DONE;
  }

  @Override
  public Optional<Void> layer(Declaration.Layer declaration) {
    owner(
        declaration.hyperparameters(),
        declaration.inputs(),
        declaration.result(),
        declaration.constraints(),
        declaration.body());
    return DONE;
  }

  @Override
  public Optional<Void> preset(Declaration.Preset declaration) {
    walk("").expression(declaration.value());
    return DONE;
  }

  @Override
  public Optional<Void> quantizer(Declaration.Quantizer declaration) {
    owner(
        declaration.hyperparameters(),
        declaration.inputs(),
        declaration.result(),
        declaration.constraints(),
        declaration.body());
    return DONE;
  }

  private void owner(
      List<Declaration.Parameter> hyperparameters,
      List<Declaration.Parameter> inputs,
      Optional<TypeExpression> result,
      List<Declaration.Constraint> constraints,
      Block body) {
    BodyWalk walk = walk("");
    parts(walk, hyperparameters, inputs, result, constraints);
    walk.body(body);
  }

  private static void parts(
      BodyWalk walk,
      List<Declaration.Parameter> first,
      List<Declaration.Parameter> second,
      Optional<TypeExpression> result,
      List<Declaration.Constraint> constraints) {
    first.forEach(walk::parameter);
    second.forEach(walk::parameter);
    for (Declaration.Constraint constraint : constraints) {
      walk.expression(constraint.condition());
      constraint.message().ifPresent(walk::expression);
    }
    result.ifPresent(walk::type);
  }

  @Override
  public Optional<Void> metric(Declaration.Metric declaration) {
    BodyWalk walk = walk(declaration.name().text());
    parts(
        walk, declaration.parameters(), List.of(), declaration.result(), declaration.constraints());
    walk.body(declaration.body());
    return DONE;
  }

  @Override
  public Optional<Void> data(Declaration.Data declaration) {
    BodyWalk walk = walk("");
    walk.recipe();
    declaration.type().ifPresent(walk::type);
    walk.expression(declaration.value());
    return DONE;
  }

  @Override
  public Optional<Void> recipe(Declaration.Recipe declaration) {
    BodyWalk walk = walk("");
    walk.recipe();
    parts(walk, declaration.parameters(), List.of(), Optional.empty(), declaration.constraints());
    walk.body(declaration.body());
    return DONE;
  }

  @Override
  public Optional<Void> sweep(Declaration.Sweep declaration) {
    BodyWalk walk = walk("");
    walk.recipe();
    for (Declaration.Sweep.Axis axis : declaration.axes()) {
      walk.expression(axis.values());
      walk.define(axis.name());
    }
    walk.body(declaration.body());
    return DONE;
  }

  @Override
  public Optional<Void> test(Declaration.Test declaration) {
    walk("").body(declaration.body());
    return DONE;
  }

  @Override
  public Optional<Void> external(Declaration.External declaration) {
    BodyWalk walk = walk("");
    walk.define(new Name("B", Span.NONE));
    parts(
        walk,
        declaration.parameters(),
        declaration.inputs().orElse(List.of()),
        declaration.result(),
        declaration.constraints());
    return DONE;
  }

  /** Whether an expression names something that builds. */
  static boolean isConstructor(Expression target, Locals locals, NameSpace space) {
    if (target instanceof Expression.Member member) {
      return usedUnit(member, locals, space)
          .flatMap(u -> u.declared(member.name().text()))
          .map(Symbol::isConstructor)
          .orElse(false);
    } else if (!(target instanceof Expression.Reference)) {
      return false;
    }
    String name = ((Expression.Reference) target).name().text();
    Locals.Local local = locals.find(name);
    if (local != null) {
      return local.builder();
    }
    return space.find(name).map(Symbol::isConstructor).orElse(false);
  }

  /** The unit that a member is taken of, when what stands before the dot is one. */
  static Optional<NameSpace> usedUnit(Expression.Member member, Locals locals, NameSpace space) {
    return member.target() instanceof Expression.Reference unit
            && locals.find(unit.name().text()) == null
        ? space.unitOf(member)
        : Optional.empty();
  }
}
