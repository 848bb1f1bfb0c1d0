package org.netwright.frontend.parse;

import static org.netwright.frontend.parse.TreeBuilder.all;
import static org.netwright.frontend.parse.TreeBuilder.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.netwright.frontend.parse.StatementBuilder.Purpose;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.Loop;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.Statement;
import org.netwright.grammar.NetLexer;
import org.netwright.grammar.NetParser;
import org.netwright.spi.source.Span;

/** Builds values, pipes and loops. */
final class ExpressionBuilder {
  private final TreeBuilder tree;
  private final ChainBuilder chains;
  private final OperatorBuilder operators;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
    this.chains = new ChainBuilder(tree);
    this.operators = new OperatorBuilder(tree);
  }

  /**
   * A value. The forms are told apart here and not by a visitor, whose frames would count for each
   * bracket and operator of a deep text.
   */
  Expression value(NetParser.ValueContext context) {
    if (context instanceof NetParser.ChainedContext chained) {
      return chains.chain(chained.chain());
    }
    if (context instanceof NetParser.BinaryContext binary) {
      return operators.binary(binary);
    }
    return context instanceof NetParser.ComparisonContext comparison
        ? operators.comparison(comparison)
        : operators.unary(context);
  }

  /** A pipe, or the value that stands alone. */
  Expression pipeline(NetParser.PipelineContext context) {
    return pipeline(context, Purpose.RESULT, Purpose.BRANCH_VALUE);
  }

  /**
   * @param loopBody what the body of a loop is for, when the loop is all there is
   * @param branches what the branches of an {@code if} are for, when it is all there is
   */
  Expression pipeline(NetParser.PipelineContext context, Purpose loopBody, Purpose branches) {
    if (context.PIPE().isEmpty()) {
      Optional<NetParser.ChoiceContext> choice = loneChoice(context);
      if (choice.isPresent()) {
        return choice(choice.get(), branches);
      }
      if (context.loop() != null) {
        return loop(context.loop(), loopBody);
      }
      return context.block() == null ? value(context.value()) : head(context);
    }
    Expression head = context.loop() != null ? loop(context.loop(), Purpose.RESULT) : head(context);
    List<Expression> stages = new ArrayList<>();
    for (NetParser.PipeStageContext stage : context.pipeStage()) {
      stages.add(stage(stage));
    }
    return new Expression.Pipe(head, stages, tree.span(context));
  }

  /** The {@code if} that a pipeline consists of. */
  static Optional<NetParser.ChoiceContext> loneChoice(NetParser.PipelineContext context) {
    return loneChain(context)
        .filter(chain -> chain.suffix().isEmpty() && chain.atom() != null)
        .flatMap(chain -> Optional.ofNullable(chain.atom().choice()));
  }

  /** Whether a pipeline is {@code run X(…)}. */
  static boolean isRun(NetParser.PipelineContext context) {
    return loneChain(context)
        .filter(chain -> chain.marker() != null && chain.marker().RUN() != null)
        .isPresent();
  }

  private static Optional<NetParser.ChainContext> loneChain(NetParser.PipelineContext context) {
    return context.PIPE().isEmpty()
            && context.block() == null
            && context.value() instanceof NetParser.ChainedContext chained
        ? Optional.of(chained.chain())
        : Optional.empty();
  }

  private Expression head(NetParser.PipelineContext context) {
    Expression value = value(context.value());
    if (context.block() == null) {
      return value;
    }
    boolean chained = context.value() instanceof NetParser.ChainedContext;
    return chained
        ? withBlock(value, context.block())
        : misplacedBlock(value, context.block(), context.value().getStop());
  }

  private Expression misplacedBlock(
      Expression value, NetParser.BlockContext block, Token lastOfValue) {
    Span brace = tree.source().span(block.OPEN_BRACE().getSymbol());
    tree.problems().add(BlockMessages.blockBehindOperation(brace, tree.source().span(lastOfValue)));
    return value;
  }

  /** A value with the block behind it as its last argument. */
  private Expression withBlock(Expression value, NetParser.BlockContext context) {
    Block block = layerBlock(context);
    Optional<Expression> call = attach(value, block);
    if (call.isEmpty()) {
      tree.problems().add(BlockMessages.blockBehindValue(block.span()));
    }
    return call.orElse(value);
  }

  private static Optional<Expression> attach(Expression value, Block block) {
    Span span = value.span().to(block.span());
    if (value instanceof Expression.Marked marked) {
      return attach(marked.operand(), block)
          .map(operand -> new Expression.Marked(marked.marker(), operand, span));
    }
    if (value instanceof Expression.Call call) {
      return Optional.of(
          new Expression.Call(call.target(), call.arguments(), Optional.of(block), true, span));
    }
    boolean callable =
        value instanceof Expression.Reference
            || value instanceof Expression.Member
            || value instanceof Expression.Subscript;
    return callable
        ? Optional.of(new Expression.Call(value, List.of(), Optional.of(block), false, span))
        : Optional.empty();
  }

  private Expression stage(NetParser.PipeStageContext context) {
    if (context.loop() != null) {
      return loop(context.loop(), Purpose.RESULT);
    }
    if (context.chain() == null) {
      return blockLayer(context.block());
    }
    Expression stage = chains.chain(context.chain());
    if (context.block() != null) {
      return withBlock(stage, context.block());
    }
    if (!isStage(stage)) {
      tree.problems().add(BlockMessages.noStage(stage.span()));
    }
    return stage;
  }

  private static boolean isStage(Expression value) {
    return value instanceof Expression.Reference
        || value instanceof Expression.Member
        || value instanceof Expression.Call
        || value instanceof Expression.Subscript
        || value instanceof Expression.Tap
        || value instanceof Expression.Marked
        || value instanceof Expression.Select
        || value instanceof Expression.Loop
        || value instanceof Expression.Pipe;
  }

  private Expression loop(NetParser.LoopContext context, Purpose body) {
    Loop.Kind kind =
        context.REPEAT() != null
            ? Loop.Kind.REPEAT
            : context.ROLLED() != null ? Loop.Kind.ROLLED : Loop.Kind.RECUR;
    Block block =
        body == Purpose.EFFECTS
            ? tree.statements().block(context.block(), body)
            : layerBlock(context.block());
    return new Loop(
        kind,
        optional(context.pattern(), tree.paths()::pattern),
        value(context.over),
        optional(context.counter, tree::name),
        optional(context.until, this::value),
        block,
        tree.span(context));
  }

  Expression choice(NetParser.ChoiceContext context, Purpose branches) {
    Span span = tree.span(context);
    Optional<Block> otherwise = Optional.empty();
    if (context.choice() != null) {
      Expression nested = choice(context.choice(), branches);
      Statement result = new Statement.Result(nested, nested.span());
      otherwise = Optional.of(new Block(List.of(result), nested.span()));
    } else if (context.block().size() > 1) {
      otherwise = Optional.of(tree.statements().block(context.block(1), branches));
    } else if (branches == Purpose.BRANCH_VALUE) {
      tree.problems().add(BlockMessages.valueWithoutElse(span));
    }
    Block then = tree.statements().block(context.block(0), branches);
    return new Expression.If(value(context.value()), then, otherwise, span);
  }

  Expression blockLayer(NetParser.BlockContext context) {
    return new Expression.BlockLayer(layerBlock(context), tree.span(context));
  }

  /** A block that stands for a layer: one expression, or statements about {@code it}. */
  private Block layerBlock(NetParser.BlockContext context) {
    Block block = tree.statements().block(context, Purpose.RESULT);
    boolean statements =
        context.statement().size() > 1
            || context.statement().size() == 1
                && !(context.statement(0) instanceof NetParser.ResultStatementContext);
    boolean whole = context.statement().stream().noneMatch(tree::isDamaged);
    if (statements && whole && !Mentions.it(context)) {
      tree.problems()
          .add(BlockMessages.forgetsIt(tree.source().span(context.OPEN_BRACE().getSymbol())));
    }
    return block;
  }

  Expression element(NetParser.ElementContext context) {
    return context.block() != null ? blockLayer(context.block()) : pipeline(context.pipeline());
  }

  ChainBuilder chains() {
    return chains;
  }

  /** {@code select { term: value, … }}. */
  Expression selection(NetParser.SelectionContext context) {
    return new Expression.Select(all(context.arm(), this::arm), tree.span(context));
  }

  private Expression.Select.Arm arm(NetParser.ArmContext context) {
    boolean otherwise =
        context.getStart().getType() == NetLexer.ELSE
            && context.selector().getText().equals("else");
    Optional<Selector> term =
        otherwise ? Optional.empty() : Optional.of(tree.paths().selector(context.selector()));
    return new Expression.Select.Arm(term, pipeline(context.pipeline()), tree.span(context));
  }
}
