package org.netwright.frontend.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.VariableDenotation;
import org.netwright.frontend.check.Denotation.WrittenMetric;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * A metric written in the language (definitions C12): its updates go into the step of a batch, its
 * result into a step that runs when the pass is over and knows nothing but the states.
 */
final class MetricBody {
  private final Elaborator elaborator;
  private final WrittenMetric metric;
  private final BiFunction<Statement.State, TensorType, Variable> states;

  /**
   * @param states the variable of a state, with its first value
   */
  MetricBody(
      Elaborator elaborator,
      WrittenMetric metric,
      BiFunction<Statement.State, TensorType, Variable> states) {
    this.elaborator = elaborator;
    this.metric = metric;
    this.states = states;
  }

  private Declaration.Metric declaration() {
    return (Declaration.Metric) metric.symbol().declaration();
  }

  private <T> T inside(java.util.function.Supplier<T> work) {
    Frame frame =
        new Frame(
            metric.symbol().name(),
            elaborator.path(),
            0,
            metric.symbol().unit(),
            metric.symbol().place(),
            metric.place());
    elaborator.reached.add(metric.symbol());
    return elaborator.within(frame, () -> elaborator.with(null, work));
  }

  // ---- a batch

  /** Emits the updates of one batch into the step in hand. */
  void update() {
    inside(
        () -> {
          batch(declaration().body(), metric.scope().inner());
          return this;
        });
  }

  private void batch(Block block, Scope scope) {
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.State state) {
        define(state, scope);
      } else if (statement instanceof Statement.Let let) {
        Denotation value = elaborator.evaluate(let.value(), scope);
        elaborator.patterns.bind(let.pattern(), value, scope);
      } else if (statement instanceof Statement.Update update) {
        move(update, scope);
      } else if (statement instanceof Statement.Require require) {
        elaborator.bodies.run(new Block(List.of(require), require.span()), scope);
      } else if (statement instanceof Statement.Result result
          && result.value() instanceof Expression.If choice) {
        branch(choice, scope).ifPresent(b -> batch(b, scope.inner()));
      } else if (!(statement instanceof Statement.Return)) {
        throw new DiagnosticException(
            CompositionMessages.notInMetric("this statement", statement.span()));
      }
    }
  }

  private Optional<Block> branch(Expression.If choice, Scope scope) {
    Truth answer =
        elaborator.expressions.condition(
            elaborator.evaluate(choice.condition(), scope), choice.condition());
    return answer == Truth.NO ? choice.otherwise() : Optional.of(choice.then());
  }

  private void define(Statement.State state, Scope scope) {
    Variable variable = states.apply(state, type(state, scope));
    scope.define(state.name().text(), new VariableDenotation(variable));
  }

  private TensorType type(Statement.State state, Scope scope) {
    TypeExpression.Tensor written =
        state.type() instanceof TypeExpression.Tensor tensor
            ? tensor
            : new TypeExpression.Tensor(
                Optional.of(((TypeExpression.Word) state.type()).name()),
                List.of(),
                state.type().span());
    ElementType element =
        written.element().flatMap(n -> ElementType.named(n.text())).orElse(ElementType.F32);
    TensorType type = new TensorType(element, new Shape(elaborator.types.dims(written, scope)));
    if (!type.shape().isKnown()) {
      throw new DiagnosticException(
          CompositionMessages.metricState(state.name().text(), type, state.type().span()));
    }
    return type;
  }

  private void move(Statement.Update update, Scope scope) {
    @Nullable Denotation target = scope.find(update.target().get(0).text());
    if (update.target().size() != 1 || !(target instanceof VariableDenotation state)) {
      throw new DiagnosticException(
          OwnershipMessages.notUpdatable(update.target().get(0), update.span()));
    }
    Denotation value = elaborator.evaluate(update.value(), scope);
    if (!value.isError()) {
      elaborator.variables.write(state.variable(), value, update.value().span());
    }
  }

  // ---- the result

  /** The result from the states, in the step in hand. */
  Value result() {
    return inside(
        () -> {
          Scope scope = metric.scope().inner();
          Map<String, Statement.Let> lets = new HashMap<>();
          Statement.Return returned = read(declaration().body(), scope, lets);
          if (returned == null) {
            throw new IllegalStateException(
                "the parser demands a `return` at the end of " + metric.symbol().name());
          }
          bindNeeded(returned.value(), scope, lets, new HashSet<>());
          Denotation value = elaborator.evaluate(returned.value(), scope);
          if (value.isError()) {
            throw new DiagnosticException(List.of());
          }
          return elaborator.operators.value(value, ElementType.F64, returned.value().span());
        });
  }

  /** Binds the states, and finds the lets and the return of the branches that are taken. */
  private Statement.@Nullable Return read(
      Block block, Scope scope, Map<String, Statement.Let> lets) {
    Statement.Return returned = null;
    for (Statement statement : block.statements()) {
      if (statement instanceof Statement.State state) {
        define(state, scope);
      } else if (statement instanceof Statement.Let let) {
        PatternBinding.names(let.pattern()).forEach(n -> lets.put(n, let));
      } else if (statement instanceof Statement.Return last) {
        returned = last;
      } else if (statement instanceof Statement.Result result
          && result.value() instanceof Expression.If choice) {
        Optional<Block> taken = branch(choice, scope);
        Statement.Return inner = taken.isPresent() ? read(taken.get(), scope, lets) : null;
        returned = inner == null ? returned : inner;
      }
    }
    return returned;
  }

  /** Binds what an expression needs of the lets; what depends on a batch is a mistake. */
  private void bindNeeded(
      Expression expression, Scope scope, Map<String, Statement.Let> lets, Set<String> done) {
    for (String name : NamesIn.expression(expression)) {
      Statement.Let let = lets.get(name);
      @Nullable Denotation known = scope.find(name);
      if (let != null && done.add(name)) {
        bindNeeded(let.value(), scope, lets, done);
        elaborator.patterns.bind(let.pattern(), elaborator.evaluate(let.value(), scope), scope);
      } else if (let == null && known instanceof TensorDenotation) {
        Span declared =
            declaration().parameters().stream()
                .filter(p -> p.name().text().equals(name))
                .findFirst()
                .map(p -> p.span())
                .orElse(Span.NONE);
        throw new DiagnosticException(
            CompositionMessages.resultReadsBatch(
                name, metric.symbol().name(), expression.span(), declared));
      }
    }
  }
}
