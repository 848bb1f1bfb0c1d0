package org.netwright.frontend.syntax;

import java.util.List;
import java.util.Optional;
import org.netwright.spi.source.Span;

/**
 * What stands at the top level of a file. {@code doc} is the text of the {@code ##} lines above,
 * without the marks.
 */
public sealed interface Declaration extends Node {
  <R> R accept(Visitor<R> visitor);

  /** {@code use std.nn.{Conv2d, Linear as L}}; without braces, the unit itself. */
  record Use(List<Name> path, List<Item> items, Span span) implements Declaration {
    public record Item(Name name, Optional<Name> alias) {
      /** The name it has in this file. */
      public Name local() {
        return alias.orElse(name);
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.use(this);
    }
  }

  record Const(String doc, Name name, Optional<TypeExpression> type, Expression value, Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.constant(this);
    }
  }

  /** {@code fn name(parameters) -> result where … { body }}. */
  record Fn(
      String doc,
      Name name,
      List<Parameter> parameters,
      Optional<TypeExpression> result,
      List<Constraint> constraints,
      Block body,
      Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fn(this);
    }
  }

  /**
   * {@code layer} or {@code model}: hyperparameters, then tensors and statics of an application.
   */
  record Layer(
      String doc,
      boolean model,
      Name name,
      List<Parameter> hyperparameters,
      List<Parameter> inputs,
      Optional<TypeExpression> result,
      List<Constraint> constraints,
      Block body,
      Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.layer(this);
    }
  }

  /** {@code model ResNet18 = ResNet(depths = [2, 2, 2, 2])}: new defaults. */
  record Preset(String doc, boolean model, Name name, Expression value, Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.preset(this);
    }
  }

  record Quantizer(
      String doc,
      Name name,
      List<Parameter> hyperparameters,
      List<Parameter> inputs,
      Optional<TypeExpression> result,
      List<Promise> promises,
      List<Constraint> constraints,
      Block body,
      Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.quantizer(this);
    }
  }

  record Metric(
      String doc,
      Name name,
      List<Parameter> parameters,
      Optional<TypeExpression> result,
      List<Promise> promises,
      List<Constraint> constraints,
      Block body,
      Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.metric(this);
    }
  }

  record Data(String doc, Name name, Optional<TypeExpression> type, Expression value, Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.data(this);
    }
  }

  record Recipe(
      String doc,
      Name name,
      List<Parameter> parameters,
      List<Constraint> constraints,
      Block body,
      Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.recipe(this);
    }
  }

  record Sweep(
      String doc,
      Name name,
      List<Axis> axes,
      Block body,
      List<Expression> tabulated,
      List<Expression> by,
      Span span)
      implements Declaration {
    public record Axis(Name name, Expression values) {}

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sweep(this);
    }
  }

  record Test(Name name, Block body, Span span) implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.test(this);
    }
  }

  /**
   * {@code external optimizer Adam(…)}: the form of a declaration without a body. {@code kind} is
   * the plain word; {@code inputs} is empty where the form has one list.
   */
  record External(
      String doc,
      Name kind,
      Name name,
      List<Parameter> parameters,
      Optional<List<Parameter>> inputs,
      Optional<TypeExpression> result,
      List<Promise> promises,
      List<Constraint> constraints,
      Span span)
      implements Declaration {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.external(this);
    }
  }

  /** {@code name: type = default}. */
  record Parameter(Name name, TypeExpression type, Optional<Expression> defaultValue, Span span)
      implements Node {}

  /** {@code N % groups == 0: "message with {N}"}. */
  record Constraint(Expression condition, Optional<Expression.Text> message, Span span)
      implements Node {}

  /** {@code bits 1}, {@code stores binary}, {@code better higher}, {@code for latent}. */
  record Promise(Name word, Expression value, Span span) implements Node {}

  /** One method a form. */
  interface Visitor<R> {
    R use(Use declaration);

    R constant(Const declaration);

    R fn(Fn declaration);

    R layer(Layer declaration);

    R preset(Preset declaration);

    R quantizer(Quantizer declaration);

    R metric(Metric declaration);

    R data(Data declaration);

    R recipe(Recipe declaration);

    R sweep(Sweep declaration);

    R test(Test declaration);

    R external(External declaration);
  }
}
