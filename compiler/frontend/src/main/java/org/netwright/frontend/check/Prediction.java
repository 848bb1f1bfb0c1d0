package org.netwright.frontend.check;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.source.Span;

/** What a recipe hands on for use: its `predict`, or that of its only trained net. */
final class Prediction {
  private final Elaborator elaborator;
  private final Symbol symbol;
  private final RecipeNets nets;
  private Optional<RecipeProgram.Predict> written = Optional.empty();

  Prediction(Elaborator elaborator, Symbol symbol, RecipeNets nets) {
    this.elaborator = elaborator;
    this.symbol = symbol;
    this.nets = nets;
  }

  /** The one that the recipe states. */
  Optional<RecipeProgram.Predict> written() {
    return written;
  }

  /** Elaborates a written `predict`. */
  Bodies.Outcome state(Statement.Predict statement, Scope scope) {
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.PREDICT, "predict");
    OpenInputs inputs = new OpenInputs(elaborator);
    Scope inside = scope.inner();
    Denotation result =
        elaborator.in(
            step,
            Truth.NO,
            () ->
                elaborator.with(
                    null,
                    () -> {
                      for (Parameter parameter : statement.inputs()) {
                        inside.define(
                            parameter.name().text(),
                            inputs.input(
                                parameter.name().text(),
                                parameter.type(),
                                inside,
                                Optional.empty(),
                                parameter.span()));
                      }
                      return elaborator.bodies.value(statement.body(), inside);
                    }));
    if (!result.isError()) {
      OpenInputs.outputs(result, statement.body().span()).forEach(step.graph()::output);
      String name = statement.name().map(n -> n.text()).orElse("predict");
      written = Optional.of(new RecipeProgram.Predict(name, step.graph().build("predict")));
    }
    return Bodies.Outcome.GOES_ON;
  }

  /** Without a `predict`, the only trained net on inputs of its declared types. */
  Optional<RecipeProgram.Predict> ofTheOnlyNet() {
    List<HeldNet> trained =
        nets.held().stream().filter(n -> n.holding() == Holding.TRAINED).toList();
    if (trained.size() != 1
        || !(trained.get(0).denotation().applied() instanceof InstanceDenotation instance)) {
      return Optional.empty();
    }
    NetDenotation net = trained.get(0).denotation();
    OpenInputs inputs = new OpenInputs(elaborator);
    Scope body = elaborator.application.bodyScope(instance);
    if (!inputs.isConcrete(Application.inputs(instance.symbol()), body)) {
      elaborator.report(RecipeMessages.noPredict(net.name(), trained.get(0).place()));
      return Optional.empty();
    }
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.PREDICT, "predict");
    Denotation result =
        elaborator.in(
            step,
            Truth.NO,
            () ->
                elaborator.application.apply(
                    net,
                    inputs.arguments(
                        Application.inputs(instance.symbol()), body, List.of(), Span.NONE),
                    Span.NONE,
                    elaborator.topScope(symbol.unit())));
    if (result.isError()) {
      return Optional.empty();
    }
    OpenInputs.outputs(result, trained.get(0).place()).forEach(step.graph()::output);
    return Optional.of(new RecipeProgram.Predict("predict", step.graph().build("predict")));
  }
}
