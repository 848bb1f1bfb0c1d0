package org.netwright.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;

/** Where statements end, and when a word is a keyword. */
class LineEndingLexerTest {
  /** The visible tokens of a text; {@code ;} for an end, and {@code }} for what was closed. */
  private static String words(String text) {
    NetLexer lexer = new NetLexer(CharStreams.fromString(text));
    return visible(lexer).stream()
        .map(token -> token.getType() == NetLexer.LINE_END ? ";" : token.getText())
        .collect(Collectors.joining(" "));
  }

  private static List<Token> visible(NetLexer lexer) {
    CommonTokenStream tokens = new CommonTokenStream(lexer);
    tokens.fill();
    return tokens.getTokens().stream()
        .filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL)
        .filter(token -> token.getType() != Token.EOF)
        .toList();
  }

  private static List<Integer> types(String text) {
    return visible(new NetLexer(CharStreams.fromString(text))).stream()
        .map(Token::getType)
        .toList();
  }

  @Test
  void aLineEndsItsStatement() {
    assertThat(words("a\nb")).isEqualTo("a ; b");
    assertThat(words("a\n\n# note\nb")).isEqualTo("a ; b");
  }

  @Test
  void noStatementEndsInRoundOrSquareBrackets() {
    assertThat(words("f(a\nb)\nc")).isEqualTo("f ( a b ) ; c");
    assertThat(words("[a\nb]\nc")).isEqualTo("[ a b ] ; c");
    assertThat(words("f({ a\nb })")).isEqualTo("f ( { a ; b } )");
  }

  @Test
  void anOperatorAtEitherSideOfTheBreakContinues() {
    assertThat(words("a +\nb")).isEqualTo("a + b");
    assertThat(words("a\n|> b")).isEqualTo("a |> b");
    assertThat(words("a\nusing b")).isEqualTo("a using b");
  }

  @Test
  void aMinusWithABlankContinuesAndOneWithoutBegins() {
    assertThat(words("a\n- b")).isEqualTo("a - b");
    assertThat(words("a\n-b")).isEqualTo("a ; - b");
  }

  @Test
  void aStarBeforeADotBeginsAPattern() {
    assertThat(words("a\n**.b = c")).isEqualTo("a ; ** . b = c");
    assertThat(words("a\n** b")).isEqualTo("a ** b");
  }

  @Test
  void aStarThatIsAPatternNeedsNoOperand() {
    assertThat(words("unused a.*\nb")).isEqualTo("unused a . * ; b");
    assertThat(words("a *\nb")).isEqualTo("a * b");
  }

  @Test
  void aSemicolonEndsAStatementToo() {
    assertThat(words("a; b;\nc")).isEqualTo("a ; b ; c");
  }

  @Test
  void aStatementClosesBracketsThatWereLeftOpen() {
    assertThat(words("{ f(a\nlet b = 1 }")).isEqualTo("{ f ( a ; let b = 1 }");
  }

  @Test
  void aDeclarationClosesBracesThatWereLeftOpen() {
    NetLexer lexer = new NetLexer(CharStreams.fromString("fn f() { x { y\nfn g() { z }"));
    visible(lexer);
    assertThat(lexer.unclosed()).extracting(open -> open.brace().getStartIndex()).contains(7, 11);
    assertThat(words("fn f() { x\nfn g() { z }")).isEqualTo("fn f ( ) { x ; } ; fn g ( ) { z }");
  }

  @Test
  void aWordIsAKeywordOnlyWhereAStatementStarts() {
    assertThat(types("layer")).containsExactly(NetLexer.LAYER);
    assertThat(types("a layer")).containsExactly(NetLexer.NAME, NetLexer.NAME);
    assertThat(types("f(\nlet = 1)"))
        .containsExactly(
            NetLexer.NAME,
            NetLexer.OPEN_PAREN,
            NetLexer.NAME,
            NetLexer.ASSIGN,
            NetLexer.INT,
            NetLexer.CLOSE_PAREN);
  }

  @Test
  void aDurationIsOneToken() {
    assertThat(types("5 epochs")).containsExactly(NetLexer.DURATION);
    assertThat(types("5 epochs_x")).containsExactly(NetLexer.INT, NetLexer.NAME);
    assertThat(types("0..5 steps"))
        .containsExactly(NetLexer.INT, NetLexer.RANGE, NetLexer.DURATION);
  }

  @Test
  void bracketsBeyondTheBoundEndTheText() {
    NetLexer lexer = new NetLexer(CharStreams.fromString("((((x))))"));
    lexer.bound(3, 100);
    assertThat(visible(lexer)).hasSize(3);
    assertThat(lexer.tooDeep().measure()).isEqualTo(LineEndingLexer.Measure.BRACKETS);
    assertThat(lexer.tooDeep().at().getStartIndex()).isEqualTo(3);
  }

  @Test
  void operatorsCountUntilASeparator() {
    NetLexer flat = new NetLexer(CharStreams.fromString("f(a + b, a + b, a + b)\na + b\na + b"));
    flat.bound(3, 2);
    visible(flat);
    assertThat(flat.tooDeep()).isNull();
    NetLexer deep = new NetLexer(CharStreams.fromString("a + b + c + d"));
    deep.bound(3, 2);
    visible(deep);
    assertThat(deep.tooDeep().measure()).isEqualTo(LineEndingLexer.Measure.OPERATORS);
  }
}
