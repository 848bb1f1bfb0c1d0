package org.netwright.frontend.parse;

import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** Every sentence about the text of a file, with its code. */
final class SyntaxMessages {
  private SyntaxMessages() {}

  // What stands where something else must -----------------------------------------------------

  static Diagnostic unexpected(Span span, String expected, String found) {
    String message =
        expected.isEmpty()
            ? found + " cannot stand here"
            : "expected " + expected + ", found " + found;
    return Diagnostic.error("NW101", span, message);
  }

  // Brackets and bounds -------------------------------------------------------------------------

  static Diagnostic unclosedBrace(Span brace, Span before) {
    Span end = before.to(before);
    Span behind =
        new Span(end.file(), end.endLine(), end.endColumn(), end.endLine(), end.endColumn());
    return Diagnostic.error("NW102", brace, "this `{` is not closed before the next declaration")
        .with(new Related(behind, "a `}` is missing at the latest here"))
        .with(Hint.of("declarations do not nest; close the block", new Edit(behind, "\n}")));
  }

  static Diagnostic tooDeep(Span span, boolean brackets, int most) {
    return brackets
        ? Diagnostic.error(
                "NW130", span, "brackets and blocks stand more than " + most + " deep here")
            .with(Hint.of("give inner parts a name of their own, or raise the bound `nesting`"))
        : Diagnostic.error(
                "NW130", span, "more than " + most + " operators hang on one another here")
            .with(Hint.of("name parts with `let`, or raise the bound `nesting`"));
  }

  static Diagnostic tooMany(int more, Span span) {
    return Diagnostic.error("NW199", span, more + " further mistakes are not shown")
        .with(Hint.of("mend the first ones and try again"));
  }

  // Characters, numbers, strings ----------------------------------------------------------------

  static Diagnostic forbiddenCharacter(Span span, char c) {
    return Diagnostic.error(
            "NW109",
            span,
            String.format("the invisible character U+%04X cannot stand here", (int) c))
        .with(Hint.of("remove it", new Edit(span, "")));
  }

  static Diagnostic numberTooLong(Span span, int digits, int most) {
    return Diagnostic.error(
        "NW106", span, "a number of " + digits + " digits; at most " + most + " are read");
  }

  static Diagnostic floatTooLarge(Span span, String digits) {
    return Diagnostic.error("NW106", span, digits + " is larger than any float")
        .with(Hint.of("the largest float is about 1.8e308"));
  }

  static Diagnostic unknownEscape(Span span, String escape) {
    return Diagnostic.error("NW105", span, "`" + escape + "` means nothing in a string")
        .with(
            Hint.of(
                "a string knows \\\" \\\\ \\n \\t \\{ and \\}; a plain backslash is \\\\",
                new Edit(span, "\\" + escape)));
  }

  static Diagnostic loneBrace(Span span, String brace) {
    String other = brace.equals("{") ? "is not closed" : "was never opened";
    return Diagnostic.error("NW105", span, "this `" + brace + "` in a string " + other)
        .with(
            Hint.of(
                "braces in a string hold an expression; a brace itself is \\" + brace,
                new Edit(span, "\\" + brace)));
  }

  static Diagnostic emptyBraces(Span span) {
    return Diagnostic.error("NW105", span, "the braces in this string hold no expression")
        .with(Hint.of("braces themselves are \\{ and \\}", new Edit(span, "\\{\\}")));
  }

  static Diagnostic expressionInName(Span span) {
    return Diagnostic.error("NW105", span, "the name of a test holds no expression")
        .with(Hint.of("braces themselves are \\{ and \\}"));
  }

  // Blocks and stages ---------------------------------------------------------------------------

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

  // Arguments, fields, words --------------------------------------------------------------------

  static Diagnostic positionalAfterNamed(Span span, Name named) {
    return Diagnostic.error("NW114", span, "an argument without a name follows a named one")
        .with(new Related(named.span(), "`" + named.text() + "` is named here"))
        .with(Hint.of("move it before `" + named.text() + "`, or name it"));
  }

  static Diagnostic halfNamed(Span span, String what) {
    return Diagnostic.error("NW115", span, "either all fields of a " + what + " are named, or none")
        .with(Hint.of("name the others, or take the names away"));
  }

  static Diagnostic freshInstance(Name name) {
    return Diagnostic.error(
            "NW119", name.span(), "`fresh` stands before a constructor; `" + name + "` is none")
        .with(Hint.of("constructors begin with a capital: `fresh Linear(3)`"));
  }

  static Diagnostic callInPattern(Span span) {
    return Diagnostic.error(
            "NW121", span, "a pattern of paths consists of names and wildcards only")
        .with(Hint.of("`*` is one segment, `**` any number, `(a | b)` a choice, `[i]` an index"));
  }

  static Diagnostic colonInPath(Span span) {
    return Diagnostic.error("NW121", span, "a path takes an index, not a range")
        .with(Hint.of("for a slice of the value, put the path in parentheses: `(y@path)[:, 0]`"));
  }

  static Diagnostic evaluateAt(Name word) {
    return Diagnostic.error(
            "NW122", word.span(), "`evaluate at` is followed by `end`, not by `" + word + "`")
        .with(Hint.of("for a rhythm write `every 2 epochs`", new Edit(word.span(), "end")));
  }

  static Diagnostic keepWhat(Name word) {
    return Diagnostic.error(
            "NW122", word.span(), "`keep` is followed by `best` or `last`, not by `" + word + "`")
        .with(Hint.of("for example `keep best by test.accuracy`"));
  }
}
