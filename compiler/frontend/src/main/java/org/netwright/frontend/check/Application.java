package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.FunctionDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.LoopDenotation;
import org.netwright.frontend.check.Denotation.LoopPartDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.PipeDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Declaration.Constraint;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/**
 * Applying: the body of an instance is elaborated again with the dims and statics of this
 * application (definitions C2).
 */
final class Application {
  private final Elaborator elaborator;

  Application(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** What is applied, with its two lists and its body. */
  private record Body(
      List<Parameter> inputs,
      Optional<TypeExpression> result,
      List<Constraint> constraints,
      Optional<Block> block) {
    static Body of(Symbol symbol) {
      if (symbol.declaration() instanceof Declaration.Layer layer) {
        return new Body(
            layer.inputs(), layer.result(), layer.constraints(), Optional.of(layer.body()));
      } else if (symbol.declaration() instanceof Declaration.External external) {
        return new Body(
            external.inputs().orElse(List.of()),
            external.result(),
            external.constraints(),
            Optional.empty());
      }
      Declaration.Quantizer quantizer = (Declaration.Quantizer) symbol.declaration();
      return new Body(
          quantizer.inputs(),
          quantizer.result(),
          quantizer.constraints(),
          Optional.of(quantizer.body()));
    }
  }

  /** The parameters of the tensor list of a layer or quantizer. */
  static List<Parameter> inputs(Symbol symbol) {
    return Body.of(symbol).inputs();
  }

  /** The body of a layer or quantizer; none of an external one. */
  static Optional<Block> block(Symbol symbol) {
    return Body.of(symbol).block();
  }

  /** Applies whatever can be applied. */
  Denotation apply(Denotation callee, List<Given> given, Span span, Scope caller) {
    if (callee.isError()) {
      return callee;
    }
    elaborator.bounds.application(span);
    return elaborator.bounds.inside(span, () -> applied(callee, given, span, caller));
  }

  private Denotation applied(Denotation callee, List<Given> given, Span span, Scope caller) {
    if (callee instanceof InstanceDenotation instance) {
      return applyInMode(instance, given, span, caller, elaborator.training());
    } else if (callee instanceof NetDenotation net) {
      return applyNet(net, given, span, caller);
    } else if (callee instanceof FunctionDenotation function) {
      return elaborator.calls.function(function.symbol(), given, span, caller);
    } else if (callee instanceof BlockDenotation block) {
      return elaborator.loops.block(block, flowing(given, caller, span));
    } else if (callee instanceof Denotation.RealInstance) {
      return flowing(given, caller, span);
    } else if (callee instanceof LoopDenotation loop) {
      return elaborator.loops.apply(loop, flowing(given, caller, span), span);
    } else if (callee instanceof LoopPartDenotation part) {
      return elaborator.loops.apply(part, flowing(given, caller, span), span);
    } else if (callee instanceof PipeDenotation pipe) {
      return elaborator.calls.stages(apply(pipe.head(), given, span, caller), pipe);
    } else if (callee instanceof Denotation.ConstructDenotation construct) {
      return elaborator.constructs.apply(construct, flowing(given, caller, span), span);
    } else if (callee instanceof BuilderDenotation builder) {
      throw new DiagnosticException(
          BuildingMessages.withoutParentheses(Shown.builderName(builder), span));
    }
    throw new DiagnosticException(BuildingMessages.notApplicable(callee, span));
  }

  /** What flows into a block: one value, or a tuple of several. */
  private Denotation flowing(List<Given> given, Scope caller, Span span) {
    List<Field> fields = new ArrayList<>();
    for (Given one : given) {
      Denotation value =
          one.value().isPresent()
              ? one.value().get()
              : elaborator.evaluate(one.expression().orElseThrow(), caller);
      fields.add(new Field(one.name().map(n -> n.text()), value));
    }
    if (fields.isEmpty()) {
      throw new DiagnosticException(ArgumentMessages.nothingFlows(span));
    }
    return fields.size() == 1
        ? fields.get(0).value()
        : elaborator.bounds.made(new TupleDenotation(fields), span);
  }

  private Denotation applyNet(NetDenotation net, List<Given> given, Span span, Scope caller) {
    if (net.frozen()) {
      Denotation inside = net.applied();
      List<Given> values = evaluated(given, caller);
      return elaborator.frozen(
          () -> elaborator.inMode(Truth.NO, () -> apply(inside, values, span, caller)));
    }
    if (elaborator.isAskedOfRecords()) {
      throw new DiagnosticException(DataMessages.netIsNotFrozen(net.name(), span));
    }
    List<Given> values = net.holding() == Holding.TWIN ? evaluated(given, caller) : given;
    return net.holding() == Holding.TWIN
        ? elaborator.frozen(() -> applyInTraining(net, values, span, caller))
        : applyInTraining(net, given, span, caller);
  }

  /** Arguments by value: what is in them keeps the mode of the place where they are written. */
  private List<Given> evaluated(List<Given> given, Scope caller) {
    List<Given> values = new ArrayList<>();
    for (Given one : given) {
      values.add(
          one.value().isPresent()
              ? one
              : new Given(
                  one.name(),
                  Optional.empty(),
                  Optional.of(
                      elaborator.evaluate(
                          one.expression().orElseThrow(), one.scope().orElse(caller))),
                  Optional.empty(),
                  one.span()));
    }
    return values;
  }

  private Denotation applyInTraining(
      NetDenotation net, List<Given> given, Span span, Scope caller) {
    Truth mode = elaborator.training();
    return net.applied() instanceof InstanceDenotation instance
        ? applyInMode(instance, given, span, caller, mode)
        : elaborator.inMode(mode, () -> apply(net.applied(), given, span, caller));
  }

  /** An argument {@code training = …} overrides the mode (definitions C5). */
  private Denotation applyInMode(
      InstanceDenotation instance, List<Given> given, Span span, Scope caller, Truth inherited) {
    List<Given> others = new ArrayList<>();
    Truth mode = inherited;
    boolean declares =
        inputs(instance.symbol()).stream().anyMatch(p -> p.name().text().equals("training"));
    for (Given one : given) {
      boolean override =
          !declares && one.name().isPresent() && one.name().get().text().equals("training");
      if (!override) {
        others.add(one);
        continue;
      }
      Denotation wanted =
          one.value().isPresent()
              ? one.value().get()
              : elaborator.evaluate(one.expression().orElseThrow(), caller);
      if (!(wanted instanceof BoolStatic answer)) {
        throw new DiagnosticException(
            KindMessages.wrongKind(
                new Types.Fitting("`training`", one.span(), one.span()), "a bool", wanted));
      }
      if (answer.value() == Truth.YES && inherited == Truth.NO) {
        throw new DiagnosticException(BuildingMessages.trainingOutsideTrain(one.span()));
      }
      mode = answer.value();
    }
    Truth chosen = mode;
    if (chosen == elaborator.training()) {
      return applyInstance(instance, others, span, caller);
    }
    List<Given> values = evaluated(others, caller);
    return elaborator.inMode(chosen, () -> applyInstance(instance, values, span, caller));
  }

  private Denotation applyInstance(
      InstanceDenotation instance, List<Given> given, Span span, Scope caller) {
    Symbol symbol = instance.symbol();
    Body body = Body.of(symbol);
    Scope callee = bodyScope(instance);
    ArgumentBinding.Signature signature =
        new ArgumentBinding.Signature(symbol.name(), body.inputs(), span, callee);
    Map<String, Given> matched = elaborator.arguments.match(signature, given);
    elaborator.arguments.demandAll(signature, matched);
    elaborator.arguments.bind(signature, matched, caller, null, p -> null);
    require(symbol.name(), body.constraints(), callee, span);
    return elaborate(instance, body, callee, span);
  }

  /** The scope of a body: the unit's names, then the hyperparameters. */
  Scope bodyScope(InstanceDenotation instance) {
    Scope callee = Scope.top(new Place(instance.symbol().unit(), instance.path(), List.of(), true));
    instance.hyperparameters().forEach(callee::define);
    return callee;
  }

  private Denotation elaborate(InstanceDenotation instance, Body body, Scope callee, Span span) {
    if (elaborator.isOpen()
        && elaborator.applications.isInside(instance.symbol().place())
        && instance.hyperparameters().values().stream().anyMatch(Application::isOpenNumber)) {
      elaborator.sizes.leaveOut(); // how often it builds itself is not known
      return Denotations.ERROR;
    }
    int firstOp = elaborator.currentStep().map(s -> s.graph().nextId()).orElse(0);
    int application = elaborator.currentStep().map(s -> s.apply(instance.path())).orElse(0);
    Frame frame =
        new Frame(
            instance.symbol().name(),
            instance.path(),
            application,
            instance.symbol().unit(),
            instance.symbol().place(),
            span);
    int call = elaborator.layers.begin();
    int region = elaborator.beginRegion();
    Denotation result = Denotations.ERROR;
    Adaptation around = elaborator.adapting.enter(instance.adaptation());
    try {
      result = elaborator.within(frame, () -> body(instance, body, callee, span));
    } finally {
      elaborator.adapting.enter(around);
      int lastOp = elaborator.currentStep().map(s -> s.graph().nextId()).orElse(0);
      elaborator.layers.end(
          call, instance.path(), instance.symbol().name(), first(result), firstOp, lastOp, span);
      elaborator.region(
          ShapeLog.Kind.LAYER,
          instance.symbol().name(),
          instance.path(),
          region,
          1,
          List.of(new ShapeLog.Extent(firstOp, lastOp)),
          span);
    }
    elaborator.taps.result(instance.path(), result);
    return result;
  }

  private static boolean isOpenNumber(Denotation hyperparameter) {
    return hyperparameter instanceof Denotation.IntStatic number && !number.value().isKnown();
  }

  private Denotation body(InstanceDenotation instance, Body body, Scope callee, Span span) {
    return elaborator.guarded(
        () -> {
          Span end = body.block().map(Bodies::resultSpan).orElse(span);
          Denotation value =
              body.block().isPresent()
                  ? elaborator.bodies.value(body.block().get(), callee.inner())
                  : elaborator.externalLayers.apply(instance, body.inputs(), callee, span);
          Denotation result =
              fitResult(instance.symbol().name(), body.result(), value, callee, end);
          return Quantizers.isQuantizer(instance.symbol())
              ? elaborator.quantizers.marked(instance.symbol(), callee, result, end)
              : result;
        });
  }

  /** The result in its declared type, if one is written. */
  Denotation fitResult(
      String name, Optional<TypeExpression> type, Denotation result, Scope callee, Span span) {
    if (type.isEmpty()) {
      return result;
    }
    Types.Fitting fitting = new Types.Fitting("the result of " + name, span, type.get().span());
    return elaborator.types.fit(type.get(), result, callee, fitting);
  }

  private static @Nullable Value first(Denotation result) {
    if (result instanceof TensorDenotation tensor) {
      return tensor.value();
    } else if (result instanceof TupleDenotation tuple) {
      for (Field field : tuple.fields()) {
        if (field.value() instanceof TensorDenotation tensor) {
          return tensor.value();
        }
      }
    }
    return null;
  }

  /** The conditions of a declaration; one that does not hold is a mistake of the call. */
  void require(String name, List<Constraint> constraints, Scope callee, Span call) {
    elaborator.constraints.require(name, constraints, callee, call);
  }
}
