package org.netwright.frontend.parse;

import static org.netwright.frontend.parse.TreeBuilder.all;
import static org.netwright.frontend.parse.TreeBuilder.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.Statement;
import org.netwright.grammar.NetParser;
import org.netwright.grammar.NetParserBaseVisitor;
import org.netwright.spi.source.Span;

/** Builds blocks and statements, and sees to it that every value is used for something. */
final class StatementBuilder {
  /** What a block is for. */
  enum Purpose {
    /** A body or a layer: it ends with its value. */
    RESULT,
    /** A branch of an {@code if} that ends such a body. */
    BRANCH,
    /** A branch of an {@code if} inside a value: one expression. */
    BRANCH_VALUE,
    /** A recipe, a stage, a train body: the statements act, no value comes out. */
    EFFECTS,
    /** A branch of an {@code if} in the middle of a body: its value goes nowhere. */
    DROPPED
  }

  private final TreeBuilder tree;

  StatementBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Block block(NetParser.BlockContext context, Purpose purpose) {
    List<NetParser.StatementContext> contexts = context.statement();
    List<Statement> statements = new ArrayList<>();
    boolean whole = true;
    for (int i = 0; i < contexts.size(); i++) {
      if (tree.isDamaged(contexts.get(i))) {
        whole = false;
      } else {
        boolean last = i == contexts.size() - 1;
        statements.add(statement(contexts.get(i), new Statements(purpose, last)));
      }
    }
    if (whole) {
      checkEnd(context, purpose);
    }
    return new Block(statements, tree.span(context));
  }

  /** Blocks nest through results, which therefore get no frames of a visitor. */
  private static Statement statement(NetParser.StatementContext context, Statements statements) {
    return context instanceof NetParser.ResultStatementContext result
        ? statements.visitResultStatement(result)
        : statements.visit(context);
  }

  /** That a block which must give a value does so where it ends. */
  private void checkEnd(NetParser.BlockContext context, Purpose purpose) {
    List<NetParser.StatementContext> statements = context.statement();
    if (statements.isEmpty()) {
      if (purpose == Purpose.RESULT || purpose == Purpose.BRANCH_VALUE) {
        tree.problems().add(BlockMessages.emptyBlock(tree.span(context)));
      }
      return;
    }
    NetParser.StatementContext last = statements.get(statements.size() - 1);
    boolean expression = last instanceof NetParser.ResultStatementContext;
    if (purpose == Purpose.BRANCH_VALUE) {
      if (statements.size() > 1 || !expression) {
        tree.problems().add(BlockMessages.branchWithStatements(tree.span(statements.get(0))));
      }
    } else if (purpose == Purpose.RESULT || purpose == Purpose.BRANCH) {
      if (expression && statements.size() > 1 && !isAction(last)) {
        tree.problems().add(BlockMessages.missingReturn(tree.span(last)));
      } else if (purpose == Purpose.RESULT
          && !expression
          && !(last instanceof NetParser.ReturnStatementContext)) {
        tree.problems().add(BlockMessages.bodyWithoutValue(tree.span(last)));
      }
    }
  }

  /** A statement {@code if} or a {@code run}. */
  private static boolean isAction(NetParser.StatementContext statement) {
    return statement instanceof NetParser.ResultStatementContext result
        && (ExpressionBuilder.isRun(result.pipeline())
            || ExpressionBuilder.loneChoice(result.pipeline()).isPresent());
  }

  private Expression pipeline(NetParser.PipelineContext context) {
    return tree.expressions().pipeline(context);
  }

  private Expression value(NetParser.ValueContext context) {
    return tree.expressions().value(context);
  }

  private Name name(NetParser.NameContext context) {
    return tree.name(context);
  }

  private final class Statements extends NetParserBaseVisitor<Statement> {
    private final Purpose purpose;
    private final boolean last;

    Statements(Purpose purpose, boolean last) {
      this.purpose = purpose;
      this.last = last;
    }

    @Override
    public Statement visitLetStatement(NetParser.LetStatementContext context) {
      return new Statement.Let(
          tree.paths().pattern(context.pattern()),
          optional(context.type(), tree.types()::type),
          pipeline(context.pipeline()),
          tree.span(context));
    }

    @Override
    public Statement visitParamStatement(NetParser.ParamStatementContext context) {
      return new Statement.Param(
          name(context.name()),
          tree.types().type(context.type()),
          pipeline(context.pipeline()),
          optional(context.role, tree::name),
          tree.span(context));
    }

    @Override
    public Statement visitStateStatement(NetParser.StateStatementContext context) {
      return new Statement.State(
          name(context.name()),
          tree.types().type(context.type()),
          pipeline(context.pipeline()),
          optional(context.value(), StatementBuilder.this::value),
          tree.span(context));
    }

    @Override
    public Statement visitUpdateStatement(NetParser.UpdateStatementContext context) {
      List<Name> target = new ArrayList<>(List.of(name(context.name())));
      target.addAll(all(context.word(), tree::name));
      return new Statement.Update(target, pipeline(context.pipeline()), tree.span(context));
    }

    @Override
    public Statement visitRequireStatement(NetParser.RequireStatementContext context) {
      return new Statement.Require(
          value(context.value()),
          optional(context.STRING(), tree.texts()::text),
          tree.span(context));
    }

    @Override
    public Statement visitCheckStatement(NetParser.CheckStatementContext context) {
      return new Statement.Check(
          value(context.value()),
          optional(context.type(), tree.types()::type),
          optional(context.STRING(), tree.texts()::text),
          tree.span(context));
    }

    @Override
    public Statement visitReturnStatement(NetParser.ReturnStatementContext context) {
      return new Statement.Return(pipeline(context.pipeline()), tree.span(context));
    }

    @Override
    public Statement visitMinimizeStatement(NetParser.MinimizeStatementContext context) {
      List<Selector.Path> none = List.of();
      return new Statement.Minimize(
          optional(context.name(), tree::name),
          pipeline(context.loss),
          optional(context.over, tree.paths()::paths).orElse(none),
          optional(context.except, tree.paths()::paths).orElse(none),
          pipeline(context.optimizer),
          tree.span(context));
    }

    @Override
    public Statement visitReportStatement(NetParser.ReportStatementContext context) {
      return new Statement.Report(all(context.reportItem(), this::item), tree.span(context));
    }

    private Statement.Report.Item item(NetParser.ReportItemContext context) {
      return new Statement.Report.Item(
          optional(context.name(), tree::name), pipeline(context.pipeline()), tree.span(context));
    }

    @Override
    public Statement visitDataStatement(NetParser.DataStatementContext context) {
      return new Statement.Data(
          name(context.name()),
          optional(context.type(), tree.types()::type),
          pipeline(context.pipeline()),
          tree.span(context));
    }

    @Override
    public Statement visitNetStatement(NetParser.NetStatementContext context) {
      return new Statement.Net(
          name(context.name()),
          pipeline(context.pipeline()),
          optional(context.value(), StatementBuilder.this::value),
          context.rules() == null ? List.of() : rules(context.rules()),
          tree.span(context));
    }

    @Override
    public Statement visitStageStatement(NetParser.StageStatementContext context) {
      return new Statement.Stage(
          name(context.name()), block(context.block(), Purpose.EFFECTS), tree.span(context));
    }

    @Override
    public Statement visitTrainStatement(NetParser.TrainStatementContext context) {
      return new Statement.Train(
          value(context.value()),
          pipeline(context.pipeline()),
          tree.paths().pattern(context.pattern()),
          block(context.block(), Purpose.EFFECTS),
          tree.span(context));
    }

    @Override
    public Statement visitEvaluateStatement(NetParser.EvaluateStatementContext context) {
      if (context.word() != null && !context.word().getText().equals("end")) {
        tree.problems().add(SyntaxMessages.evaluateAt(tree.name(context.word())));
      }
      return new Statement.Evaluate(
          optional(context.value(), StatementBuilder.this::value),
          context.AT() != null,
          pipeline(context.pipeline()),
          tree.paths().pattern(context.pattern()),
          block(context.block(), Purpose.EFFECTS),
          tree.span(context));
    }

    @Override
    public Statement visitPredictStatement(NetParser.PredictStatementContext context) {
      return new Statement.Predict(
          optional(context.name(), tree::name),
          tree.declarations().parameters(context.parameters()),
          block(context.block(), Purpose.RESULT),
          tree.span(context));
    }

    @Override
    public Statement visitKeepStatement(NetParser.KeepStatementContext context) {
      Name which = name(context.name());
      if (!which.text().equals("best") && !which.text().equals("last")) {
        tree.problems().add(SyntaxMessages.keepWhat(which));
      }
      return new Statement.Keep(
          which, optional(context.value(), StatementBuilder.this::value), tree.span(context));
    }

    @Override
    public Statement visitResultStatement(NetParser.ResultStatementContext context) {
      NetParser.PipelineContext pipeline = context.pipeline();
      boolean ends = last && (purpose == Purpose.RESULT || purpose == Purpose.BRANCH);
      boolean value = purpose == Purpose.BRANCH_VALUE && last;
      boolean acts = purpose == Purpose.EFFECTS;
      Purpose branches =
          value
              ? Purpose.BRANCH_VALUE
              : ends ? Purpose.BRANCH : acts ? Purpose.EFFECTS : Purpose.DROPPED;
      Purpose loopBody = acts ? Purpose.EFFECTS : Purpose.RESULT;
      boolean loop = acts && pipeline.loop() != null && pipeline.PIPE().isEmpty();
      if (!ends && !value && !loop && !isAction(context)) {
        tree.problems().add(unused(context));
      }
      return new Statement.Result(
          tree.expressions().pipeline(pipeline, loopBody, branches), tree.span(context));
    }

    private org.netwright.spi.diagnostic.Diagnostic unused(
        NetParser.ResultStatementContext context) {
      Span span = tree.span(context);
      return BlockMessages.unusedValue(span);
    }
  }

  private List<Statement.Rule> rules(NetParser.RulesContext context) {
    Rules rules = new Rules();
    List<Statement.Rule> result = new ArrayList<>();
    for (NetParser.TransferRuleContext rule : context.transferRule()) {
      if (!tree.isDamaged(rule)) {
        result.add(rules.visit(rule));
      }
    }
    return result;
  }

  private final class Rules extends NetParserBaseVisitor<Statement.Rule> {
    @Override
    public Statement.Rule visitUnusedRule(NetParser.UnusedRuleContext context) {
      return new Statement.Rule.Unused(
          optional(context.path(), tree.paths()::path),
          optional(context.STRING(), tree.texts()::text),
          tree.span(context));
    }

    /** {@code target = fresh}: the word alone is no value. */
    @Override
    public Statement.Rule visitAssignRule(NetParser.AssignRuleContext context) {
      Selector.Path target = tree.paths().path(context.path());
      Span span = tree.span(context);
      boolean fresh = context.pipeline().getText().equals("fresh");
      Optional<Expression> value =
          fresh ? Optional.empty() : Optional.of(pipeline(context.pipeline()));
      return new Statement.Rule.Assign(target, value, fresh, span);
    }
  }
}
