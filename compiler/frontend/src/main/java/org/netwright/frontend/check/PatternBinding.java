package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import org.netwright.frontend.check.Denotation.Field;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.spi.diagnostic.DiagnosticException;

/** The names that a pattern gives to a value and its parts. */
final class PatternBinding {
  private final Elaborator elaborator;

  PatternBinding(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** The names that a pattern binds. */
  static List<String> names(Pattern pattern) {
    if (pattern instanceof Pattern.Whole whole) {
      return List.of(whole.name().text());
    }
    List<String> names = new ArrayList<>();
    for (Pattern.Item item : ((Pattern.Parts) pattern).items()) {
      if (item.alias().isPresent()) {
        names.add(item.alias().get().text());
      } else {
        names.addAll(names(item.pattern()));
      }
    }
    return names;
  }

  /** Binds names: a named tuple by name in any order, others by position, all of them (C10). */
  void bind(Pattern pattern, Denotation value, Scope scope) {
    if (pattern instanceof Pattern.Whole whole) {
      scope.define(whole.name().text(), elaborator.reached.value(whole.name(), value));
      return;
    }
    Pattern.Parts parts = (Pattern.Parts) pattern;
    if (value.isError()) {
      names(pattern).forEach(n -> scope.define(n, value));
    } else if (value instanceof TupleDenotation tuple && tuple.isNamed()) {
      parts.items().forEach(item -> bindByName(item, tuple, scope));
    } else {
      bindByPosition(parts, value, scope);
    }
  }

  private void bindByName(Pattern.Item item, TupleDenotation tuple, Scope scope) {
    if (!(item.pattern() instanceof Pattern.Whole whole)) {
      throw new DiagnosticException(BodyMessages.namedTupleByName(tuple, item.span()));
    }
    String name = whole.name().text();
    Denotation field =
        tuple
            .field(name)
            .orElseThrow(
                () ->
                    new DiagnosticException(
                        BodyMessages.noField(name, tuple, whole.name().span())));
    Name bound = item.alias().orElse(whole.name());
    elaborator.reached.boundByName(item);
    scope.define(bound.text(), elaborator.reached.value(bound, field));
  }

  private void bindByPosition(Pattern.Parts parts, Denotation value, Scope scope) {
    List<Denotation> values;
    if (value instanceof TupleDenotation tuple) {
      values = tuple.fields().stream().map(Field::value).toList();
    } else if (value instanceof ListDenotation list) {
      values = list.elements();
    } else {
      throw new DiagnosticException(
          KindMessages.wrongKind(
              new Types.Fitting("this value", parts.span(), parts.span()),
              "a tuple of " + parts.items().size(),
              value));
    }
    if (values.size() != parts.items().size()) {
      throw new DiagnosticException(
          BodyMessages.wrongCount(parts.items().size(), values.size(), parts.span()));
    }
    for (int i = 0; i < values.size(); i++) {
      Pattern.Item item = parts.items().get(i);
      if (item.alias().isPresent()) {
        throw new DiagnosticException(BodyMessages.renamedUnnamed(item.span()));
      }
      bind(item.pattern(), values.get(i), scope);
    }
  }
}
