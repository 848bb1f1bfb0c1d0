package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.LoopDenotation;
import org.netwright.frontend.check.Denotation.LoopPartDenotation;
import org.netwright.frontend.graph.Rolling;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.resolve.Site;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/** Blocks and loops as layers: what flows in is {@code it} (definitions C2, C24). */
final class Loops {
  private final Elaborator elaborator;
  private final IdentityHashMap<Block, Boolean> mentions = new IdentityHashMap<>();

  Loops(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** A loop as a value: a layer not yet applied. */
  Denotation unapplied(Expression.Loop loop, Scope scope) {
    Optional<Owned> owner = elaborator.expressions.owner();
    String segment =
        owner
            .map(o -> o.path() + scope.place().suffix(false, o.from()))
            .or(
                () ->
                    elaborator
                        .program
                        .site(loop)
                        .map(Site::name)
                        .map(name -> scope.place().site(name, false)))
            .orElse("");
    LoopDenotation made = new LoopDenotation(loop, scope, segment, elaborator.adapting.current());
    if (!segment.isEmpty()) {
      elaborator.parts.add(made);
    }
    return made;
  }

  /** Applies a loop: each iteration takes what the one before gave. */
  Denotation apply(LoopDenotation applied, Denotation value, Span span) {
    return apply(new LoopPartDenotation(applied, 0, Integer.MAX_VALUE), value, span);
  }

  /** Applies some iterations of a loop. */
  Denotation apply(LoopPartDenotation part, Denotation value, Span span) {
    Adaptation around = elaborator.adapting.enter(part.loop().adaptation());
    try {
      return iterated(part, value, span);
    } finally {
      elaborator.adapting.enter(around);
    }
  }

  private Denotation iterated(LoopPartDenotation part, Denotation value, Span span) {
    LoopDenotation applied = part.loop();
    Expression.Loop loop = applied.loop();
    if (loop.kind() == Expression.Loop.Kind.ROLLED) {
      return new RolledLoop(elaborator, applied).apply(value, span);
    }
    if (loop.until().isPresent()) {
      throw new DiagnosticException(LoopMessages.untilOfUnrolled(loop.until().get().span()));
    }
    Denotation over = elaborator.evaluate(loop.over(), applied.scope());
    if (over.isError()) {
      return over;
    }
    int end = Math.min(count(loop, over), part.to());
    boolean counted = !(over instanceof IntStatic n) || n.value().isKnown();
    elaborator.values.enterLoop(counted);
    try {
      return iterate(applied, over, part.from(), end, value);
    } finally {
      elaborator.values.leaveLoop(counted);
    }
  }

  private Denotation iterate(
      LoopDenotation applied, Denotation over, int start, int end, Denotation value) {
    Expression.Loop loop = applied.loop();
    int region = elaborator.beginRegion();
    List<ShapeLog.Extent> turns = new ArrayList<>();
    Denotation flowing = value;
    Optional<WrittenLoop> written =
        loop.kind() == Expression.Loop.Kind.RECUR && end - start >= Rolling.MANY
            ? WrittenLoop.begin(elaborator, loop.span())
            : Optional.empty();
    for (int i = start; i < end && !flowing.isError(); i++) {
      Denotation before = flowing;
      written.ifPresent(w -> w.iteration(before));
      elaborator.bounds.iteration(loop.span());
      Scope inside = applied.scope().inner(place(applied, i));
      if (loop.pattern().isPresent()) {
        elaborator.patterns.bind(
            loop.pattern().get(), ((ListDenotation) over).elements().get(i), inside);
      }
      if (loop.counter().isPresent()) {
        inside.define(loop.counter().get().text(), IntStatic.of(i));
      }
      inside.define("it", flowing);
      int turn = elaborator.nextOp();
      flowing = value(loop.body(), inside);
      turns.add(new ShapeLog.Extent(turn, elaborator.nextOp()));
    }
    Denotation last = flowing;
    int firstOp = elaborator.nextOp();
    Denotation result = written.map(w -> w.rolled(last)).orElse(last);
    if (elaborator.nextOp() > firstOp) { // one loop of the graph in place of all of them
      turns = List.of(new ShapeLog.Extent(firstOp, elaborator.nextOp()));
    }
    boolean shared = loop.kind() == Expression.Loop.Kind.RECUR;
    elaborator.region(
        shared ? ShapeLog.Kind.RECUR : ShapeLog.Kind.REPEAT,
        "",
        "",
        region,
        end - start,
        turns,
        loop.span());
    return result;
  }

  private static Place place(LoopDenotation applied, int iteration) {
    boolean recur = applied.loop().kind() == Expression.Loop.Kind.RECUR;
    Place outer = applied.scope().place();
    if (applied.segment().isEmpty()) {
      return outer.iteration(recur, iteration);
    }
    Place inside = outer.inside(applied.segment() + (recur ? "" : "[" + iteration + "]"), true);
    return recur ? inside.iteration(true, iteration) : inside;
  }

  /** Some iterations of a loop, {@code stages[0..3]} or {@code stages[1]}. */
  Denotation part(LoopPartDenotation whole, long from, long to, Span span) {
    Denotation over = elaborator.evaluate(whole.loop().loop().over(), whole.loop().scope());
    if (over.isError()) {
      return over;
    }
    long size = Math.min(count(whole.loop().loop(), over), whole.to()) - (long) whole.from();
    boolean counted = !(over instanceof IntStatic n) || n.value().isKnown();
    if (from < 0 || to > size && counted || from > to) {
      throw new DiagnosticException(ValueMessages.outsideLoop(from, to, size, span));
    }
    return new LoopPartDenotation(
        whole.loop(), (int) (whole.from() + from), (int) (whole.from() + to));
  }

  /** How often a loop goes round. */
  int count(Expression.Loop loop, Denotation over) {
    if (loop.pattern().isPresent()) {
      if (over instanceof ListDenotation list) {
        return list.elements().size();
      }
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("what `in` walks", loop.over().span(), loop.span()),
              "a list",
              over));
    }
    Dim count = elaborator.types.integer(over, loop.over().span(), "the count of a loop");
    if (!count.isKnown()) {
      if (elaborator.isOpen()) {
        elaborator.sizes.leaveOut();
        return 1;
      }
      throw new DiagnosticException(SizeMessages.unknownCount(count, loop.over().span()));
    }
    if (count.known() < 0) {
      throw new DiagnosticException(SizeMessages.negativeCount(count, loop.over().span()));
    }
    return (int) Math.min(count.known(), Integer.MAX_VALUE);
  }

  /** A block on what flows in. */
  Denotation block(BlockDenotation block, Denotation value) {
    Scope inside = block.scope().inner();
    inside.define("it", value);
    Adaptation around = elaborator.adapting.enter(block.adaptation());
    try {
      Denotation result = value(block.block(), inside);
      elaborator.adapting.demandBuilt(block);
      return result;
    } finally {
      elaborator.adapting.enter(around);
    }
  }

  /** The value of a block in a scope that knows {@code it}. */
  Denotation value(Block block, Scope inside) {
    Optional<Expression> only = ItMention.onlyExpression(block);
    if (only.isPresent() && !mentionsIt(block)) {
      return startFromIt(only.get(), inside);
    }
    return elaborator.bodies.value(block, inside);
  }

  private boolean mentionsIt(Block block) {
    return mentions.computeIfAbsent(block, ItMention::in);
  }

  /** One expression that nowhere mentions {@code it} is read as {@code it |> expression}. */
  private Denotation startFromIt(Expression expression, Scope inside) {
    @Nullable Denotation it = inside.find("it");
    if (it == null) {
      return Denotations.ERROR;
    }
    boolean pipe = expression instanceof Expression.Pipe;
    Expression first = pipe ? ((Expression.Pipe) expression).head() : expression;
    List<Expression> stages = pipe ? ((Expression.Pipe) expression).stages() : List.of();
    if (!isStage(first)) {
      throw new DiagnosticException(BuildingMessages.blockWithoutIt(expression.span()));
    }
    Denotation value = elaborator.calls.stage(it, first.span(), first, inside);
    elaborator.reached.value(first, value);
    for (Expression stage : stages) {
      value = elaborator.calls.stage(value, first.span(), stage, inside);
      elaborator.reached.value(stage, value);
    }
    return value;
  }

  private static boolean isStage(Expression expression) {
    return expression instanceof Expression.Reference
        || expression instanceof Expression.Call
        || expression instanceof Expression.Member
        || expression instanceof Expression.Subscript
        || expression instanceof Expression.Loop
        || expression instanceof Expression.Marked
        || expression instanceof Expression.BlockLayer
        || expression instanceof Expression.If;
  }
}
