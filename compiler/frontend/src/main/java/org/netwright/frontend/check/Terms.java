package org.netwright.frontend.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Selector;
import org.netwright.spi.diagnostic.DiagnosticException;

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
    Set<String> known = new TreeSet<>(Words.ROLES);
    known.addAll(Words.STORAGE);
    parameters.forEach(p -> known.add(p.role()));
    known.remove("");
    if (!known.contains(word)) {
      throw new DiagnosticException(CheckMessages.unknownTerm(word, path.span(), known));
    }
  }
}
