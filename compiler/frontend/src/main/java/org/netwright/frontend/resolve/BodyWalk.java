package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** One walk over a declaration, with the names and the paths that hold at each place. */
final class BodyWalk extends PassingWalk {
  private final NameSpace space;
  private final UnknownNames unknownNames;
  private final Map<Node, Site> sites;
  private final Mentions mentions;
  private final List<Diagnostic> diagnostics;
  private final String function;
  private final StatementWalk statements = new StatementWalk(this);
  private final TypeWalk types = new TypeWalk(this);

  private Locals locals = new Locals(null);
  private PathScope paths = new PathScope();
  private PathScope.@Nullable Branch branch;

  /** The name that a {@code let} gives to the constructor it binds. */
  private @Nullable Name bound;

  /** Counts the sites of the argument of a constructor that is being walked. */
  private int @Nullable [] owned;

  private int recurs;
  private int blocks;
  private boolean recipe;
  private boolean termsAllowed;

  BodyWalk(
      NameSpace space,
      Library library,
      Map<Node, Site> sites,
      Mentions mentions,
      List<Diagnostic> diagnostics,
      String function) {
    this.space = space;
    this.unknownNames = new UnknownNames(space, library);
    this.sites = sites;
    this.mentions = mentions;
    this.diagnostics = diagnostics;
    this.function = function;
  }

  /** From here the walk is in a recipe: the batch axis and the seed have names. */
  void recipe() {
    recipe = true;
    define(new Name("B", Span.NONE));
    define(new Name("seed", Span.NONE));
  }

  boolean inRecipe() {
    return recipe;
  }

  // ---- names

  /**
   * Gives a name a value; one that begins with a capital may be a builder, as of a list of them.
   */
  void define(Name name) {
    mentions.defined(name);
    boolean builds = Words.isUpperCamel(name.text());
    locals.put(name.text(), new Locals.Local(name.span(), builds, false));
  }

  /** Gives a name a value; in one block a name has one. */
  void defineOnce(Name name) {
    Locals.Local before = locals.here(name.text());
    if (before != null && before.place().exists() && !before.dim()) {
      diagnostics.add(NameMessages.boundTwice(name.text(), name.span(), before.place()));
    }
    define(name);
  }

  void pattern(Pattern pattern) {
    if (pattern instanceof Pattern.Whole whole) {
      defineOnce(whole.name());
      return;
    }
    for (Pattern.Item item : ((Pattern.Parts) pattern).items()) {
      if (item.alias().isPresent()) {
        defineOnce(item.alias().get());
      } else {
        pattern(item.pattern());
      }
    }
  }

  void parameter(Declaration.Parameter parameter) {
    parameter.defaultValue().ifPresent(this::ownedArgument);
    type(parameter.type());
    boolean builds =
        Words.isUpperCamel(parameter.name().text()) && TypeWalk.isLayer(parameter.type());
    mentions.defined(parameter.name());
    locals.put(parameter.name().text(), new Locals.Local(parameter.name().span(), builds, false));
  }

  void type(TypeExpression type) {
    types.walk(type);
  }

  /** An unbound name in a shape binds. */
  void bindDim(Name name) {
    boolean constant = space.find(name.text()).map(Symbol::isConstant).orElse(false);
    if (locals.find(name.text()) == null && !constant) {
      mentions.defined(name);
      locals.put(name.text(), new Locals.Local(name.span(), false, true));
    }
  }

  // ---- blocks

  /** The body of a declaration, of a recipe's statement, or a branch: no layer of its own. */
  void body(Block block) {
    inNewLocals(() -> block.statements().forEach(s -> s.accept(statements)));
  }

  /** A block that is a layer: it starts from {@code it}, or mentions it. */
  private void layerBlock(Block block) {
    blocks++;
    body(block);
    blocks--;
  }

  private void ownedBlock(Block block) {
    PathScope outer = paths;
    paths = new PathScope();
    layerBlock(block);
    paths = outer;
  }

  void inNewLocals(Runnable part) {
    Locals outer = locals;
    Name outerBound = bound;
    int[] outerOwned = owned;
    locals = new Locals(outer);
    bound = null;
    owned = null;
    part.run();
    locals = outer;
    bound = outerBound;
    owned = outerOwned;
  }

  void ownName(Name name) {
    paths.take(name.text(), name.span(), branch, false, diagnostics);
  }

  // ---- sites

  @Override
  Optional<Void> expression(Expression expression) {
    Name outerBound = bound;
    int[] outerOwned = owned;
    bound = null;
    owned = null;
    expression.accept(this);
    bound = outerBound;
    owned = outerOwned;
    return DONE;
  }

  /** A value with the name that a {@code let} gives it. */
  void letValue(Name name, Expression value) {
    Name outer = bound;
    bound = name;
    value.accept(this);
    bound = outer;
  }

  private void site(Expression.Call call, String constructor) {
    if (!function.isEmpty()) {
      diagnostics.add(NameMessages.constructorInFunction(constructor, call.span(), function));
      return;
    }
    if (bound != null) {
      sites.put(call, Site.named(bound.text()));
      paths.take(bound.text(), bound.span(), branch, true, diagnostics);
    } else if (owned != null) {
      owned[0]++;
      sites.put(call, Site.owned(owned[0]));
    } else {
      String name = paths.numbered(Words.snake(constructor));
      sites.put(call, Site.named(name));
      paths.take(name, call.target().span(), branch, false, diagnostics);
    }
  }

  @Override
  public Optional<Void> call(Expression.Call call) {
    if (BodyResolver.isConstructor(call.target(), locals, space)) {
      expression(call.target());
      site(
          call,
          call.target() instanceof Expression.Member member
              ? member.name().text()
              : ((Expression.Reference) call.target()).name().text());
      for (Expression.Argument argument : call.arguments()) {
        ownedArgument(argument.value());
      }
      call.block().ifPresent(this::ownedBlock);
      return DONE;
    }
    if (isTransform(call)) {
      return construct(call);
    }
    expression(call.target());
    arguments(call);
    call.block().ifPresent(this::layerBlock);
    return DONE;
  }

  /** The arguments of what is no constructor. */
  private void arguments(Expression.Call call) {
    String word =
        call.target() instanceof Expression.Reference reference ? reference.name().text() : "";
    boolean terms = Words.TAKE_TERMS.contains(word);
    boolean asks = Words.CHECKS.contains(word) && !word.equals("close");
    boolean outer = termsAllowed;
    termsAllowed = terms || Words.CHECKS.contains(word);
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression value = call.arguments().get(i).value();
      boolean path = value instanceof Expression.Member || value instanceof Expression.Subscript;
      boolean pattern = terms && i > 0 && path && call.arguments().get(i).name().isEmpty();
      if (asks && !pattern) {
        ownedArgument(value); // each layer that is asked about is a net of its own
      } else if (!pattern) {
        expression(value);
      }
    }
    termsAllowed = outer;
  }

  /** Whether a call is {@code adapt} or {@code binarize}, which add nothing to paths. */
  private boolean isTransform(Expression.Call call) {
    return call.target() instanceof Expression.Reference reference
        && Words.TRANSFORMS.contains(reference.name().text())
        && locals.find(reference.name().text()) == null
        && space.find(reference.name().text()).isEmpty();
  }

  /** Around one constructor it is that site; around anything else a block. */
  private Optional<Void> construct(Expression.Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Expression.Argument argument = call.arguments().get(i);
      boolean pattern = argument.name().map(n -> n.text().equals("only")).orElse(i == 2);
      if (!pattern) {
        expression(argument.value());
      }
    }
    if (call.block().isEmpty()) {
      return DONE;
    }
    Block block = call.block().get();
    boolean named = bound != null || owned != null;
    Optional<Expression.Call> constructor =
        ItMention.onlyExpression(block)
            .filter(e -> e instanceof Expression.Call)
            .map(e -> (Expression.Call) e)
            .filter(c -> BodyResolver.isConstructor(c.target(), locals, space) || isTransform(c));
    if (named && constructor.isPresent()) {
      blocks++;
      constructor.get().accept(this);
      blocks--;
    } else if (owned != null) {
      ownedBlock(block);
    } else {
      layerBlock(block);
    }
    return DONE;
  }

  private void ownedArgument(Expression value) {
    if (value instanceof Expression.BlockLayer block) {
      ownedBlock(block.block());
      return;
    }
    if (value instanceof Expression.Call call && isConstruct(call) && !isTransform(call)) {
      call.arguments().forEach(a -> expression(a.value()));
      call.block().ifPresent(this::ownedBlock);
      return;
    }
    Name outerBound = bound;
    int[] outer = owned;
    bound = null;
    owned = new int[1];
    value.accept(this);
    owned = outer;
    bound = outerBound;
  }

  /** {@code slice}, {@code remat} and their like: the sites of their block are the receiver's. */
  private boolean isConstruct(Expression.Call call) {
    return call.target() instanceof Expression.Reference reference
        && Words.CONSTRUCTS.contains(reference.name().text())
        && locals.find(reference.name().text()) == null
        && space.find(reference.name().text()).isEmpty();
  }

  @Override
  public Optional<Void> loop(Expression.Loop loop) {
    expression(loop.over());
    PathScope outer = paths;
    if (bound != null) {
      sites.put(loop, Site.named(bound.text()));
      paths.take(bound.text(), bound.span(), branch, true, diagnostics);
      paths = new PathScope();
    }
    recurs += loop.kind() == Expression.Loop.Kind.REPEAT ? 0 : 1;
    inNewLocals(
        () -> {
          loop.pattern().ifPresent(this::pattern);
          loop.counter().ifPresent(this::define);
          if (recipe && blocks == 0 && loop.kind() == Expression.Loop.Kind.REPEAT) {
            body(loop.body());
          } else {
            layerBlock(loop.body());
          }
          blocks++;
          loop.until().ifPresent(this::expression);
          blocks--;
        });
    recurs -= loop.kind() == Expression.Loop.Kind.REPEAT ? 0 : 1;
    paths = outer;
    return DONE;
  }

  @Override
  public Optional<Void> marked(Expression.Marked marked) {
    if (marked.marker() == Expression.Marker.FRESH && recurs == 0) {
      diagnostics.add(NameMessages.freshOutsideRecur(marked.span()));
    }
    return marked.operand().accept(this);
  }

  @Override
  public Optional<Void> choose(Expression.If choice) {
    expression(choice.condition());
    Name outerBound = bound;
    PathScope.Branch outer = branch;
    int[] count = owned;
    int before = count == null ? 0 : count[0];
    branch = new PathScope.Branch(outer, choice, true);
    branch(choice.then(), count);
    int after = count == null ? 0 : count[0];
    if (count != null) {
      count[0] = before;
    }
    branch = new PathScope.Branch(outer, choice, false);
    choice.otherwise().ifPresent(b -> branch(b, count));
    if (count != null) {
      count[0] = Math.max(after, count[0]);
    }
    branch = outer;
    bound = outerBound;
    return DONE;
  }

  private void branch(Block block, int @Nullable [] count) {
    inNewLocals(
        () -> {
          owned = count;
          Optional<Expression> only = ItMention.onlyExpression(block);
          if (only.isPresent()) {
            only.get().accept(this);
          } else {
            owned = null;
            block.statements().forEach(s -> s.accept(statements));
          }
        });
  }

  @Override
  public Optional<Void> block(Expression.BlockLayer block) {
    layerBlock(block.block());
    return DONE;
  }

  // ---- names in use

  /** The net or part at which the paths of a pattern begin, where that has a name here. */
  void paths(List<? extends Selector> selectors) {
    for (Selector selector : selectors) {
      Children.walk(
          selector,
          node -> {
            if (node instanceof Selector.Path path) {
              path.segments().get(0).word().ifPresent(this::pathHead);
            }
          });
    }
  }

  private void pathHead(Name name) {
    Locals.Local local = locals.find(name.text());
    if (local != null && !local.dim()) {
      mentions.used(name, local.place());
    }
  }

  @Override
  public Optional<Void> reference(Expression.Reference reference) {
    String name = reference.name().text();
    Locals.Local local = locals.find(name);
    Optional<Symbol> symbol = space.find(name);
    if (local != null) {
      mentions.used(reference.name(), local.place());
      return DONE;
    }
    symbol.ifPresent(found -> mentions.used(reference.name(), found));
    if (symbol.isPresent() || Words.isBuiltIn(name)) {
      return DONE;
    }
    if (termsAllowed && (Words.ROLES.contains(name) || Words.STORAGE.contains(name))) {
      return DONE;
    }
    diagnostics.add(unknownNames.diagnostic(name, reference.span(), locals));
    return DONE;
  }

  @Override
  public Optional<Void> it(Expression.It expression) {
    if (blocks == 0) {
      diagnostics.add(NameMessages.unknownName("it", expression.span(), Optional.empty()));
    }
    return DONE;
  }

  @Override
  public Optional<Void> comprehension(Expression.Comprehension comprehension) {
    int[] count = owned;
    Name name = bound;
    inNewLocals(
        () -> {
          for (Expression.Comprehension.Clause clause : comprehension.clauses()) {
            expression(clause.values());
            pattern(clause.pattern());
          }
          comprehension.condition().ifPresent(this::expression);
          owned = count;
          bound = name;
          heldElement(comprehension.element());
        });
    return DONE;
  }

  private void heldElement(Expression element) {
    if (owned != null && element instanceof Expression.BlockLayer) {
      heldValue(element);
    } else {
      element.accept(this);
    }
  }

  @Override
  public Optional<Void> select(Expression.Select select) {
    for (Expression.Select.Arm arm : select.arms()) {
      inNewLocals(
          () -> {
            arm.term().ifPresent(t -> paths(List.of(t)));
            arm.term().ifPresent(t -> TermIndices.unbound(t, locals).forEach(this::define));
            expression(arm.value());
          });
    }
    return DONE;
  }

  @Override
  public Optional<Void> member(Expression.Member member) {
    Optional<NameSpace> unit = BodyResolver.usedUnit(member, locals, space);
    if (unit.isPresent()) {
      String name = member.name().text();
      unit.get().declared(name).ifPresent(found -> mentions.used(member.name(), found));
      if (unit.get().declared(name).isEmpty()) {
        diagnostics.add(
            NameMessages.unknownItem(
                name,
                member.name().span(),
                unit.get().unit(),
                NearMiss.of(name, unit.get().declared().stream().map(Symbol::name).toList())));
      }
      return DONE;
    }
    return expression(member.target());
  }

  @Override
  public Optional<Void> tuple(Expression.Tuple tuple) {
    tuple.fields().forEach(f -> heldValue(f.value()));
    return DONE;
  }

  /** An element of a list or tuple; in the argument of a constructor its sites are owned. */
  private void heldValue(Expression value) {
    if (owned == null) {
      expression(value);
    } else if (value instanceof Expression.BlockLayer block) {
      sites.put(block, Site.owned(++owned[0]));
      ownedBlock(block.block());
    } else {
      value.accept(this);
    }
  }

  @Override
  public Optional<Void> list(Expression.ListOf list) {
    for (Expression element : list.elements()) {
      heldValue(element);
    }
    return DONE;
  }
}
