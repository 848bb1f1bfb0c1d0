package org.netwright.frontend.syntax;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/** What stands in a block. */
public sealed interface Statement extends Node {
  <R> R accept(Visitor<R> visitor);

  record Let(Pattern pattern, Optional<TypeExpression> type, Expression value, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.let(this);
    }
  }

  record Param(Name name, TypeExpression type, Expression initial, Optional<Name> role, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.param(this);
    }
  }

  record State(
      Name name, TypeExpression type, Expression initial, Optional<Expression> source, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.state(this);
    }
  }

  record Update(List<Name> target, Expression value, Span span) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.update(this);
    }
  }

  record Require(Expression condition, Optional<Expression.Text> message, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.require(this);
    }
  }

  /** {@code check condition}, or {@code check layer -> type}. */
  record Check(
      Expression condition,
      Optional<TypeExpression> type,
      Optional<Expression.Text> message,
      Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.check(this);
    }
  }

  record Return(Expression value, Span span) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.returns(this);
    }
  }

  record Minimize(
      Optional<Name> name,
      Expression loss,
      List<Selector.Path> over,
      List<Selector.Path> except,
      Expression chain,
      Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.minimize(this);
    }
  }

  record Report(List<Item> items, Span span) implements Statement {
    public record Item(Optional<Name> name, Expression value, Span span) implements Node {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.report(this);
    }
  }

  record Data(Name name, Optional<TypeExpression> type, Expression value, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.data(this);
    }
  }

  /** {@code net n = value from source { rules }}. */
  record Net(Name name, Expression value, Optional<Expression> source, List<Rule> rules, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.net(this);
    }
  }

  /** A rule of {@code from}. */
  sealed interface Rule extends Node {
    /** {@code target = expression}; {@code target = fresh} has {@link #fresh} and no expression. */
    record Assign(Selector.Path target, Optional<Expression> value, boolean fresh, Span span)
        implements Rule {}

    /** {@code unused pattern} or {@code unused "name"}. */
    record Unused(Optional<Selector.Path> pattern, Optional<Expression.Text> name, Span span)
        implements Rule {}
  }

  record Stage(Name name, Block body, Span span) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.stage(this);
    }
  }

  record Train(Expression length, Expression data, Pattern pattern, Block body, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.train(this);
    }
  }

  /** {@code evaluate [every DURATION | at end] on data as pattern { … }}. */
  record Evaluate(
      Optional<Expression> every,
      boolean atEnd,
      Expression data,
      Pattern pattern,
      Block body,
      Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.evaluate(this);
    }
  }

  record Predict(Optional<Name> name, List<Declaration.Parameter> inputs, Block body, Span span)
      implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.predict(this);
    }
  }

  /** {@code keep best by test.accuracy}, {@code keep last}. */
  record Keep(Name which, Optional<Expression> by, Span span) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.keep(this);
    }
  }

  /**
   * An expression: the value of its block, or {@code run X()}, or a statement {@code if} or {@code
   * repeat}.
   */
  record Result(Expression value, Span span) implements Statement {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.result(this);
    }
  }

  /** One method a form. */
  interface Visitor<R> {
    R let(Let statement);

    R param(Param statement);

    R state(State statement);

    R update(Update statement);

    R require(Require statement);

    R check(Check statement);

    R returns(Return statement);

    R minimize(Minimize statement);

    R report(Report statement);

    R data(Data statement);

    R net(Net statement);

    R stage(Stage statement);

    R train(Train statement);

    R evaluate(Evaluate statement);

    R predict(Predict statement);

    R keep(Keep statement);

    R result(Result statement);
  }
}
