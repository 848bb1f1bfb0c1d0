package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.check.Denotation.VariableDenotation;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;

/** The statements of bodies and blocks, in the order of the text (definitions C3). */
final class Bodies implements Statement.Visitor<Bodies.Outcome> {
  /**
   * What a run of statements came to.
   *
   * @param value of a {@code return}, or of a block that is one expression
   * @param returned whether the body ends here
   */
  record Outcome(@Nullable Denotation value, boolean returned) {
    static final Outcome GOES_ON = new Outcome(null, false);
  }

  private final Elaborator elaborator;
  private @Nullable Scope current;

  Bodies(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  private Scope scope() {
    if (current == null) {
      throw new IllegalStateException("no statement is being elaborated");
    }
    return current;
  }

  /** The value of a body or block. */
  Denotation value(Block block, Scope scope) {
    Optional<Expression> only = ItMention.onlyExpression(block);
    if (only.isPresent() && !(only.get() instanceof Expression.If)) {
      return elaborator.guarded(() -> elaborator.evaluate(only.get(), scope));
    }
    Outcome outcome = run(block, scope);
    if (outcome.value() == null) {
      throw new DiagnosticException(BodyMessages.noResult(block.span()));
    }
    return outcome.value();
  }

  /** Elaborates statements in order until one returns. */
  Outcome run(Block block, Scope scope) {
    Scope before = current;
    current = scope;
    try {
      @Nullable Denotation perhaps = null;
      List<Statement> statements = block.statements();
      for (int i = 0; i < statements.size(); i++) {
        Statement statement = statements.get(i);
        boolean last = i == statements.size() - 1;
        Outcome outcome = step(statement, last && statements.size() == 1);
        if (outcome.returned() && outcome.value() != null && isDecided(statement)) {
          return outcome;
        } else if (outcome.value() != null) {
          perhaps = outcome.value();
        }
        current = scope;
      }
      return new Outcome(perhaps, perhaps != null);
    } finally {
      current = before;
    }
  }

  private boolean isDecided(Statement statement) {
    return !openBranch || !(statement instanceof Statement.Result);
  }

  /** Whether the last {@code if} was left undecided, so that what follows it is elaborated too. */
  private boolean openBranch;

  private Outcome step(Statement statement, boolean alone) {
    openBranch = false;
    try {
      if (statement instanceof Statement.Result result) {
        return result.value() instanceof Expression.If choice
            ? choice(choice, alone)
            : valueStatement(result, alone);
      }
      return statement.accept(this);
    } catch (DiagnosticException mistake) {
      elaborator.report(mistake);
      defineAsErrors(statement);
      return statement instanceof Statement.Return || statement instanceof Statement.Result
          ? new Outcome(Denotations.ERROR, true)
          : Outcome.GOES_ON;
    }
  }

  private Outcome valueStatement(Statement.Result result, boolean alone) {
    Optional<Outcome> recipe =
        elaborator.effects().flatMap(e -> e.standingAlone(result.value(), scope()));
    if (recipe.isEmpty() && alone) {
      return new Outcome(elaborator.evaluate(result.value(), scope()), false);
    }
    return recipe.orElseThrow(
        () -> new DiagnosticException(BodyMessages.unusedValue(result.value().span())));
  }

  private Outcome choice(Expression.If choice, boolean alone) {
    BoolStatic condition =
        elaborator
            .effects()
            .flatMap(e -> e.clockCondition(choice, scope()))
            .map(BoolStatic::new)
            .orElseGet(() -> staticCondition(choice));
    Truth answer = condition.value();
    if (answer == Truth.OPEN) {
      elaborator.expressions.demandOpen(choice.condition());
    } else {
      Optional<Block> taken = answer == Truth.YES ? Optional.of(choice.then()) : choice.otherwise();
      if (taken.isEmpty()) {
        return Outcome.GOES_ON;
      }
      return branch(taken.get(), alone, choice);
    }
    Condition open = condition.condition();
    Outcome then = elaborator.sizes.under(open, () -> branch(choice.then(), alone, choice));
    Outcome otherwise =
        choice
            .otherwise()
            .map(b -> elaborator.sizes.under(open.not(), () -> branch(b, alone, choice)))
            .orElse(Outcome.GOES_ON);
    openBranch = then.value() == null || otherwise.value() == null;
    elaborator.sizes.merge(then.value(), otherwise.value());
    Denotation value =
        then.value() == null || then.value().isError() ? otherwise.value() : then.value();
    return new Outcome(value == null ? then.value() : value, value != null);
  }

  private BoolStatic staticCondition(Expression.If choice) {
    Denotation condition = elaborator.evaluate(choice.condition(), scope());
    if (condition.isError()) {
      throw new DiagnosticException(List.of());
    }
    return condition instanceof BoolStatic known
        ? known
        : new BoolStatic(elaborator.expressions.condition(condition, choice.condition()));
  }

  private Outcome branch(Block block, boolean alone, Expression.If choice) {
    Scope before = scope();
    Outcome outcome = run(block, before.inner());
    current = before;
    boolean expression = ItMention.onlyExpression(block).isPresent();
    if (expression && !alone && outcome.value() != null && !outcome.value().isError()) {
      throw new DiagnosticException(BodyMessages.unusedValue(choice.span()));
    }
    return outcome;
  }

  /** After a mistake, the names that the statement would have bound agree with everything. */
  private void defineAsErrors(Statement statement) {
    if (statement instanceof Statement.Let let) {
      PatternBinding.names(let.pattern()).forEach(n -> scope().define(n, Denotations.ERROR));
    } else if (statement instanceof Statement.Param param) {
      scope().define(param.name().text(), Denotations.ERROR);
    } else if (statement instanceof Statement.State state) {
      scope().define(state.name().text(), Denotations.ERROR);
    } else if (statement instanceof Statement.Data data) {
      scope().define(data.name().text(), Denotations.ERROR);
    } else if (statement instanceof Statement.Net net) {
      scope().define(net.name().text(), Denotations.ERROR);
    }
  }

  static Span resultSpan(Block block) {
    if (block.statements().isEmpty()) {
      return block.span();
    }
    Statement last = block.statements().get(block.statements().size() - 1);
    return last instanceof Statement.Return returned ? returned.value().span() : last.span();
  }

  // ---- let

  @Override
  public Outcome let(Statement.Let let) {
    if (let.pattern() instanceof Pattern.Whole whole) {
      elaborator.reached.give("the `let`", whole.name());
    }
    ValueLog.Extent begun = elaborator.taps.begin(scope());
    Scope here = scope();
    Optional<Denotation> special = elaborator.effects().flatMap(e -> e.let(let, here));
    Denotation value = special.isPresent() ? special.get() : elaborator.evaluate(let.value(), here);
    if (let.type().isPresent() && !(value instanceof Denotation.ConstantDenotation)) {
      Types.Fitting fitting =
          new Types.Fitting("this value", let.value().span(), let.type().get().span());
      value = elaborator.types.fit(let.type().get(), value, scope(), fitting);
    }
    elaborator.patterns.bind(let.pattern(), value, scope());
    elaborator.taps.remember(let, begun, scope());
    return Outcome.GOES_ON;
  }

  // ---- what a layer owns

  @Override
  public Outcome param(Statement.Param param) {
    elaborator.reached.give("the parameter", param.name());
    Variable variable =
        elaborator.variables.declare(
            Variable.Kind.PARAMETER,
            param.name(),
            tensor(param.type()),
            param.role(),
            param.initial(),
            scope());
    scope().define(param.name().text(), new VariableDenotation(variable));
    return Outcome.GOES_ON;
  }

  @Override
  public Outcome state(Statement.State state) {
    Variable variable =
        elaborator.variables.declare(
            Variable.Kind.STATE,
            state.name(),
            tensor(state.type()),
            Optional.empty(),
            state.initial(),
            scope());
    scope().define(state.name().text(), new VariableDenotation(variable));
    return state.source().isEmpty()
        ? Outcome.GOES_ON
        : effect(state.source().get().span(), "from").stateFrom(state, variable, scope());
  }

  private static TypeExpression.Tensor tensor(TypeExpression type) {
    if (type instanceof TypeExpression.Tensor tensor) {
      return tensor;
    } else if (type instanceof TypeExpression.Word word
        && ElementType.named(word.name().text()).isPresent()) {
      return new TypeExpression.Tensor(Optional.of(word.name()), List.of(), word.span());
    }
    throw new DiagnosticException(KindMessages.notATensorType(type));
  }

  @Override
  public Outcome update(Statement.Update update) {
    Name target = update.target().get(0);
    Denotation bound = scope().find(target.text());
    if (bound != null && bound.isError()) {
      return Outcome.GOES_ON;
    }
    if (update.target().size() > 1 || !(bound instanceof VariableDenotation variable)) {
      return elaborator
          .effects()
          .flatMap(e -> e.updateNet(update, scope()))
          .orElseThrow(
              () -> new DiagnosticException(OwnershipMessages.notUpdatable(target, update.span())));
    }
    if (elaborator.training() == Truth.NO) {
      throw new DiagnosticException(OwnershipMessages.updateInInference(target, update.span()));
    }
    boolean foreign =
        variable.variable().kind() == Variable.Kind.PARAMETER
            && elaborator.recipe().filter(r -> r.path().equals(scope().place().path())).isEmpty();
    if (foreign) {
      throw new DiagnosticException(OwnershipMessages.notUpdatable(target, update.span()));
    }
    Denotation value = elaborator.evaluate(update.value(), scope());
    if (!value.isError()) {
      elaborator.variables.write(variable.variable(), value, update.value().span());
    }
    return Outcome.GOES_ON;
  }

  // ---- conditions

  @Override
  public Outcome require(Statement.Require require) {
    Denotation value = elaborator.evaluate(require.condition(), scope());
    Truth holds = elaborator.expressions.condition(value, require.condition());
    boolean refused =
        holds == Truth.OPEN
            && elaborator.isOpen()
            && value instanceof BoolStatic open
            && !elaborator.sizes.accept(open.condition(), require.span());
    if (holds == Truth.NO || refused) {
      Scope here = scope();
      Optional<String> message =
          require
              .message()
              .map(m -> elaborator.evaluate(m, here))
              .map(m -> m instanceof TextStatic t ? t.value() : "");
      throw new DiagnosticException(
          ArgumentMessages.requirement(message, Source.text(require.condition()), require.span()));
    }
    return Outcome.GOES_ON;
  }

  @Override
  public Outcome check(Statement.Check check) {
    return effect(check.span(), "check").check(check, scope());
  }

  @Override
  public Outcome returns(Statement.Return returned) {
    return new Outcome(elaborator.evaluate(returned.value(), scope()), true);
  }

  @Override
  public Outcome result(Statement.Result result) {
    throw new IllegalStateException("a value statement is taken before it gets here");
  }

  // ---- recipes

  private BodyEffects effect(Span span, String word) {
    return elaborator
        .effects()
        .orElseThrow(
            () -> new DiagnosticException(BodyMessages.onlyInRecipes("`" + word + "`", span)));
  }

  @Override
  public Outcome minimize(Statement.Minimize minimize) {
    return effect(minimize.span(), "minimize").minimize(minimize, scope());
  }

  @Override
  public Outcome report(Statement.Report report) {
    return effect(report.span(), "report").report(report, scope());
  }

  @Override
  public Outcome data(Statement.Data data) {
    return effect(data.span(), "data").data(data, scope());
  }

  @Override
  public Outcome net(Statement.Net net) {
    return effect(net.span(), "net").net(net, scope());
  }

  @Override
  public Outcome stage(Statement.Stage stage) {
    return effect(stage.span(), "stage").stage(stage, scope());
  }

  @Override
  public Outcome train(Statement.Train train) {
    return effect(train.span(), "train").train(train, scope());
  }

  @Override
  public Outcome evaluate(Statement.Evaluate evaluate) {
    return effect(evaluate.span(), "evaluate").evaluate(evaluate, scope());
  }

  @Override
  public Outcome predict(Statement.Predict predict) {
    return effect(predict.span(), "predict").predict(predict, scope());
  }

  @Override
  public Outcome keep(Statement.Keep keep) {
    return effect(keep.span(), "keep").keep(keep, scope());
  }
}
