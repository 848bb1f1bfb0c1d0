package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Selector;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** Terms over roles, storage and paths (definitions C6). */
final class Terms {
  private final Set<String> nets;
  private final Collection<Variable> parameters;
  private final Function<Variable, String> paths;

  /**
   * @param nets the names of the recipe's nets: a term that begins with one is a pattern
   * @param parameters those that roles may be asked of
   */
  Terms(Set<String> nets, Collection<Variable> parameters) {
    this(nets, parameters, Variable::name);
  }

  /** As above, where {@code paths} are what the text calls the parameters. */
  Terms(Set<String> nets, Collection<Variable> parameters, Function<Variable, String> paths) {
    this.nets = nets;
    this.parameters = parameters;
    this.paths = paths;
  }

  /** Whether a role or storage word holds for a parameter. */
  static boolean isWord(String word, Variable variable) {
    return variable.role().equals(word)
        || variable.storage().name().toLowerCase(Locale.ROOT).equals(word);
  }

  /**
   * A term that is an argument: with a dot or an index it is a pattern, whatever it begins with.
   */
  static Denotation argument(Elaborator elaborator, Expression term, Scope scope) {
    if (!(term instanceof Expression.Member) && !(term instanceof Expression.Subscript)) {
      return elaborator.evaluate(term, scope);
    }
    List<Selector.Segment> segments = new ArrayList<>();
    segments(term, List.of(), segments);
    Selector.Path path = new Selector.Path(segments, term.span());
    return new Denotation.PatternDenotation(new Expression.PathPattern(path, term.span()));
  }

  /** The segments of {@code stages[0].block[r].conv}, read as members and subscripts. */
  private static void segments(
      Expression term, List<Expression> indices, List<Selector.Segment> segments) {
    if (term instanceof Expression.Subscript subscript
        && subscript.indices().size() == 1
        && subscript.indices().get(0).isPresent()) {
      List<Expression> all = new ArrayList<>(subscript.indices().get(0).stream().toList());
      all.addAll(indices);
      segments(subscript.target(), all, segments);
      return;
    }
    Optional<Name> word = Optional.empty();
    if (term instanceof Expression.Member member) {
      segments(member.target(), List.of(), segments);
      word = Optional.of(member.name());
    } else if (term instanceof Expression.Reference reference) {
      word = Optional.of(reference.name());
    }
    if (word.isEmpty()) {
      throw new DiagnosticException(ValueMessages.noTerm(Source.text(term), term.span()));
    }
    segments.add(
        new Selector.Segment(
            Selector.Segment.Kind.WORD, word, Optional.empty(), indices, term.span()));
  }

  /**
   * Whether a term that is an argument holds for a parameter: a role, a storage word or a pattern.
   *
   * @param inside the parameter's path, seen from what the term is asked of
   */
  static boolean names(Denotation term, Variable variable, String inside, Span span) {
    if (term instanceof Denotation.WordDenotation word) {
      return isWord(word.word(), variable);
    } else if (term instanceof Denotation.PatternDenotation pattern) {
      PathPattern wanted = PathPattern.of(Source.pattern(pattern.pattern().path()));
      return wanted.matches(inside) || wanted.matches(variable.name());
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting("the second argument", span, Span.NONE),
            "a role, a storage or a pattern",
            term));
  }

  /** The indices that a term binds for a parameter; empty when it does not hold. */
  Optional<Map<String, Long>> match(Selector term, Variable parameter) {
    if (term instanceof Selector.Not not) {
      return match(not.operand(), parameter).isPresent() ? Optional.empty() : Optional.of(Map.of());
    } else if (term instanceof Selector.And and) {
      Optional<Map<String, Long>> left = match(and.left(), parameter);
      Optional<Map<String, Long>> right = match(and.right(), parameter);
      return left.isPresent() && right.isPresent()
          ? Optional.of(joined(left.get(), right.get()))
          : Optional.empty();
    } else if (term instanceof Selector.Or or) {
      Optional<Map<String, Long>> left = match(or.left(), parameter);
      return left.isPresent() ? left : match(or.right(), parameter);
    }
    return matchPath((Selector.Path) term, parameter);
  }

  private static Map<String, Long> joined(Map<String, Long> left, Map<String, Long> right) {
    Map<String, Long> both = new HashMap<>(left);
    both.putAll(right);
    return both;
  }

  private Optional<Map<String, Long>> matchPath(Selector.Path path, Variable parameter) {
    Optional<String> bare = bareWord(path);
    if (bare.isPresent() && !nets.contains(bare.get())) {
      demandKnown(bare.get(), path);
      return isWord(bare.get(), parameter) ? Optional.of(Map.of()) : Optional.empty();
    }
    return PathPattern.of(Source.pattern(path)).match(paths.apply(parameter));
  }

  private static Optional<String> bareWord(Selector.Path path) {
    if (path.segments().size() != 1) {
      return Optional.empty();
    }
    Selector.Segment only = path.segments().get(0);
    return only.kind() == Selector.Segment.Kind.WORD && only.indices().isEmpty()
        ? only.word().map(w -> w.text())
        : Optional.empty();
  }

  private void demandKnown(String word, Selector.Path path) {
    if (word.isEmpty()
        || !Words.ROLES.contains(word)
            && !Words.STORAGE.contains(word)
            && parameters.stream().noneMatch(p -> p.role().equals(word))) {
      Set<String> known = new TreeSet<>(Words.ROLES);
      known.addAll(Words.STORAGE);
      parameters.forEach(p -> known.add(p.role()));
      known.remove("");
      throw new DiagnosticException(StepMessages.unknownTerm(word, path.span(), known));
    }
  }
}
