package org.netwright.frontend.parse;

import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** The sentences about blocks and the stages of pipes, with their codes. */
final class BlockMessages {
  private BlockMessages() {}

  static Diagnostic blockBehindOperation(Span brace, Span lastOfValue) {
    return Diagnostic.error(
            "NW113", brace, "a block belongs to a call in a pipe, not to an operation")
        .with(new Related(lastOfValue, "the operation ends here"))
        .with(Hint.of("put the call and its block in parentheses: `a + (b |> f { … })`"));
  }

  static Diagnostic blockBehindValue(Span block) {
    return Diagnostic.error("NW113", block, "a block follows the name of a layer or a call")
        .with(Hint.of("pipe the value into the block: `value |> { … }`"));
  }

  static Diagnostic isComparison(Span span) {
    return Diagnostic.error("NW107", span, "`is` is no operator here")
        .with(Hint.of("write `==`, or `!=` for `is not`"));
  }

  static Diagnostic pythonFunction(Span span) {
    return Diagnostic.error("NW112", span, "there are no `lambda` functions")
        .with(Hint.of("a block is a function of `it`: `x |> { it + 1 }`"));
  }

  static Diagnostic increment(Span span, String sign) {
    return Diagnostic.error("NW107", span, "`" + sign + sign + "` is no operator here")
        .with(
            Hint.of("values do not change; a `let` binds the new one: `let m = n " + sign + " 1`"));
  }

  static Diagnostic missingBlock(Span span, String found) {
    return Diagnostic.error("NW113", span, "expected a block in braces, found " + found)
        .with(Hint.of("put the body between `{` and `}`"));
  }

  static Diagnostic colonForBlock(Span span) {
    return Diagnostic.error("NW113", span, "a block stands in braces, not behind `:`")
        .with(Hint.of("put the body between `{` and `}`; indentation means nothing"));
  }

  static Diagnostic emptyStage(Span span, Edit edit) {
    return Diagnostic.error("NW112", span, "no stage stands between these two `|>`")
        .with(Hint.of("remove one of them", edit));
  }

  static Diagnostic missingStage(Span span, String found, Edit edit) {
    return Diagnostic.error("NW112", span, "no stage follows this `|>`, but " + found)
        .with(Hint.of("name the layer or function that comes next, or remove it", edit));
  }

  static Diagnostic operatorBehindStage(Span span, String operator, Edit edit) {
    return Diagnostic.error(
            "NW112", span, "`" + operator + "` cannot follow a stage; `|>` binds loosest")
        .with(Hint.of("put the pipe in parentheses", edit));
  }

  static Diagnostic bareArguments(Span span, String stage) {
    return Diagnostic.error("NW112", span, "arguments of `" + stage + "` stand in parentheses")
        .with(Hint.of("write `" + stage + "(…)`, with a comma between two arguments"));
  }

  static Diagnostic missingOperand(Span span, String operator, String found) {
    return Diagnostic.error(
            "NW101", span, "`" + operator + "` lacks a value on its right; found " + found)
        .with(Hint.of("complete it, or remove `" + operator + "`"));
  }

  static Diagnostic noStage(Span span) {
    return Diagnostic.error(
            "NW112", span, "right of `|>` stands a stage: a name, a call, a loop or a block")
        .with(Hint.of("in a block any expression may stand: `|> { … }`, with `it` for the input"));
  }

  static Diagnostic forgetsIt(Span brace) {
    return Diagnostic.error(
            "NW117", brace, "the statements of this block do not mention `it`, its input")
        .with(Hint.of("use `it`, or write one expression, which starts from it by itself"));
  }

  static Diagnostic unusedValue(Span span) {
    Span start = new Span(span.file(), span.line(), span.column(), span.line(), span.column());
    return Diagnostic.error("NW116", span, "this value is used for nothing")
        .with(Hint.of("name it with `let`, or remove it", new Edit(start, "let name = ")));
  }

  static Diagnostic missingReturn(Span span) {
    Span start = new Span(span.file(), span.line(), span.column(), span.line(), span.column());
    return Diagnostic.error("NW118", span, "a body of several statements ends in `return`")
        .with(Hint.of("return this value", new Edit(start, "return ")));
  }

  static Diagnostic bodyWithoutValue(Span span) {
    return Diagnostic.error("NW118", span, "this body ends without a value")
        .with(Hint.of("end it with `return` and the result"));
  }

  static Diagnostic emptyBlock(Span span) {
    return Diagnostic.error("NW118", span, "this block is empty, but its value is wanted")
        .with(Hint.of("write the expression that it stands for"));
  }

  static Diagnostic branchWithStatements(Span span) {
    return Diagnostic.error(
            "NW118", span, "as a value, each branch of an `if` holds one expression")
        .with(Hint.of("move the statements before the `if`"));
  }

  static Diagnostic valueWithoutElse(Span span) {
    return Diagnostic.error("NW118", span, "an `if` that is used as a value needs an `else`")
        .with(Hint.of("say what the value is otherwise: `else { … }`"));
  }
}
