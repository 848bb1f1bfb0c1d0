package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.NoneStatic;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;

/** {@code from SOURCE { rules }} (definitions C9). */
final class Loads {
  private Loads() {}

  /** What fills a net; empty when the source is {@code none}. */
  static Optional<Load> of(Elaborator elaborator, Statement.Net net, Scope scope) {
    Expression source = net.source().orElseThrow();
    Load.Choice choice = Load.Choice.DEFAULT;
    if (source instanceof Expression.Call call
        && call.target() instanceof Expression.Reference word
        && call.arguments().size() == 1
        && (word.name().text().equals("best") || word.name().text().equals("last"))) {
      choice = word.name().text().equals("best") ? Load.Choice.BEST : Load.Choice.LAST;
      source = call.arguments().get(0).value();
    }
    Denotation value = elaborator.evaluate(source, scope);
    if (value instanceof NoneStatic || value.isError()) {
      return Optional.empty();
    }
    if (!(value instanceof TextStatic file)) {
      throw new DiagnosticException(RecipeMessages.sourceWanted(value, source.span()));
    }
    List<Rule> rules = new ArrayList<>();
    net.rules().forEach(rule -> rules.add(rule(rule)));
    return Optional.of(
        new Load(net.name().text(), file.value(), choice, rules, net.source().get().span()));
  }

  private static Rule rule(Statement.Rule rule) {
    if (rule instanceof Statement.Rule.Unused unused) {
      String name =
          unused
              .pattern()
              .map(Source::pattern)
              .or(() -> unused.name().map(Loads::literal))
              .orElse("");
      return new Rule("", List.of(name), Optional.empty(), false, true, rule.span());
    }
    Statement.Rule.Assign assign = (Statement.Rule.Assign) rule;
    String target = Source.pattern(assign.target());
    if (assign.fresh()) {
      return new Rule(target, List.of(), Optional.empty(), true, false, rule.span());
    }
    String source = source(assign.value().orElseThrow());
    return new Rule(target, List.of(source), Optional.empty(), false, false, rule.span());
  }

  /** A rename: a path, or a foreign name as a string. */
  private static String source(Expression value) {
    if (value instanceof Expression.Text text) {
      return literal(text);
    } else if (value instanceof Expression.PathPattern pattern) {
      return Source.pattern(pattern.path());
    } else if (value instanceof Expression.Reference
        || value instanceof Expression.Member
        || value instanceof Expression.Subscript) {
      return path(value);
    }
    throw new DiagnosticException(NameMessages.notYet("a computed rule of `from`", value.span()));
  }

  private static String path(Expression value) {
    if (value instanceof Expression.Subscript subscript) {
      return path(subscript.target())
          + "["
          + subscript.indices().get(0).map(Source::text).orElse("")
          + "]";
    } else if (value instanceof Expression.Member member) {
      return path(member.target()) + "." + member.name().text();
    }
    return Source.text(value);
  }

  private static String literal(Expression.Text text) {
    StringBuilder made = new StringBuilder();
    for (Expression.Text.Part part : text.parts()) {
      made.append(part.expression().map(e -> "{" + Source.text(e) + "}").orElse(part.text()));
    }
    return made.toString();
  }
}
