package org.netwright.frontend.parse;

import java.util.Optional;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.source.Span;

/** The sentences about characters, numbers and strings, with their codes. */
final class CharacterMessages {
  private CharacterMessages() {}

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
}
