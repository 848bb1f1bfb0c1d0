package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.ClockDenotation;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.DeclaredDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.PipeDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.check.Denotation.WordDenotation;
import org.netwright.frontend.resolve.NameSpace;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Unit;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** Calls, pipe stages and members: what stands where something is built, applied or taken. */
final class Calls {
  private final Elaborator elaborator;
  private final Intrinsics intrinsics;

  Calls(Elaborator elaborator) {
    this.elaborator = elaborator;
    this.intrinsics = new Intrinsics(elaborator);
  }

  // ---- calls

  Denotation call(Expression.Call call, Scope scope) {
    if (!isName(call.target(), scope)) {
      Denotation callee = target(call.target(), scope);
      return elaborator.application.apply(callee, Given.of(call), call.span(), scope);
    }
    Denotation callee = elaborator.evaluate(call.target(), scope);
    if (callee.isError()) {
      return callee;
    } else if (callee instanceof BuilderDenotation builder) {
      return elaborator.building.build(builder, call, scope);
    } else if (callee instanceof DeclaredDenotation declared) {
      return elaborator.definitions.call(declared.symbol(), call, scope);
    } else if (callee instanceof WordDenotation word) {
      return word(word.word(), Optional.empty(), call, scope);
    }
    return elaborator.application.apply(callee, Given.of(call), call.span(), scope);
  }

  /** Whether an expression is the name of something declared: {@code Linear}, {@code nn.Linear}. */
  boolean isName(Expression expression, Scope scope) {
    return expression instanceof Expression.Reference
        || expression instanceof Expression.Member member && usedUnit(member, scope).isPresent();
  }

  private Optional<NameSpace> usedUnit(Expression.Member member, Scope scope) {
    return member.target() instanceof Expression.Reference unit
            && scope.find(unit.name().text()) == null
        ? elaborator.program.space(scope.unit()).unitOf(member)
        : Optional.empty();
  }

  /** The target of a call; a constructor in it keeps its marker. */
  private Denotation target(Expression target, Scope scope) {
    return target instanceof Expression.Call inner
        ? call(inner, scope)
        : elaborator.evaluate(target, scope);
  }

  private Denotation word(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    if (word.equals("gradient") && piped.isEmpty()) {
      return new Gradients(elaborator).of(call, scope);
    } else if (word.equals("parameters")) {
      return parameters(piped, call, scope);
    }
    if (Adapting.isConstruct(word)) {
      return elaborator.adapting.construct(piped, call, scope);
    }
    if (word.equals("switch")) {
      return new Switching(elaborator, call, scope).of(piped);
    }
    if (Constructs.WORDS.contains(word)) {
      return elaborator.constructs.of(word, piped, call, scope);
    }
    Optional<Denotation> meaning = elaborator.meaning(word, piped, call, scope);
    if (meaning.isPresent()) {
      return meaning.get();
    }
    if (Words.CHECKS.contains(word)) {
      throw new DiagnosticException(BodyMessages.onlyInTests(word, call.span()));
    }
    if (Words.ROLES.contains(word) || Words.STORAGE.contains(word)) {
      return Denotations.ERROR; // that nothing is called so was said before
    }
    throw new DiagnosticException(BodyMessages.outOfPlace(word, call.target().span()));
  }

  /** {@code parameters(net, term)}: a list of tensors (definitions C21). */
  private Denotation parameters(Optional<Denotation> piped, Expression.Call call, Scope scope) {
    int first = piped.isPresent() ? 0 : 1;
    int given = call.arguments().size();
    if (given < first || given > first + 1) {
      throw new DiagnosticException(ValueMessages.parametersForm(call.span()));
    }
    Denotation owner =
        piped.orElseGet(() -> elaborator.evaluate(call.arguments().get(0).value(), scope));
    Optional<Denotation> term =
        given == first
            ? Optional.empty()
            : Optional.of(Terms.argument(elaborator, call.arguments().get(first).value(), scope));
    return owner.isError() || term.isPresent() && term.get().isError()
        ? Denotations.ERROR
        : elaborator.parts.parameters(owner, term, Shown.value(owner), call.span());
  }

  // ---- stages of a pipe

  /** {@code value |> stage}. */
  Denotation stage(Denotation value, Span valueSpan, Expression stage, Scope scope) {
    return elaborator.shaped(stage, ShapeLog.Role.STAGE, applied(value, valueSpan, stage, scope));
  }

  private Denotation applied(Denotation value, Span valueSpan, Expression stage, Scope scope) {
    if (value.isError()) {
      return value;
    }
    if (Types.isLayer(value) && !takesLayer(stage, scope)) {
      return new PipeDenotation(value, valueSpan, List.of(stage), scope);
    }
    Given piped = Given.value(value, valueSpan);
    if (stage instanceof Expression.Call call) {
      return stageCall(piped, call, scope, false);
    } else if (stage instanceof Expression.Marked marked
        && marked.marker() == Expression.Marker.FRESH) {
      return stageFresh(piped, marked, scope);
    } else if (stage instanceof Expression.Subscript subscript
        && !holdsLayers(subscript.target(), scope)) {
      return elaborator.subscripts.subscript(
          stage(value, valueSpan, subscript.target(), scope), subscript, scope);
    } else if (stage instanceof Expression.If choice) {
      return stageIf(value, choice, scope);
    } else if (stage instanceof Expression.BlockLayer block
        && value instanceof DataDenotation data) {
      return data.pipe().block(block.block(), scope);
    } else if (stage instanceof Expression.Member member
        && !isName(member, scope)
        && !startsAtInstance(member, scope)) {
      Denotation applied = stage(value, valueSpan, member.target(), scope);
      return memberOf(
          applied, Source.text(member.target()), member.name().text(), member.name().span());
    }
    Denotation callee = elaborator.evaluate(stage, scope);
    if (callee instanceof WordDenotation word) {
      Expression.Call bare =
          new Expression.Call(stage, List.of(), Optional.empty(), false, stage.span());
      return word(word.word(), Optional.of(value), bare, scope);
    } else if (callee instanceof TensorDenotation || Statics.isStatic(callee)) {
      throw new DiagnosticException(BuildingMessages.noStage(callee, stage.span()));
    }
    return elaborator.application.apply(callee, List.of(piped), stage.span(), scope);
  }

  /** Goes through the stages of a pipe that was not applied. */
  Denotation stages(Denotation value, PipeDenotation pipe) {
    Denotation flowing = value;
    for (Expression stage : pipe.stages()) {
      flowing = stage(flowing, pipe.headSpan(), stage, pipe.scope());
    }
    return flowing;
  }

  /** Whether what flows into a stage may be a layer: it is a function that asks for one first. */
  private boolean takesLayer(Expression stage, Scope scope) {
    Expression named = stage instanceof Expression.Call call ? call.target() : stage;
    if (!isName(named, scope)) {
      return false;
    }
    Denotation callee = elaborator.evaluate(named, scope);
    if (callee instanceof Denotation.FunctionDenotation function) {
      List<Declaration.Parameter> parameters = function.symbol().parameters();
      return !parameters.isEmpty()
          && ArgumentBinding.takesLayer(parameters.get(0).type())
          && !ArgumentBinding.isAny(parameters.get(0).type());
    }
    return callee instanceof WordDenotation || callee instanceof DeclaredDenotation;
  }

  private Denotation stageCall(Given piped, Expression.Call call, Scope scope, boolean fresh) {
    Denotation callee;
    if (isName(call.target(), scope)) {
      callee = elaborator.evaluate(call.target(), scope);
      if (callee instanceof BuilderDenotation) {
        Denotation built = elaborator.evaluate(fresh ? fresh(call) : call, scope);
        return elaborator.application.apply(built, List.of(piped), call.span(), scope);
      } else if (callee instanceof WordDenotation word) {
        return word(word.word(), piped.value(), call, scope);
      } else if (callee instanceof DeclaredDenotation declared) {
        return elaborator.definitions.stage(
            piped.value().orElseThrow(), declared.symbol(), call, scope);
      }
    } else {
      callee = elaborator.evaluate(fresh ? fresh(call.target()) : call.target(), scope);
    }
    List<Given> given = new ArrayList<>();
    given.add(piped);
    given.addAll(Given.of(call));
    return elaborator.application.apply(callee, given, call.span(), scope);
  }

  private static Expression fresh(Expression operand) {
    return new Expression.Marked(Expression.Marker.FRESH, operand, operand.span());
  }

  private Denotation stageFresh(Given piped, Expression.Marked marked, Scope scope) {
    if (marked.operand() instanceof Expression.Call call) {
      return stageCall(piped, call, scope, true);
    }
    Denotation built = elaborator.evaluate(marked, scope);
    return elaborator.application.apply(built, List.of(piped), marked.span(), scope);
  }

  /** An {@code if} in a block that starts from {@code it}: so do its branches. */
  private Denotation stageIf(Denotation value, Expression.If choice, Scope scope) {
    Truth answer =
        elaborator.expressions.condition(
            elaborator.evaluate(choice.condition(), scope), choice.condition());
    if (answer == Truth.NO && choice.otherwise().isEmpty()) {
      return value;
    }
    Scope inside = scope.inner();
    inside.define("it", value);
    return elaborator.loops.value(
        answer == Truth.NO ? choice.otherwise().orElseThrow() : choice.then(), inside);
  }

  /** Whether a subscript takes one of several layers, and not a part of what a layer gives. */
  private boolean holdsLayers(Expression target, Scope scope) {
    if (target instanceof Expression.Subscript inner) {
      return holdsLayers(inner.target(), scope);
    }
    boolean named =
        target instanceof Expression.Reference
            || target instanceof Expression.Member member && startsAtInstance(member, scope);
    if (!named) {
      return false;
    }
    Denotation found = elaborator.evaluate(target, scope);
    return found instanceof ListDenotation
        || found instanceof Denotation.LoopDenotation
        || found instanceof Denotation.LoopPartDenotation;
  }

  private boolean startsAtInstance(Expression.Member member, Scope scope) {
    Expression root = member;
    while (root instanceof Expression.Member inner) {
      root = inner.target();
    }
    if (!(root instanceof Expression.Reference)) {
      return false;
    }
    Denotation found = elaborator.evaluate(root, scope);
    return found instanceof InstanceDenotation
        || found instanceof NetDenotation
        || found instanceof TupleDenotation;
  }

  // ---- functions

  /** Calls a declared function, an intrinsic or a function of a plugin. */
  Denotation function(Symbol symbol, List<Given> given, Span span, Scope caller) {
    elaborator.reached.add(symbol);
    Scope callee = Scope.top(new Place(symbol.unit(), elaborator.path(), List.of(), false));
    ArgumentBinding.Signature signature =
        new ArgumentBinding.Signature(symbol.name(), symbol.parameters(), span, callee);
    Map<String, Given> matched = elaborator.arguments.match(signature, given);
    elaborator.arguments.demandAll(signature, matched);
    Map<String, Denotation> values =
        elaborator.arguments.bind(signature, matched, caller, null, p -> null);
    if (values.values().stream().anyMatch(Denotation::isError)) {
      return Denotations.ERROR;
    }
    int region = elaborator.beginRegion();
    int firstOp = elaborator.nextOp();
    Denotation result = called(symbol, values, callee, span);
    elaborator.region(
        ShapeLog.Kind.FUNCTION,
        symbol.name(),
        elaborator.path(),
        region,
        1,
        List.of(new ShapeLog.Extent(firstOp, elaborator.nextOp())),
        span);
    return result;
  }

  private Denotation called(
      Symbol symbol, Map<String, Denotation> values, Scope callee, Span span) {
    if (symbol.declaration() instanceof Declaration.Fn fn) {
      elaborator.application.require(symbol.name(), fn.constraints(), callee, span);
      return body(symbol, fn, callee, span);
    }
    Declaration.External external = (Declaration.External) symbol.declaration();
    elaborator.application.require(symbol.name(), external.constraints(), callee, span);
    return symbol.unit().kind() == Unit.Kind.HEADER
        ? elaborator.definitions.function(symbol, values, callee, span)
        : intrinsics.apply(symbol, values, span);
  }

  private Denotation body(Symbol symbol, Declaration.Fn fn, Scope callee, Span span) {
    Frame frame =
        new Frame(
            symbol.name(),
            elaborator.path(),
            elaborator
                .currentStep()
                .map(s -> s.apply("fn " + symbol.name() + " " + elaborator.path()))
                .orElse(0),
            symbol.unit(),
            symbol.place(),
            span);
    return elaborator.within(
        frame,
        () ->
            elaborator.guarded(
                () ->
                    elaborator.application.fitResult(
                        symbol.name(),
                        fn.result(),
                        elaborator.bodies.value(fn.body(), callee.inner()),
                        callee,
                        Bodies.resultSpan(fn.body()))));
  }

  // ---- members

  Denotation member(Expression.Member member, Scope scope) {
    Optional<NameSpace> unit = usedUnit(member, scope);
    if (unit.isPresent()) {
      return unit.get()
          .declared(member.name().text())
          .map(s -> elaborator.declared.denotation(s, member.span()))
          .orElse(Denotations.ERROR); // a name that means nothing was reported before
    }
    Denotation target = elaborator.evaluate(member.target(), scope);
    return memberOf(
        target, Source.text(member.target()), member.name().text(), member.name().span());
  }

  /** A member of what the text calls {@code shown}. */
  private Denotation memberOf(Denotation target, String shown, String name, Span span) {
    if (target.isError() || target instanceof Denotation.NoneStatic) {
      return target; // a member of none is none (definitions C22)
    } else if (target instanceof TupleDenotation tuple) {
      return tuple
          .field(name)
          .orElseThrow(() -> new DiagnosticException(BodyMessages.noField(name, tuple, span)));
    } else if (target instanceof ListDenotation list && name.equals("length")) {
      return IntStatic.of(list.elements().size());
    } else if (target instanceof InstanceDenotation instance) {
      return elaborator.parts.of(instance, shown, name, span);
    } else if (target instanceof NetDenotation net
        && net.applied() instanceof InstanceDenotation instance) {
      return elaborator.parts.of(net, instance, name, span);
    } else if (target instanceof Denotation.LoopPartDenotation part) {
      return elaborator.parts.of(part, name, span);
    } else if (target instanceof ClockDenotation) {
      return elaborator.definitions.clock(name, span);
    } else if (target instanceof DataDenotation data) {
      return data.pipe().member(name, span);
    } else if (target instanceof Denotation.RunDenotation run) {
      return RunMembers.of(elaborator, run, name, span);
    }
    throw new DiagnosticException(MemberMessages.noMember(name, target, span));
  }
}
