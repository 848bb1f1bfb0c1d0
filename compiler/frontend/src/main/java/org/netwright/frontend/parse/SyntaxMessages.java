package org.netwright.frontend.parse;

import java.util.Optional;
import org.netwright.frontend.Limits;
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

  static Diagnostic noDeclaration(
      Span span, String word, Optional<String> meant, Optional<Edit> edit, String words) {
    String hint =
        meant
            .map(right -> "did you mean `" + right + "`?")
            .orElse("a declaration begins with one of " + words);
    return Diagnostic.error("NW110", span, "`" + word + "` begins no declaration")
        .with(new Hint(hint, edit));
  }

  static Diagnostic statementOutside(Span span, String word, String where) {
    return Diagnostic.error(
            "NW110", span, "`" + word + "` is a statement of a " + where + ", not a declaration")
        .with(Hint.of("put it into the block of a " + where + ": `" + where + " Name() { … }`"));
  }

  static Diagnostic declarationOnNewLine(Span span, String word, Edit edit) {
    return Diagnostic.error("NW110", span, "`" + word + "` begins a declaration on a used line")
        .with(Hint.of("declarations begin on a line of their own", edit));
  }

  static Diagnostic noStatement(Span span, String word, String meant, Edit edit) {
    return Diagnostic.error("NW110", span, "`" + word + "` begins no statement")
        .with(Hint.of("did you mean `" + meant + "`?", edit));
  }

  static Diagnostic foreignLoop(Span span, String word, Optional<Edit> edit) {
    return Diagnostic.error("NW110", span, "`" + word + "` is no statement; loops are stages here")
        .with(
            new Hint(
                "`x |> repeat i in 0..n { … }` builds every turn anew, `recur n` shares one",
                edit));
  }

  static Diagnostic forInLoop(Span span, Edit edit) {
    return Diagnostic.error("NW110", span, "`repeat` and `recur` take no `for`")
        .with(Hint.of("write `repeat g in groups { … }`", edit));
  }

  static Diagnostic elif(Span span, Edit edit) {
    return Diagnostic.error("NW110", span, "`elif` is written `else if`")
        .with(Hint.of("it stands behind the `}` of the `if`", edit));
  }

  static Diagnostic missingLet(Span span, String name, Edit edit) {
    return Diagnostic.error("NW111", span, "`" + name + "` gets a value without `let`")
        .with(
            Hint.of(
                "`let " + name + " = …` names a value, `update " + name + " = …` moves a state",
                edit));
  }

  static Diagnostic twoStatements(Span span, String word, Edit edit) {
    return Diagnostic.error("NW111", span, "`" + word + "` begins a second statement on this line")
        .with(Hint.of("give it a line of its own, or put `;` before it", edit));
  }

  static Diagnostic missingUsing(Span span, Optional<Edit> edit) {
    return Diagnostic.error("NW111", span, "`minimize` lacks `using` and the optimizer")
        .with(new Hint("for example `minimize loss using Adam(lr = 1e-3)`", edit));
  }

  static Diagnostic missingOn(Span span, String word, Optional<Edit> edit) {
    return Diagnostic.error("NW111", span, "`" + word + "` lacks `on` and its data")
        .with(new Hint("for example `" + example(word) + "`", edit));
  }

  static Diagnostic missingAs(Span span, String word) {
    return Diagnostic.error(
            "NW111", span, "this `" + word + "` does not name the batch with `as` before its block")
        .with(Hint.of("for example `" + example(word) + "`"));
  }

  private static String example(String word) {
    String length = word.equals("train") ? "train 5 epochs" : word;
    return length
        + " on d."
        + (word.equals("train") ? "train" : "test")
        + " as (image, label) { … }";
  }

  static Diagnostic missingComma(Span span, String between, Edit edit) {
    return Diagnostic.error("NW111", span, "a comma is missing between two " + between)
        .with(Hint.of("put `,` before it", edit));
  }

  static Diagnostic reportAs(Span span, Optional<Edit> edit) {
    return Diagnostic.error("NW122", span, "a reported value is named before it, not with `as`")
        .with(new Hint("write `report name = value`", edit));
  }

  static Diagnostic armWithEquals(Span span, Edit edit) {
    return Diagnostic.error("NW122", span, "an arm of `select` is written `term: value`")
        .with(Hint.of("put `:` for `=`", edit));
  }

  static Diagnostic ruleWithColon(Span span, Edit edit) {
    return Diagnostic.error("NW122", span, "a rule of `from` is written `target = value`")
        .with(Hint.of("put `=` for `:`", edit));
  }

  static Diagnostic use(Span span, String found) {
    return Diagnostic.error("NW123", span, found + " does not fit into `use`")
        .with(
            Hint.of("name the unit and what is used of it: `use std.nn.{Linear, Conv2d as Conv}`"));
  }

  // Headers -------------------------------------------------------------------------------------

  static Diagnostic oneList(Span span, String kind, Edit edit) {
    return Diagnostic.error("NW120", span, "a " + kind + " has two lists, this one has one")
        .with(
            Hint.of(
                "first what it is built from, then what it is applied to: `()(x: [B, C])`", edit));
  }

  static Diagnostic parameterWithoutType(Span span, String name) {
    return Diagnostic.error("NW120", span, "the parameter `" + name + "` has no type")
        .with(
            Hint.of(
                "types stand behind the name: `"
                    + name
                    + ": int` for a number, `"
                    + name
                    + ": [B, C]` for a tensor"));
  }

  static Diagnostic typeFirst(Span span, Edit edit) {
    return Diagnostic.error("NW120", span, "the type of a parameter stands behind its name")
        .with(Hint.of("write `" + edit.replacement() + "`", edit));
  }

  static Diagnostic promiseWithoutWord(Span span, String value, String word, Edit edit) {
    return Diagnostic.error("NW122", span, "`" + value + "` stands here without `" + word + "`")
        .with(Hint.of("write `" + word + " " + value + "`", edit));
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

  static Diagnostic unclosedBracket(
      Span span, String bracket, String closer, String found, Edit edit) {
    return Diagnostic.error("NW102", span, "this `" + bracket + "` is not closed before " + found)
        .with(new Related(edit.span(), "a `" + closer + "` is missing at the latest here"))
        .with(Hint.of("close it with `" + closer + "`", edit));
  }

  static Diagnostic extraBracket(Span span, String bracket, Edit edit) {
    return Diagnostic.error("NW103", span, "this `" + bracket + "` closes nothing")
        .with(Hint.of("remove it, or open it before", edit));
  }

  static Diagnostic tooDeep(Span span, boolean brackets, int most) {
    return brackets
        ? Diagnostic.error(
                "NW130", span, "brackets and blocks stand more than " + most + " deep here")
            .with(
                Hint.of(
                    "give inner parts a name of their own, or raise `"
                        + Limits.Key.NESTING.setting()
                        + "` in netwright.json"))
        : Diagnostic.error(
                "NW130", span, "more than " + most + " operators hang on one another here")
            .with(
                Hint.of(
                    "name parts with `let`, or raise `"
                        + Limits.Key.NESTING.setting()
                        + "` in netwright.json"));
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

  static Diagnostic unknownCharacter(Span span, String text, boolean letter) {
    String message = "`" + text + "` " + (letter ? "cannot stand in a name" : "means nothing here");
    String hint =
        letter
            ? "names are written with the letters A to Z, digits and `_`"
            : "only strings and comments may hold it";
    return Diagnostic.error("NW109", span, message).with(Hint.of(hint));
  }

  static Diagnostic typography(Span span, int code, String ours, Edit edit) {
    String name = String.format("U+%04X", code);
    return Diagnostic.error(
            "NW109", span, "the typographic character " + name + " cannot stand here")
        .with(Hint.of(ours.isEmpty() ? "use a plain blank" : "write `" + ours + "`", edit));
  }

  static Diagnostic comment(Span span, String sign, Edit edit) {
    return Diagnostic.error("NW108", span, "`" + sign + "` does not mark a comment")
        .with(Hint.of("a comment begins with `#` and ends with its line", edit));
  }

  static Diagnostic foreignSign(Span span, String sign, String ours, Edit edit) {
    return Diagnostic.error("NW107", span, "`" + sign + "` is no operator here")
        .with(Hint.of("write `" + ours + "`", edit));
  }

  static Diagnostic ternary(Span span) {
    return Diagnostic.error("NW107", span, "`?` does not choose between values")
        .with(Hint.of("write `if condition { a } else { b }`; for a default, `a ?? b`"));
  }

  static Diagnostic assignment(Span span, String sign, Optional<Edit> edit) {
    return Diagnostic.error("NW107", span, "`" + sign + "` changes no value in place")
        .with(
            new Hint(
                "a new value gets a name with `let`, a state moves with `update name = …`", edit));
  }

  static Diagnostic colonEquals(Span span, Edit edit) {
    return Diagnostic.error("NW107", span, "`:=` is no sign of Net")
        .with(Hint.of("a value gets a name with `let name = …`", edit));
  }

  static Diagnostic equalsInCondition(Span span, Edit edit) {
    return Diagnostic.error("NW107", span, "`=` compares nothing")
        .with(Hint.of("equality is written `==`", edit));
  }

  static Diagnostic halfFloat(Span span, String text, Edit edit) {
    return Diagnostic.error("NW106", span, "the float `" + text + "` lacks digits beside its dot")
        .with(Hint.of("write `" + edit.replacement() + "`", edit));
  }

  static Diagnostic singleQuotes(Span span, Edit edit) {
    return Diagnostic.error("NW105", span, "a string stands in double quotes")
        .with(Hint.of("write `" + edit.replacement() + "`", edit));
  }

  static Diagnostic openString(Span span, Edit edit) {
    return Diagnostic.error("NW104", span, "this string does not end on its line")
        .with(Hint.of("close it with `\"`; a line break inside is written \\n", edit));
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
