package org.netwright.frontend.parse;

import static org.netwright.frontend.parse.TreeBuilder.all;
import static org.netwright.frontend.parse.TreeBuilder.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.parse.StatementBuilder.Purpose;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.grammar.NetParser;
import org.netwright.grammar.NetParserBaseVisitor;
import org.netwright.spi.source.Span;

/** Builds declarations and their headers. */
final class DeclarationBuilder {
  private final TreeBuilder tree;
  private final DocComments docs;
  private final Declarations declarations = new Declarations();

  DeclarationBuilder(TreeBuilder tree, DocComments docs) {
    this.tree = tree;
    this.docs = docs;
  }

  List<Declaration> declarations(NetParser.FileContext context) {
    List<Declaration> result = new ArrayList<>();
    for (NetParser.DeclarationContext declaration : context.declaration()) {
      if (!tree.isDamaged(declaration)) {
        result.add(declarations.visit(declaration));
      }
    }
    return result;
  }

  List<Parameter> parameters(NetParser.ParametersContext context) {
    return all(context.parameter(), this::parameter);
  }

  private Parameter parameter(NetParser.ParameterContext context) {
    return new Parameter(
        tree.name(context.name()),
        tree.types().type(context.type()),
        optional(context.pipeline(), tree.expressions()::pipeline),
        tree.span(context));
  }

  private String doc(ParserRuleContext context) {
    return docs.above(context.getStart().getLine());
  }

  private Optional<TypeExpression> result(NetParser.@Nullable ResultContext context) {
    return optional(context, result -> tree.types().type(result.type()));
  }

  private List<Declaration.Constraint> constraints(NetParser.@Nullable WhereContext context) {
    return context == null ? List.of() : all(context.constraint(), this::constraint);
  }

  private Declaration.Constraint constraint(NetParser.ConstraintContext context) {
    return new Declaration.Constraint(
        tree.expressions().value(context.value()),
        optional(context.STRING(), tree.texts()::text),
        tree.span(context));
  }

  private List<Declaration.Promise> promises(List<NetParser.PromiseContext> contexts) {
    return all(contexts, this::promise);
  }

  private Declaration.Promise promise(NetParser.PromiseContext context) {
    Span span = tree.span(context);
    Name word = new Name(context.getStart().getText(), tree.source().span(context.getStart()));
    if (context.value() != null) {
      return new Declaration.Promise(word, tree.expressions().value(context.value()), span);
    }
    Name kept = tree.name(context.word());
    return new Declaration.Promise(word, new Expression.Reference(kept, kept.span()), span);
  }

  private Block body(NetParser.BlockContext context) {
    return tree.statements().block(context, Purpose.RESULT);
  }

  private List<Expression> values(NetParser.@Nullable ValuesContext context) {
    return context == null ? List.of() : all(context.value(), tree.expressions()::value);
  }

  private final class Declarations extends NetParserBaseVisitor<Declaration> {
    @Override
    public Declaration visitUseDeclaration(NetParser.UseDeclarationContext context) {
      List<Declaration.Use.Item> items =
          all(
              context.useItem(),
              item ->
                  new Declaration.Use.Item(
                      tree.name(item.name(0)), optional(item.alias, tree::name)));
      return new Declaration.Use(all(context.word(), tree::name), items, tree.span(context));
    }

    @Override
    public Declaration visitConstDeclaration(NetParser.ConstDeclarationContext context) {
      return new Declaration.Const(
          doc(context),
          tree.name(context.name()),
          optional(context.type(), tree.types()::type),
          tree.expressions().pipeline(context.pipeline()),
          tree.span(context));
    }

    @Override
    public Declaration visitFnDeclaration(NetParser.FnDeclarationContext context) {
      return new Declaration.Fn(
          doc(context),
          tree.name(context.name()),
          parameters(context.parameters()),
          result(context.result()),
          constraints(context.where()),
          body(context.block()),
          tree.span(context));
    }

    @Override
    public Declaration visitLayerDeclaration(NetParser.LayerDeclarationContext context) {
      return new Declaration.Layer(
          doc(context),
          context.MODEL() != null,
          tree.name(context.name()),
          parameters(context.hyperparameters),
          parameters(context.inputs),
          result(context.result()),
          constraints(context.where()),
          body(context.block()),
          tree.span(context));
    }

    @Override
    public Declaration visitPresetDeclaration(NetParser.PresetDeclarationContext context) {
      return new Declaration.Preset(
          doc(context),
          context.MODEL() != null,
          tree.name(context.name()),
          tree.expressions().pipeline(context.pipeline()),
          tree.span(context));
    }

    @Override
    public Declaration visitQuantizerDeclaration(NetParser.QuantizerDeclarationContext context) {
      return new Declaration.Quantizer(
          doc(context),
          tree.name(context.name()),
          parameters(context.hyperparameters),
          parameters(context.inputs),
          result(context.result()),
          promises(context.promise()),
          constraints(context.where()),
          body(context.block()),
          tree.span(context));
    }

    @Override
    public Declaration visitMetricDeclaration(NetParser.MetricDeclarationContext context) {
      return new Declaration.Metric(
          doc(context),
          tree.name(context.name()),
          parameters(context.parameters()),
          result(context.result()),
          promises(context.promise()),
          constraints(context.where()),
          body(context.block()),
          tree.span(context));
    }

    @Override
    public Declaration visitDataDeclaration(NetParser.DataDeclarationContext context) {
      return new Declaration.Data(
          doc(context),
          tree.name(context.name()),
          optional(context.type(), tree.types()::type),
          tree.expressions().pipeline(context.pipeline()),
          tree.span(context));
    }

    @Override
    public Declaration visitRecipeDeclaration(NetParser.RecipeDeclarationContext context) {
      return new Declaration.Recipe(
          doc(context),
          tree.name(context.name()),
          parameters(context.parameters()),
          constraints(context.where()),
          tree.statements().block(context.block(), Purpose.EFFECTS),
          tree.span(context));
    }

    @Override
    public Declaration visitSweepDeclaration(NetParser.SweepDeclarationContext context) {
      List<Declaration.Sweep.Axis> axes =
          all(
              context.axis(),
              axis ->
                  new Declaration.Sweep.Axis(
                      tree.name(axis.name()), tree.expressions().value(axis.value())));
      return new Declaration.Sweep(
          doc(context),
          tree.name(context.name()),
          axes,
          tree.statements().block(context.block(), Purpose.EFFECTS),
          values(context.tabulated),
          values(context.by),
          tree.span(context));
    }

    @Override
    public Declaration visitTestDeclaration(NetParser.TestDeclarationContext context) {
      Span place = tree.source().span(context.STRING().getSymbol());
      return new Declaration.Test(
          new Name(tree.texts().plain(context.STRING()), place),
          tree.statements().block(context.block(), Purpose.EFFECTS),
          tree.span(context));
    }

    @Override
    public Declaration visitExternalDeclaration(NetParser.ExternalDeclarationContext context) {
      return new Declaration.External(
          doc(context),
          tree.name(context.word()),
          tree.name(context.name()),
          parameters(context.first),
          optional(context.second, DeclarationBuilder.this::parameters),
          result(context.result()),
          promises(context.promise()),
          constraints(context.where()),
          tree.span(context));
    }
  }
}
