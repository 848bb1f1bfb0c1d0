package org.netwright.frontend.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.netwright.frontend.Limits;
import org.netwright.frontend.parse.Lexeme;
import org.netwright.frontend.parse.Lexeme.Part;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.parse.Programs;

/** However a text is laid out, formatting keeps its meaning and comes to rest at once. */
class AnyLayoutTest {
  private static final List<String> BLANKS =
      List.of(
          "", " ", "  ", "\t", "\n", "\n\n\n", "\r\n      ", " # c\n", "\n  ## d\n", "  #e\n\n");

  @Provide
  Arbitrary<String> programs() {
    return Arbitraries.of(Programs.accepted().stream().map(Programs::text).toList());
  }

  @Property(tries = 300)
  void otherBlanksChangeNoTree(
      @ForAll("programs") String program, @ForAll long seed, @ForAll boolean often) {
    String text = shaken(program, new Random(seed), often ? 0.3 : 0.02);
    Assume.that(!Parser.parse("a.net", text, Limits.DEFAULT).hasErrors());
    String once = FormatterTest.format(text);
    assertThat(FormatterTest.tree(once)).isEqualTo(FormatterTest.tree(text));
    assertThat(FormatterTest.comments(once)).isEqualTo(FormatterTest.comments(text));
    assertThat(FormatterTest.format(once)).isEqualTo(once);
  }

  /** Inside a line blanks mean nothing, so they leave no trace. */
  @Property(tries = 100)
  void blanksInsideALineLeaveNoTrace(@ForAll("programs") String program, @ForAll long seed) {
    Random random = new Random(seed);
    String text = FormatterTest.format(program);
    List<Lexeme> lexemes =
        Parser.lexemes("a.net", text, Limits.DEFAULT).stream()
            .filter(each -> !each.text().isEmpty())
            .toList();
    StringBuilder wide = new StringBuilder();
    int from = 0;
    for (int i = 1; i < lexemes.size(); i++) {
      Lexeme before = lexemes.get(i - 1);
      Lexeme lexeme = lexemes.get(i);
      boolean sameLine = before.line() == lexeme.line();
      wide.append(text, from, lexeme.start());
      from = lexeme.start();
      boolean room = sameLine && before.part() != Part.PREFIX;
      if (room && !lexeme.isComment() && lexeme.part() != Part.PIPE && !movesAComment(lexemes, i)) {
        wide.append(" ".repeat(random.nextInt(3)));
      }
    }
    wide.append(text, from, text.length());
    Assume.that(!Parser.parse("a.net", wide.toString(), Limits.DEFAULT).hasErrors());
    assertThat(FormatterTest.format(wide.toString())).isEqualTo(text);
  }

  private static boolean movesAComment(List<Lexeme> lexemes, int from) {
    int line = lexemes.get(from).line();
    return lexemes.stream()
        .anyMatch(each -> each.line() == line && (each.isComment() || each.part() == Part.PIPE));
  }

  private static String shaken(String program, Random random, double share) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (Lexeme lexeme : Parser.lexemes("a.net", program, Limits.DEFAULT)) {
      if (random.nextDouble() < share && lexeme.start() >= from) {
        text.append(program, from, lexeme.start());
        from = lexeme.start();
        text.append(BLANKS.get(random.nextInt(BLANKS.size())));
      }
    }
    return text.append(program, from, program.length()).toString();
  }
}
