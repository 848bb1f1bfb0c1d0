package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.ClockDenotation;
import org.netwright.frontend.check.Denotation.DurationStatic;
import org.netwright.frontend.check.Denotation.ElementTypeStatic;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.PatternDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.check.Denotation.VariableDenotation;
import org.netwright.frontend.check.Denotation.WordDenotation;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.resolve.Site;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.BinaryOperator;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;

/** The meaning of each form of expression. A mistake is thrown; statements catch it. */
final class Expressions implements Expression.Visitor<Denotation> {
  private final Elaborator elaborator;
  private @Nullable Scope current;
  private @Nullable Owned owned;
  private boolean fresh;

  Expressions(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  Denotation evaluate(Expression expression, Scope scope) {
    return evaluate(expression, scope, null);
  }

  /** The value of an argument whose sites its receiver names. */
  Denotation evaluate(Expression expression, Scope scope, @Nullable Owned owner) {
    elaborator.bounds.enter(expression.span());
    Scope scopeBefore = current;
    Owned ownedBefore = owned;
    boolean freshBefore = fresh;
    current = scope;
    owned = owner;
    fresh = false;
    try {
      return elaborator.shaped(expression, ShapeLog.Role.VALUE, expression.accept(this));
    } finally {
      elaborator.bounds.leave();
      current = scopeBefore;
      owned = ownedBefore;
      fresh = freshBefore;
    }
  }

  private Scope scope() {
    if (current == null) {
      throw new IllegalStateException("no expression is being evaluated");
    }
    return current;
  }

  private Denotation evaluate(Expression expression) {
    return evaluate(expression, scope());
  }

  /** The owner that the site being evaluated has, if its receiver names it. */
  Optional<Owned> owner() {
    return Optional.ofNullable(owned);
  }

  boolean isFresh() {
    return fresh;
  }

  // ---- literals

  @Override
  public Denotation intLiteral(Expression.IntLiteral literal) {
    if (literal.value().bitLength() > 63) {
      throw new DiagnosticException(
          StaticMessages.overflow(
              literal.span(),
              new ArithmeticException(literal.value() + " needs more than 64 bits")));
    }
    return IntStatic.of(literal.value().longValue());
  }

  @Override
  public Denotation floatLiteral(Expression.FloatLiteral literal) {
    return FloatStatic.of(literal.value());
  }

  @Override
  public Denotation durationLiteral(Expression.DurationLiteral literal) {
    return new DurationStatic(literal.value());
  }

  @Override
  public Denotation boolLiteral(Expression.BoolLiteral literal) {
    return BoolStatic.of(literal.value());
  }

  @Override
  public Denotation noneLiteral(Expression.NoneLiteral literal) {
    return Denotations.NONE;
  }

  @Override
  public Denotation text(Expression.Text text) {
    Optional<Denotation> named = elaborator.sourceTensor(text, scope());
    if (named.isPresent()) {
      return named.get();
    }
    StringBuilder made = new StringBuilder();
    for (Expression.Text.Part part : text.parts()) {
      if (part.expression().isEmpty()) {
        elaborator.bounds.making(part.text().length(), text.span());
        made.append(part.text());
        continue;
      }
      Denotation value = evaluate(part.expression().get());
      String shown = value instanceof TextStatic t ? t.value() : Shown.value(value);
      elaborator.bounds.making(shown.length(), text.span());
      made.append(shown);
    }
    return new TextStatic(made.toString());
  }

  // ---- names

  @Override
  public Denotation reference(Expression.Reference reference) {
    String name = reference.name().text();
    Denotation local = scope().find(name);
    Optional<Denotation> named =
        local == null ? elaborator.sourceTensor(reference, scope()) : Optional.empty();
    if (named.isPresent()) {
      return named.get();
    }
    if (local != null) {
      return local instanceof VariableDenotation variable
          ? new TensorDenotation(elaborator.current(variable.variable(), reference.span()))
          : local instanceof Denotation.ConstantDenotation constant
              ? new TensorDenotation(elaborator.graph(reference.span()).read(constant.variable()))
              : local;
    }
    Optional<Symbol> symbol = elaborator.program.space(scope().unit()).find(name);
    if (symbol.isPresent()) {
      return elaborator.declared.denotation(symbol.get(), reference.span());
    }
    return word(name);
  }

  private Denotation word(String name) {
    if (name.equals("training")) {
      return new BoolStatic(elaborator.training());
    } else if (name.equals("now")) {
      return new ClockDenotation();
    } else if (name.equals("Real")) {
      return new Denotation.RealBuilder();
    }
    Optional<ElementType> element = ElementType.named(name);
    if (element.isPresent()) {
      return new ElementTypeStatic(element.get());
    }
    // a name that means nothing was reported when names were resolved
    return Words.isBuiltIn(name) || Words.ROLES.contains(name) || Words.STORAGE.contains(name)
        ? new WordDenotation(name)
        : Denotations.ERROR;
  }

  @Override
  public Denotation it(Expression.It expression) {
    Denotation found = scope().find("it");
    return found == null ? Denotations.ERROR : found;
  }

  // ---- operators

  @Override
  public Denotation unary(Expression.Unary unary) {
    return elaborator.operators.unary(unary.operator(), evaluate(unary.operand()), unary.span());
  }

  @Override
  public Denotation binary(Expression.Binary binary) {
    Denotation left = evaluate(binary.left());
    if (binary.operator() == BinaryOperator.COALESCE) {
      return left instanceof NoneStatic ? evaluate(binary.right()) : left;
    }
    if (left instanceof BoolStatic decided) {
      if (binary.operator() == BinaryOperator.AND && decided.value() == Truth.NO
          || binary.operator() == BinaryOperator.OR && decided.value() == Truth.YES) {
        return left;
      }
    }
    Denotation right = evaluate(binary.right());
    if (binary.operator() == BinaryOperator.RANGE) {
      return elaborator.subscripts.range(left, right, binary.span());
    }
    return elaborator.operators.binary(binary.operator(), left, right, binary.span());
  }

  @Override
  public Denotation comparison(Expression.Comparison comparison) {
    List<Denotation> operands = comparison.operands().stream().map(this::evaluate).toList();
    return elaborator.operators.comparison(operands, comparison.operators(), comparison.span());
  }

  // ---- calls and what they make

  @Override
  public Denotation call(Expression.Call call) {
    return elaborator.calls.call(call, scope());
  }

  @Override
  public Denotation pipe(Expression.Pipe pipe) {
    Denotation value = elaborator.reached.value(pipe.head(), evaluate(pipe.head()));
    for (Expression stage : pipe.stages()) {
      value = elaborator.calls.stage(value, pipe.head().span(), stage, scope());
      elaborator.reached.value(stage, value);
    }
    return value;
  }

  @Override
  public Denotation marked(Expression.Marked marked) {
    return switch (marked.marker()) {
      case FRESH -> {
        boolean before = fresh;
        fresh = true;
        Denotation built = marked.operand().accept(this);
        fresh = before;
        yield built;
      }
      case FROZEN, TWIN, RUN ->
          elaborator
              .recipe()
              .map(r -> r.marked(marked, scope()))
              .orElseThrow(
                  () ->
                      new DiagnosticException(
                          BodyMessages.onlyInRecipes(
                              "`" + marked.marker().name().toLowerCase(Locale.ROOT) + "`",
                              marked.span())));
    };
  }

  @Override
  public Denotation loop(Expression.Loop loop) {
    return elaborator.loops.unapplied(loop, scope());
  }

  @Override
  public Denotation block(Expression.BlockLayer block) {
    if (owned == null) {
      return new Denotation.BlockDenotation(block.block(), scope(), elaborator.adapting.current());
    }
    Place place = scope().place();
    int ordinal = elaborator.program.site(block).map(Site::ordinal).orElse(1);
    Scope inside = scope().inner(place.inside(owned.site(ordinal, place, false), true));
    return new Denotation.BlockDenotation(block.block(), inside, elaborator.adapting.current());
  }

  @Override
  public Denotation member(Expression.Member member) {
    Optional<Denotation> named = elaborator.sourceTensor(member, scope());
    return named.isPresent() ? named.get() : elaborator.calls.member(member, scope());
  }

  @Override
  public Denotation subscript(Expression.Subscript subscript) {
    Optional<Denotation> named = elaborator.sourceTensor(subscript, scope());
    return named.isPresent()
        ? named.get()
        : elaborator.subscripts.subscript(evaluate(subscript.target()), subscript, scope());
  }

  @Override
  public Denotation tap(Expression.Tap tap) {
    return elaborator.taps.read(tap, scope());
  }

  @Override
  public Denotation pathPattern(Expression.PathPattern pattern) {
    return elaborator
        .sourceTensor(pattern, scope())
        .orElseGet(() -> new PatternDenotation(pattern));
  }

  // ---- values that hold others

  @Override
  public Denotation tuple(Expression.Tuple tuple) {
    List<Field> fields = new ArrayList<>();
    for (Expression.Argument field : tuple.fields()) {
      Denotation value = owned == null ? evaluate(field.value()) : field.value().accept(this);
      fields.add(new Field(field.name().map(n -> n.text()), value));
    }
    return elaborator.bounds.made(new TupleDenotation(fields), tuple.span());
  }

  @Override
  public Denotation list(Expression.ListOf list) {
    List<Denotation> elements = new ArrayList<>();
    for (Expression element : list.elements()) {
      elements.add(element.accept(this));
    }
    return elaborator.bounds.made(new ListDenotation(elements), list.span());
  }

  @Override
  public Denotation comprehension(Expression.Comprehension comprehension) {
    List<Denotation> made = new ArrayList<>();
    Truth whole = clause(comprehension, 0, scope(), made);
    if (whole == Truth.OPEN) {
      elaborator.sizes.leaveOut();
      return Denotations.ERROR;
    }
    return elaborator.bounds.made(new ListDenotation(made), comprehension.span());
  }

  /** Goes through one clause and those behind it; OPEN when the elements cannot be known. */
  private Truth clause(
      Expression.Comprehension comprehension, int at, Scope scope, List<Denotation> made) {
    if (at == comprehension.clauses().size()) {
      return element(comprehension, scope, made);
    }
    Expression.Comprehension.Clause clause = comprehension.clauses().get(at);
    Denotation values = evaluate(clause.values(), scope);
    if (!(values instanceof ListDenotation list)) {
      if (values.isError()) {
        return Truth.OPEN;
      }
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("the values of `for`", clause.span(), clause.span()),
              "a list",
              values));
    }
    elaborator.values.enterLoop(true);
    try {
      for (int i = 0; i < list.elements().size(); i++) {
        elaborator.bounds.iteration(clause.span());
        Scope inside = scope.inner(scope.place().iteration(false, i));
        elaborator.patterns.bind(clause.pattern(), list.elements().get(i), inside);
        if (clause(comprehension, at + 1, inside, made) == Truth.OPEN) {
          return Truth.OPEN;
        }
      }
    } finally {
      elaborator.values.leaveLoop(true);
    }
    return Truth.YES;
  }

  private Truth element(
      Expression.Comprehension comprehension, Scope scope, List<Denotation> made) {
    if (comprehension.condition().isPresent()) {
      Expression condition = comprehension.condition().get();
      Truth holds = condition(evaluate(condition, scope), condition);
      if (holds != Truth.YES) {
        return holds == Truth.OPEN ? Truth.OPEN : Truth.YES;
      }
    }
    Scope before = current;
    current = scope;
    try {
      made.add(comprehension.element().accept(this));
    } finally {
      current = before;
    }
    return Truth.YES;
  }

  /** The answer of a static condition. */
  Truth condition(Denotation value, Expression condition) {
    if (value instanceof BoolStatic b) {
      return b.value();
    } else if (value.isError()) {
      return Truth.OPEN;
    } else if (value instanceof TensorDenotation) {
      throw new DiagnosticException(StaticMessages.tensorCondition(condition, value));
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting("the condition", condition.span(), condition.span()),
            "a bool",
            value));
  }

  /** Where sizes are known, a condition that they do not decide is a mistake. */
  void demandOpen(Expression condition) {
    if (!elaborator.isOpen()) {
      throw new DiagnosticException(StaticMessages.undecided(condition));
    }
  }

  @Override
  public Denotation choose(Expression.If choice) {
    Denotation condition = evaluate(choice.condition());
    if (condition.isError()) {
      return condition;
    }
    Truth answer = condition(condition, choice.condition());
    if (answer == Truth.OPEN) {
      demandOpen(choice.condition());
      Condition open = ((BoolStatic) condition).condition();
      Denotation then =
          elaborator.sizes.under(open, () -> elaborator.guarded(() -> branch(choice.then())));
      Denotation otherwise =
          elaborator.sizes.under(
              open.not(),
              () ->
                  elaborator.guarded(
                      () -> choice.otherwise().map(this::branch).orElse(Denotations.ERROR)));
      elaborator.sizes.merge(then, otherwise);
      return then.isError() ? otherwise : then;
    }
    if (answer == Truth.YES) {
      return branch(choice.then());
    }
    if (choice.otherwise().isEmpty()) {
      throw new DiagnosticException(StaticMessages.missingElse(choice.span()));
    }
    return branch(choice.otherwise().get());
  }

  /** The value of a branch; the sites in it are named as those of the whole. */
  private Denotation branch(Block block) {
    Optional<Expression> only = ItMention.onlyExpression(block);
    if (only.isEmpty()) {
      throw new DiagnosticException(StaticMessages.branchOfStatements(block.span()));
    }
    return only.get().accept(this);
  }

  @Override
  public Denotation select(Expression.Select select) {
    return elaborator
        .recipe()
        .map(r -> r.select(select, scope()))
        .orElseThrow(
            () -> new DiagnosticException(BodyMessages.onlyInRecipes("`select`", select.span())));
  }
}
