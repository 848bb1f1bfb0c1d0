package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.ClockDenotation;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.DeclaredDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.check.Denotation.WordDenotation;
import org.netwright.frontend.resolve.NameMessages;
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
    if (!(call.target() instanceof Expression.Reference)) {
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
    }
    Optional<Denotation> meaning = elaborator.meaning(word, piped, call, scope);
    if (meaning.isPresent()) {
      return meaning.get();
    }
    if (Words.CHECKS.contains(word)) {
      throw new DiagnosticException(CheckMessages.onlyInTests(word, call.span()));
    }
    throw new DiagnosticException(NameMessages.notYet("`" + word + "`", call.target().span()));
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
    if (value instanceof Denotation.LoopDenotation || value instanceof BlockDenotation) {
      throw new DiagnosticException(
          NameMessages.notYet("a pipe of layers that are not applied", stage.span()));
    }
    Given piped = Given.value(value, valueSpan);
    if (stage instanceof Expression.Call call) {
      return stageCall(piped, call, scope, false);
    } else if (stage instanceof Expression.Marked marked
        && marked.marker() == Expression.Marker.FRESH) {
      return stageFresh(piped, marked, scope);
    } else if (stage instanceof Expression.Subscript subscript) {
      return elaborator.subscripts.subscript(
          stage(value, valueSpan, subscript.target(), scope), subscript, scope);
    } else if (stage instanceof Expression.If choice) {
      return stageIf(value, choice, scope);
    } else if (stage instanceof Expression.BlockLayer block
        && value instanceof DataDenotation data) {
      return data.pipe().block(block.block(), scope);
    } else if (stage instanceof Expression.Member member && !startsAtInstance(member, scope)) {
      Denotation applied = stage(value, valueSpan, member.target(), scope);
      return memberOf(applied, member.name().text(), member.name().span());
    }
    Denotation callee = elaborator.evaluate(stage, scope);
    if (callee instanceof WordDenotation word) {
      Expression.Call bare =
          new Expression.Call(stage, List.of(), Optional.empty(), false, stage.span());
      return word(word.word(), Optional.of(value), bare, scope);
    } else if (callee instanceof TensorDenotation || Statics.isStatic(callee)) {
      throw new DiagnosticException(CheckMessages.noStage(callee, stage.span()));
    }
    return elaborator.application.apply(callee, List.of(piped), stage.span(), scope);
  }

  private Denotation stageCall(Given piped, Expression.Call call, Scope scope, boolean fresh) {
    Denotation callee;
    if (call.target() instanceof Expression.Reference) {
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
                        fn.body())));
  }

  // ---- members

  Denotation member(Expression.Member member, Scope scope) {
    Denotation target = elaborator.evaluate(member.target(), scope);
    return memberOf(target, member.name().text(), member.name().span());
  }

  private Denotation memberOf(Denotation target, String name, Span span) {
    if (target.isError() || target instanceof Denotation.NoneStatic) {
      return target; // a member of none is none (definitions C22)
    } else if (target instanceof TupleDenotation tuple) {
      return tuple
          .field(name)
          .orElseThrow(() -> new DiagnosticException(CheckMessages.noField(name, tuple, span)));
    } else if (target instanceof ListDenotation list && name.equals("length")) {
      return IntStatic.of(list.elements().size());
    } else if (target instanceof InstanceDenotation instance) {
      return part(instance.path(), instance.symbol().name(), name, span);
    } else if (target instanceof NetDenotation net
        && net.applied() instanceof InstanceDenotation instance) {
      return part(instance.path(), net.name(), name, span);
    } else if (target instanceof ClockDenotation) {
      return elaborator.definitions.clock(name, span);
    } else if (target instanceof DataDenotation data) {
      return data.pipe().member(name, span);
    }
    throw new DiagnosticException(CheckMessages.noMember(name, target, span));
  }

  /** A part or a parameter of an instance (definitions C21). */
  private Denotation part(String path, String owner, String name, Span span) {
    String whole = Place.join(path, name);
    Optional<Denotation> parameter =
        elaborator
            .variables
            .find(whole)
            .map(v -> new TensorDenotation(elaborator.current(v, span)));
    Optional<Denotation> part = elaborator.building.instance(whole).map(i -> (Denotation) i);
    return parameter
        .or(() -> part)
        .orElseThrow(
            () ->
                new DiagnosticException(
                    CheckMessages.noPart(name, owner, elaborator.variables.partsOf(path), span)));
  }
}
