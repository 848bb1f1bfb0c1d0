package org.netwright.frontend.syntax;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.source.Span;

/** What has a value. */
public sealed interface Expression extends Node {
  <R> R accept(Visitor<R> visitor);

  record IntLiteral(BigInteger value, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.intLiteral(this);
    }
  }

  record FloatLiteral(double value, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.floatLiteral(this);
    }
  }

  record DurationLiteral(Duration value, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.durationLiteral(this);
    }
  }

  record BoolLiteral(boolean value, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.boolLiteral(this);
    }
  }

  record NoneLiteral(Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.noneLiteral(this);
    }
  }

  /** A string: texts with their escapes resolved, and expressions in braces, in order. */
  record Text(List<Part> parts, Span span) implements Expression {
    public Text {
      parts = List.copyOf(parts);
    }

    /** Either a text or an expression. */
    public record Part(String text, Optional<Expression> expression) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.text(this);
    }
  }

  record Reference(Name name, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reference(this);
    }
  }

  record It(Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.it(this);
    }
  }

  record Unary(UnaryOperator operator, Expression operand, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unary(this);
    }
  }

  enum UnaryOperator {
    MINUS,
    NOT
  }

  record Binary(BinaryOperator operator, Expression left, Expression right, Span span)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }
  }

  enum BinaryOperator {
    POWER("**"),
    TIMES("*"),
    DIVIDE("/"),
    FLOOR_DIVIDE("//"),
    REMAINDER("%"),
    PLUS("+"),
    MINUS("-"),
    RANGE(".."),
    COALESCE("??"),
    AND("and"),
    OR("or");

    private final String sign;

    BinaryOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /** {@code a <= b < c}: one more operand than operators. */
  record Comparison(List<Expression> operands, List<ComparisonOperator> operators, Span span)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comparison(this);
    }
  }

  enum ComparisonOperator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    LESS_EQUAL("<="),
    GREATER(">"),
    GREATER_EQUAL(">=");

    private final String sign;

    ComparisonOperator(String sign) {
      this.sign = sign;
    }

    public String sign() {
      return sign;
    }
  }

  /**
   * {@code target(arguments) { block }}. The block, if any, is a trailing argument; only a stage or
   * a head has one.
   */
  record Call(
      Expression target,
      List<Argument> arguments,
      Optional<Block> block,
      boolean parentheses,
      Span span)
      implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** {@code name = value} or {@code value}; a block argument is a {@link BlockLayer}. */
  record Argument(Optional<Name> name, Expression value, Span span) implements Node {}

  record Member(Expression target, Name name, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.member(this);
    }
  }

  /** {@code x[:, 0, a..b, none]}; an empty index is {@code :}. */
  record Subscript(Expression target, List<Optional<Expression>> indices, Span span)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.subscript(this);
    }
  }

  /** {@code y@path}. */
  record Tap(Expression target, Selector.Path path, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tap(this);
    }
  }

  /** A pattern used as an argument: {@code **.attention.(query | value)}. */
  record PathPattern(Selector.Path path, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pathPattern(this);
    }
  }

  /** {@code fresh X(…)}, {@code frozen X}, {@code twin x}, {@code run R(…)}. */
  record Marked(Marker marker, Expression operand, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.marked(this);
    }
  }

  enum Marker {
    FRESH,
    FROZEN,
    TWIN,
    RUN
  }

  /**
   * {@code (a, b)} or {@code (image = a, label = b)}; one unnamed value in parentheses is that
   * value.
   */
  record Tuple(List<Argument> fields, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.tuple(this);
    }
  }

  record ListOf(List<Expression> elements, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.list(this);
    }
  }

  /** {@code [element for x in xs for y in ys if condition]}. */
  record Comprehension(
      Expression element, List<Clause> clauses, Optional<Expression> condition, Span span)
      implements Expression {
    public record Clause(Pattern pattern, Expression values, Span span) implements Node {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.comprehension(this);
    }
  }

  /** {@code if c { a } else { b }}; {@code else if} is an else block that holds one {@code if}. */
  record If(Expression condition, Block then, Optional<Block> otherwise, Span span)
      implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.choose(this);
    }
  }

  /** {@code select { term: value, else: value }}; the term of {@code else} is empty. */
  record Select(List<Arm> arms, Span span) implements Expression {
    public record Arm(Optional<Selector> term, Expression value, Span span) implements Node {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.select(this);
    }
  }

  /**
   * {@code head |> stage |> stage}. A stage is a {@link Reference}, {@link Member}, {@link Call},
   * {@link Loop}, {@link Marked}, {@link BlockLayer} or a suffix of one.
   */
  record Pipe(Expression head, List<Expression> stages, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.pipe(this);
    }
  }

  /**
   * {@code repeat [pattern in] count [as counter] { body }}, {@code recur}, {@code rolled recur …
   * until c}.
   */
  record Loop(
      Kind kind,
      Optional<Pattern> pattern,
      Expression over,
      Optional<Name> counter,
      Optional<Expression> until,
      Block body,
      Span span)
      implements Expression {
    public enum Kind {
      REPEAT,
      RECUR,
      ROLLED
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.loop(this);
    }
  }

  /** A block where a layer is wanted. */
  record BlockLayer(Block block, Span span) implements Expression {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.block(this);
    }
  }

  /** One method a form. */
  interface Visitor<R> {
    R intLiteral(IntLiteral expression);

    R floatLiteral(FloatLiteral expression);

    R durationLiteral(DurationLiteral expression);

    R boolLiteral(BoolLiteral expression);

    R noneLiteral(NoneLiteral expression);

    R text(Text expression);

    R reference(Reference expression);

    R it(It expression);

    R unary(Unary expression);

    R binary(Binary expression);

    R comparison(Comparison expression);

    R call(Call expression);

    R member(Member expression);

    R subscript(Subscript expression);

    R tap(Tap expression);

    R pathPattern(PathPattern expression);

    R marked(Marked expression);

    R tuple(Tuple expression);

    R list(ListOf expression);

    R comprehension(Comprehension expression);

    R choose(If expression);

    R select(Select expression);

    R pipe(Pipe expression);

    R loop(Loop expression);

    R block(BlockLayer expression);
  }
}
