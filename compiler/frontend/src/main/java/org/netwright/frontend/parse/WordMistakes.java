package org.netwright.frontend.parse;

import static org.netwright.grammar.NetLexer.*;

import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.netwright.grammar.NetParser;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;

/** Mistakes within one token: numbers, strings, signs of other languages, comments. */
final class WordMistakes {
  private static final Map<String, String> SIGNS =
      Map.of("&&", "and", "||", "or", "^", "**", "~", "not ", "=>", "->");

  /** What a text processor makes of signs on the keyboard. */
  private static final Map<String, String> TYPOGRAPHY =
      Map.ofEntries(
          Map.entry("\u201C", "\""),
          Map.entry("\u201D", "\""),
          Map.entry("\u201E", "\""),
          Map.entry("\u2018", "\""),
          Map.entry("\u2019", "\""),
          Map.entry("\u2013", "-"),
          Map.entry("\u2014", "-"),
          Map.entry("\u2212", "-"),
          Map.entry("\u00D7", "*"),
          Map.entry("\u00B7", "*"),
          Map.entry("\u00F7", "/"),
          Map.entry("\u2264", "<="),
          Map.entry("\u2265", ">="),
          Map.entry("\u2260", "!="),
          Map.entry("\u2192", "->"),
          Map.entry("\u2026", ".."),
          Map.entry("\u00A0", " "),
          Map.entry("\u3000", " "));

  private WordMistakes() {}

  static Optional<Diagnostic> describe(Mistake mistake) {
    Token found = mistake.found();
    return switch (mistake.type()) {
      case FOREIGN -> Optional.of(foreign(mistake));
      case HALF_FLOAT -> {
        String text = found.getText();
        String whole = text.startsWith(".") ? "0" + text : text + "0";
        yield Optional.of(
            CharacterMessages.halfFloat(mistake.place(), text, mistake.replace(found, whole)));
      }
      case SINGLE_QUOTED -> {
        String inside = found.getText().substring(1, found.getText().length() - 1);
        String quoted = "\"" + inside.replace("\"", "\\\"") + "\"";
        yield Optional.of(
            CharacterMessages.singleQuotes(mistake.place(), mistake.replace(found, quoted)));
      }
      case OPEN_STRING -> Optional.of(openString(mistake));
      case UNKNOWN -> Optional.of(unknown(mistake));
      case BANG ->
          mistake.expectsValue() ? Optional.of(sign(mistake, "!", "not ")) : Optional.empty();
      case AMPERSAND -> Optional.of(sign(mistake, "&", "and"));
      case BAR -> Optional.of(sign(mistake, "|", "or"));
      case QUESTION -> Optional.of(CharacterMessages.ternary(mistake.place()));
      default -> slashComment(mistake);
    };
  }

  private static Diagnostic sign(Mistake mistake, String sign, String ours) {
    return CharacterMessages.foreignSign(
        mistake.place(), sign, ours.strip(), mistake.replace(mistake.found(), ours));
  }

  private static Diagnostic foreign(Mistake mistake) {
    Token found = mistake.found();
    String sign = found.getText();
    if (sign.equals("/*") || sign.equals("*/")) {
      return CharacterMessages.comment(mistake.place(), sign, mistake.replace(found, "#"));
    }
    String ours = SIGNS.get(sign);
    if (ours != null) {
      return sign(mistake, sign, ours);
    }
    Optional<Token> name = mistake.before(1).filter(Mistake::isName);
    boolean whole = name.isPresent() && mistake.begins(1);
    if (sign.equals(":=")) {
      Edit edit =
          whole
              ? new Edit(
                  mistake.source().span(name.get(), found), "let " + name.get().getText() + " =")
              : mistake.replace(found, "=");
      return CharacterMessages.colonEquals(mistake.place(), edit);
    }
    Optional<Edit> edit = Optional.empty();
    if (whole) {
      String target = name.get().getText();
      String text = "update " + target + " = " + target + " " + sign.charAt(0);
      edit = Optional.of(new Edit(mistake.source().span(name.get(), found), text));
    }
    return CharacterMessages.assignment(mistake.place(), sign, edit);
  }

  private static Diagnostic openString(Mistake mistake) {
    Token found = mistake.found();
    int end = found.getStartIndex() + found.getText().stripTrailing().length();
    return CharacterMessages.openString(
        mistake.place(), new Edit(mistake.source().span(end, end), "\""));
  }

  private static Diagnostic unknown(Mistake mistake) {
    int start = mistake.found().getStartIndex();
    int code = mistake.source().text().codePointAt(start);
    String text = Character.toString(code);
    var span = mistake.source().span(start, start + text.length());
    String ours = TYPOGRAPHY.get(text);
    if (ours != null) {
      return CharacterMessages.typography(span, code, ours.strip(), new Edit(span, ours));
    }
    return CharacterMessages.unknownCharacter(span, text, Character.isLetter(code));
  }

  /** {@code // text}: two words in a row behind a {@code //} are no division. */
  private static Optional<Diagnostic> slashComment(Mistake mistake) {
    Token found = mistake.found();
    if (found.getType() == FLOOR_DIVIDE
        && (mistake.in(NetParser.FileContext.class) || mistake.in(NetParser.BlockContext.class))
        && mistake.begins(0)) {
      return Optional.of(
          CharacterMessages.comment(mistake.place(), "//", mistake.replace(found, "#")));
    }
    if (!mistake.before(1).map(Mistake::isName).orElse(false)) {
      return Optional.empty();
    }
    return mistake
        .backwards()
        .takeWhile(token -> token.getLine() == found.getLine())
        .filter(token -> token.getType() == FLOOR_DIVIDE)
        .findFirst()
        .map(
            token ->
                CharacterMessages.comment(mistake.place(token), "//", mistake.replace(token, "#")));
  }
}
