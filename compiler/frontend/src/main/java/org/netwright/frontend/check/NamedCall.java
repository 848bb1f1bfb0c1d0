package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.netwright.frontend.CompiledFile.NamedDefinition;
import org.netwright.frontend.CompiledFile.WantedKind;
import org.netwright.frontend.parse.ParsedValue;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.resolve.NameSpace;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** A call that stands on the command line, of something of one kind that a header declares. */
final class NamedCall<T> {
  private final Elaborator elaborator;
  private final NameSpace space;
  private final WantedKind<T> wanted;
  private final String option;

  NamedCall(Elaborator elaborator, WantedKind<T> wanted, String option) {
    this.elaborator = elaborator;
    this.space = elaborator.program.mainSpace();
    this.wanted = wanted;
    this.option = option;
  }

  /** What a text names, its arguments checked against the header. */
  NamedDefinition<T> of(String text) {
    ParsedValue parsed = Parser.parseExpression(option, text);
    Expression call =
        parsed.value().orElseThrow(() -> new DiagnosticException(parsed.diagnostics()));
    Expression target = call instanceof Expression.Call made ? made.target() : call;
    List<Given> given = call instanceof Expression.Call made ? Given.of(made) : List.<Given>of();
    Symbol symbol = symbol(target);
    Scope top = elaborator.topScope(elaborator.program.main());
    Map<String, Denotation> values = elaborator.definitions.bind(symbol, given, call.span(), top);
    return new NamedDefinition<>(
        symbol.name(),
        symbol.unit().name(),
        elaborator.definitions.definition(wanted.definition(), symbol, call.span()),
        new BoundArguments(elaborator, symbol, values, call.span()),
        call.span());
  }

  private Symbol symbol(Expression target) {
    if (target instanceof Expression.Reference reference) {
      String name = reference.name().text();
      List<Symbol> found = space.find(name).map(List::of).orElseGet(() -> space.candidates(name));
      return only(name, found, reference.span());
    } else if (target instanceof Expression.Member member
        && member.target() instanceof Expression.Reference plugin) {
      List<Symbol> found =
          space.candidates(member.name().text()).stream()
              .filter(symbol -> symbol.unit().name().equals(plugin.name().text()))
              .toList();
      return only(plugin.name().text() + "." + member.name().text(), found, member.span());
    }
    throw new DiagnosticException(NamedCallMessages.noName(wanted.word(), option, target.span()));
  }

  /** The one of the wanted kind; a name may mean other things too. */
  private Symbol only(String name, List<Symbol> found, Span span) {
    List<Symbol> fitting = found.stream().filter(this::isWanted).toList();
    if (fitting.size() == 1) {
      return fitting.get(0);
    } else if (fitting.size() > 1) {
      throw new DiagnosticException(NamedCallMessages.several(wanted.word(), name, fitting, span));
    }
    TreeSet<String> known = new TreeSet<>();
    for (String global : space.globalNames()) {
      if (space.candidates(global).stream().anyMatch(this::isWanted)) {
        known.add(global);
      }
    }
    throw new DiagnosticException(
        NamedCallMessages.unknown(
            wanted.word(),
            name,
            Optional.of(found).filter(f -> !f.isEmpty()).map(f -> f.get(0)),
            known,
            span));
  }

  private boolean isWanted(Symbol symbol) {
    return symbol.declaration() instanceof Declaration.External external
        && external.kind().text().equals(wanted.word());
  }
}
