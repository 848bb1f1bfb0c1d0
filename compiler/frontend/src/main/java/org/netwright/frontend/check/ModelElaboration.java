package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** Elaborates one declaration by itself: a model as a program, or a layer that nothing reaches. */
final class ModelElaboration {
  private final Elaborator elaborator;
  private final OpenInputs inputs;

  ModelElaboration(Elaborator elaborator) {
    this(elaborator, new OpenInputs(elaborator));
  }

  private ModelElaboration(Elaborator elaborator, OpenInputs inputs) {
    this.elaborator = elaborator;
    this.inputs = inputs;
  }

  /** With numbers for all sizes: batches whose size is not given have this one. */
  static ModelElaboration ofBatches(Elaborator elaborator, long batch) {
    return new ModelElaboration(elaborator, new OpenInputs(elaborator, Optional.of(batch)));
  }

  /** An applied model: its program, and what it gave. */
  record Elaborated(ModelProgram program, Denotation result) {}

  /** A declared model or layer with overridden hyperparameters. */
  ModelProgram program(Symbol symbol, List<Given> overrides, List<List<Long>> sizes) {
    Denotation built = build(symbol, overrides);
    return apply(symbol.name(), built, sizes, symbol.place()).program();
  }

  /** Whether all sizes but that of the batch are fixed once the defaults are taken. */
  boolean isConcrete(Symbol symbol) {
    Denotation built = elaborator.guarded(() -> build(symbol, List.of()));
    return built instanceof InstanceDenotation instance
        && inputs.isConcrete(
            Application.inputs(instance.symbol()), elaborator.application.bodyScope(instance));
  }

  private Denotation build(Symbol symbol, List<Given> overrides) {
    Denotation builder = elaborator.declared.denotation(symbol, symbol.place());
    if (!(builder instanceof BuilderDenotation ctor)) {
      return Denotations.ERROR;
    }
    return elaborator.building.build(
        ctor,
        overrides,
        elaborator.topScope(symbol.unit()),
        Building.defaultPath(ctor),
        symbol.place(),
        elaborator.isOpen() ? inputs::unknown : p -> null);
  }

  /** Applies something to inputs of its declared types, in a step of its own. */
  Elaborated apply(String name, Denotation built, List<List<Long>> sizes, Span span) {
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.PREDICT, "");
    Truth mode = elaborator.isOpen() ? Truth.OPEN : Truth.NO;
    Denotation result =
        elaborator.in(step, mode, () -> elaborator.guarded(() -> applied(built, sizes, span)));
    if (!result.isError() && !elaborator.isOpen()) {
      Map<String, Value> outputs = OpenInputs.outputs(result, span);
      outputs.forEach(step.graph()::output);
    }
    if (!result.isError()) {
      elaborator.adapting.demandMatched();
    }
    ModelProgram program =
        new ModelProgram(
            name,
            parametersAndStates(),
            elaborator.firstValues.build(),
            step.graph().build("forward"),
            elaborator.layers.all());
    return new Elaborated(program, result);
  }

  private List<Variable> parametersAndStates() {
    return elaborator.variables.declared();
  }

  /** The result on inputs of the declared types, in the step in hand. */
  Denotation applied(Denotation built, List<List<Long>> sizes, Span span) {
    Scope top = elaborator.topScope(elaborator.program.main());
    if (built instanceof InstanceDenotation instance) {
      List<Given> given =
          inputs.arguments(
              Application.inputs(instance.symbol()),
              elaborator.application.bodyScope(instance),
              sizes,
              span);
      return elaborator.application.apply(built, given, span, top);
    } else if (built.isError()) {
      return built;
    }
    if (sizes.isEmpty()) {
      throw new DiagnosticException(SizeMessages.sizesWanted(span));
    }
    List<Given> given = new ArrayList<>();
    for (List<Long> size : sizes) {
      given.add(Given.value(plain(size, given.size(), span), span));
    }
    return elaborator.application.apply(built, given, span, top);
  }

  private Denotation plain(List<Long> size, int number, Span span) {
    var shape = org.netwright.spi.type.Shape.of(size.stream().mapToLong(s -> s).toArray());
    return new Denotation.TensorDenotation(
        elaborator.graph(span).input("x" + number, org.netwright.spi.type.TensorType.f32(shape)));
  }

  // ---- what nothing reaches

  /** Elaborates a layer or function once with symbolic sizes, for its mistakes. */
  void open(Symbol symbol) {
    Declaration declaration = symbol.declaration();
    if (symbol.isConstructor()) {
      elaborator.guarded(
          () -> {
            Denotation built = build(symbol, List.of());
            return apply(symbol.name(), built, List.of(), symbol.place()).result();
          });
    } else if (declaration instanceof Declaration.Fn fn) {
      openFunction(symbol, fn);
    } else if (declaration instanceof Declaration.Const) {
      elaborator.guarded(() -> elaborator.declared.denotation(symbol, symbol.place()));
    }
  }

  private void openFunction(Symbol symbol, Declaration.Fn fn) {
    CurrentStep step = elaborator.newStep(CurrentStep.Purpose.PREDICT, "");
    List<Parameter> parameters = fn.parameters();
    Scope top = elaborator.topScope(symbol.unit());
    elaborator.in(
        step,
        Truth.OPEN,
        () ->
            elaborator.guarded(
                () -> {
                  List<Given> given = inputs.arguments(parameters, top, List.of(), symbol.place());
                  return elaborator.calls.function(symbol, given, symbol.place(), top);
                }));
  }
}
