package org.netwright.frontend.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.frontend.Limits;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.source.Span;

class ParserTest {
  private static Parsed parse(String text) {
    return Parser.parse("a.net", text, Limits.DEFAULT);
  }

  private static Expression value(String text) {
    ParsedValue parsed = Parser.parseExpression("--set x", text);
    assertThat(DiagnosticText.of(parsed.diagnostics())).isEmpty();
    return parsed.value().orElseThrow();
  }

  @Test
  void anEmptyFileIsAUnitWithoutDeclarations() {
    for (String text : List.of("", "\n", "# only a comment", "\uFEFF", ";\n")) {
      Parsed parsed = parse(text);
      assertThat(parsed.diagnostics()).isEmpty();
      assertThat(parsed.unit().declarations()).isEmpty();
      assertThat(parsed.unit().file()).isEqualTo("a.net");
    }
  }

  @Test
  void aValueStandsAlone() {
    assertThat(value("[2, 4]")).isInstanceOf(Expression.ListOf.class);
    assertThat(value(" \"cubic\" ")).isInstanceOf(Expression.Text.class);
    assertThat(value("{ Norm() |> relu }")).isInstanceOf(Expression.BlockLayer.class);
    assertThat(value("(1)")).isInstanceOf(Expression.IntLiteral.class);
    assertThat(value("2.5 epochs"))
        .isInstanceOfSatisfying(
            Expression.DurationLiteral.class,
            literal ->
                assertThat(literal.value()).isEqualTo(new Duration(2.5, Duration.Unit.EPOCHS)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 2", "1,", "let x = 3", "1; 2", "a = 3", "(", "1\n2"})
  void aValueThatIsNoneIsRefused(String text) {
    ParsedValue parsed = Parser.parseExpression("--set x", text);
    assertThat(parsed.value()).isEmpty();
    assertThat(parsed.diagnostics()).hasSize(1);
    assertThat(parsed.diagnostics().get(0).span().file()).isEqualTo("--set x");
  }

  @Test
  void anExpressionInAStringLiesWhereItStandsInTheFile() {
    Declaration.Const text =
        (Declaration.Const)
            parse("\n  const A = \"n is {n + 1}\\{\\}\"").unit().declarations().get(0);
    List<Expression.Text.Part> parts = ((Expression.Text) text.value()).parts();
    assertThat(parts).hasSize(3);
    assertThat(parts.get(0).text()).isEqualTo("n is ");
    assertThat(parts.get(1).expression().map(Expression::span))
        .isEqualTo(Optional.of(new Span("a.net", 2, 20, 2, 25)));
    assertThat(parts.get(2).text()).isEqualTo("{}");
  }

  @Test
  void aMistakeInAStringIsReportedOnceAndTheRestIsRead() {
    Parsed parsed = parse("const A = \"{1 +} {b}\"\nconst B = 2");
    assertThat(parsed.diagnostics()).hasSize(1);
    assertThat(parsed.diagnostics().get(0).span().column()).isEqualTo(15);
    assertThat(parsed.unit().declarations()).hasSize(2);
  }

  @Test
  void docLinesBelongToTheDeclarationDirectlyBelow() {
    String text =
        "## far\n\n## one\n##  two\n##\nconst A = 1 ## behind\nconst B = 2\n# plain\nconst C = 3";
    assertThat(parse(text).unit().declarations())
        .extracting(declaration -> ((Declaration.Const) declaration).doc())
        .containsExactly("one\n two\n", "", "");
  }

  @Test
  void whatSurroundsAMistakeIsReadAllTheSame() {
    Parsed parsed =
        parse(
            "const A = 1\n"
                + "fn f(x: [B]) {\n    let y = = x\n    let z = x\n    return z\n}\n"
                + "layer ? {}\n"
                + "const B = 2\n");
    assertThat(parsed.diagnostics()).extracting(each -> each.span().line()).containsExactly(3, 7);
    assertThat(parsed.unit().declarations()).hasSize(3);
    Declaration.Fn fn = (Declaration.Fn) parsed.unit().declarations().get(1);
    assertThat(fn.body().statements())
        .hasExactlyElementsOfTypes(Statement.Let.class, Statement.Return.class);
  }

  @Test
  void aRuleThatTheTreeChecksIsFoundBesideASyntaxError() {
    Parsed parsed = parse("const A = f(a = 1, 2)\nconst B = &&\nconst C = (a = 1, 2)\n");
    assertThat(parsed.diagnostics())
        .extracting(each -> each.code())
        .containsExactly("NW114", "NW107", "NW115");
  }

  @Test
  void aCallWithABlockOnlyHasNoParentheses() {
    Expression.Pipe pipe = (Expression.Pipe) value("x |> f { it } |> g() { it } |> h");
    Expression.Call bare = (Expression.Call) pipe.stages().get(0);
    Expression.Call full = (Expression.Call) pipe.stages().get(1);
    assertThat(bare.parentheses()).isFalse();
    assertThat(bare.block()).isPresent();
    assertThat(full.parentheses()).isTrue();
    assertThat(full.block()).isPresent();
    assertThat(pipe.stages().get(2)).isInstanceOf(Expression.Reference.class);
  }

  @Test
  void aBlockBelongsToTheCallBehindAMarker() {
    Expression.Marked marked = (Expression.Marked) value("frozen adapt(weights = T) { L() }");
    assertThat(((Expression.Call) marked.operand()).block()).isPresent();
  }

  @Test
  void aFreshRuleHasNoValue() {
    String text = "recipe R() { net n = L() from a { b.** = fresh; c = fresh(x) } }";
    Declaration.Recipe recipe = (Declaration.Recipe) parse(text).unit().declarations().get(0);
    List<Statement.Rule> rules = ((Statement.Net) recipe.body().statements().get(0)).rules();
    assertThat((Statement.Rule.Assign) rules.get(0))
        .matches(rule -> rule.fresh() && rule.value().isEmpty());
    assertThat((Statement.Rule.Assign) rules.get(1))
        .matches(rule -> !rule.fresh() && rule.value().isPresent());
  }
}
