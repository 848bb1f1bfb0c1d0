package org.netwright.frontend.resolve;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;

/**
 * Whether a block says {@code it}. The {@code it} of a nested block does not count, that of an
 * {@code if} branch does (definitions C24).
 */
public final class ItMention implements Expression.Visitor<Boolean> {
  private static final ItMention IN_EXPRESSION = new ItMention();
  private static final InStatement IN_STATEMENT = new InStatement();

  private ItMention() {}

  /** Whether a block of its own uses what flows in. */
  public static boolean in(Block block) {
    return block.statements().stream().anyMatch(s -> s.accept(IN_STATEMENT));
  }

  /** The expression of a block that holds nothing else. */
  public static Optional<Expression> onlyExpression(Block block) {
    return block.statements().size() == 1
            && block.statements().get(0) instanceof Statement.Result result
        ? Optional.of(result.value())
        : Optional.empty();
  }

  private boolean any(List<? extends Expression> expressions) {
    return expressions.stream().anyMatch(this::in);
  }

  private boolean in(Expression expression) {
    return expression.accept(this);
  }

  private boolean inArguments(List<Expression.Argument> arguments) {
    return arguments.stream().anyMatch(a -> in(a.value()));
  }

  @Override
  public Boolean intLiteral(Expression.IntLiteral expression) {
    return false;
  }

  @Override
  public Boolean floatLiteral(Expression.FloatLiteral expression) {
    return false;
  }

  @Override
  public Boolean durationLiteral(Expression.DurationLiteral expression) {
    return false;
  }

  @Override
  public Boolean boolLiteral(Expression.BoolLiteral expression) {
    return false;
  }

  @Override
  public Boolean noneLiteral(Expression.NoneLiteral expression) {
    return false;
  }

  @Override
  public Boolean text(Expression.Text expression) {
    return expression.parts().stream()
        .anyMatch(p -> p.expression().isPresent() && in(p.expression().get()));
  }

  @Override
  public Boolean reference(Expression.Reference expression) {
    return false;
  }

  @Override
  public Boolean it(Expression.It expression) {
    return true;
  }

  @Override
  public Boolean unary(Expression.Unary expression) {
    return in(expression.operand());
  }

  @Override
  public Boolean binary(Expression.Binary expression) {
    return in(expression.left()) || in(expression.right());
  }

  @Override
  public Boolean comparison(Expression.Comparison expression) {
    return any(expression.operands());
  }

  @Override
  public Boolean call(Expression.Call expression) {
    return in(expression.target()) || inArguments(expression.arguments());
  }

  @Override
  public Boolean member(Expression.Member expression) {
    return in(expression.target());
  }

  @Override
  public Boolean subscript(Expression.Subscript expression) {
    return in(expression.target())
        || expression.indices().stream().anyMatch(i -> i.isPresent() && in(i.get()));
  }

  @Override
  public Boolean tap(Expression.Tap expression) {
    return in(expression.target());
  }

  @Override
  public Boolean pathPattern(Expression.PathPattern expression) {
    return false;
  }

  @Override
  public Boolean marked(Expression.Marked expression) {
    return in(expression.operand());
  }

  @Override
  public Boolean tuple(Expression.Tuple expression) {
    return inArguments(expression.fields());
  }

  @Override
  public Boolean list(Expression.ListOf expression) {
    return any(expression.elements());
  }

  @Override
  public Boolean comprehension(Expression.Comprehension expression) {
    return in(expression.element())
        || expression.clauses().stream().anyMatch(c -> in(c.values()))
        || expression.condition().isPresent() && in(expression.condition().get());
  }

  @Override
  public Boolean choose(Expression.If expression) {
    return in(expression.condition())
        || in(expression.then())
        || expression.otherwise().isPresent() && in(expression.otherwise().get());
  }

  @Override
  public Boolean select(Expression.Select expression) {
    return expression.arms().stream().anyMatch(a -> in(a.value()));
  }

  @Override
  public Boolean pipe(Expression.Pipe expression) {
    return in(expression.head()) || any(expression.stages());
  }

  @Override
  public Boolean loop(Expression.Loop expression) {
    return in(expression.over());
  }

  @Override
  public Boolean block(Expression.BlockLayer expression) {
    return false;
  }

  /** The same question about a statement. */
  private static final class InStatement implements Statement.Visitor<Boolean> {
    private static boolean in(Expression expression) {
      return expression.accept(IN_EXPRESSION);
    }

    @Override
    public Boolean let(Statement.Let statement) {
      return in(statement.value());
    }

    @Override
    public Boolean param(Statement.Param statement) {
      return in(statement.initial());
    }

    @Override
    public Boolean state(Statement.State statement) {
      return in(statement.initial());
    }

    @Override
    public Boolean update(Statement.Update statement) {
      return in(statement.value());
    }

    @Override
    public Boolean require(Statement.Require statement) {
      return in(statement.condition());
    }

    @Override
    public Boolean check(Statement.Check statement) {
      return in(statement.condition());
    }

    @Override
    public Boolean returns(Statement.Return statement) {
      return in(statement.value());
    }

    @Override
    public Boolean minimize(Statement.Minimize statement) {
      return in(statement.loss());
    }

    @Override
    public Boolean report(Statement.Report statement) {
      return statement.items().stream().anyMatch(i -> in(i.value()));
    }

    @Override
    public Boolean data(Statement.Data statement) {
      return in(statement.value());
    }

    @Override
    public Boolean net(Statement.Net statement) {
      return in(statement.value());
    }

    @Override
    public Boolean stage(Statement.Stage statement) {
      return false;
    }

    @Override
    public Boolean train(Statement.Train statement) {
      return false;
    }

    @Override
    public Boolean evaluate(Statement.Evaluate statement) {
      return false;
    }

    @Override
    public Boolean predict(Statement.Predict statement) {
      return false;
    }

    @Override
    public Boolean keep(Statement.Keep statement) {
      return false;
    }

    @Override
    public Boolean result(Statement.Result statement) {
      return in(statement.value());
    }
  }
}
