package org.netwright.engine.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.engine.fault.LoadMessages;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * Which source tensor each target takes: the first rule that matches decides, and without one the
 * tensor of the same path. Strict both ways (definitions C9).
 *
 * @param entries every target that does not stay fresh
 */
record LoadPlan(List<Entry> entries) {

  /**
   * A target and where its value comes from.
   *
   * @param value the expression over the sources; empty: the only source as it is
   * @param rule as written, for the record; empty: the same path
   */
  record Entry(
      Variable target, List<String> sources, Optional<StepGraph> value, String rule, Load load) {}

  /**
   * @throws DiagnosticException with everything that does not fit
   */
  static LoadPlan of(Load load, List<Variable> targets, Set<String> sources) {
    return new Matching(load, targets, sources).plan();
  }

  /** One load being matched. */
  private static final class Matching {
    private final Load load;
    private final List<Variable> targets;
    private final Set<String> sources;
    private final Map<Rule, Boolean> matched = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<Entry> entries = new ArrayList<>();

    Matching(Load load, List<Variable> targets, Set<String> sources) {
      this.load = load;
      this.targets = targets;
      this.sources = sources;
      load.rules().forEach(rule -> matched.put(rule, false));
    }

    LoadPlan plan() {
      targets.forEach(this::target);
      load.rules().stream().filter(Rule::unused).forEach(this::drop);
      List<Diagnostic> wrong = new ArrayList<>();
      matched.forEach(
          (rule, found) -> {
            if (!found) {
              wrong.add(
                  rule.unused()
                      ? LoadMessages.noMatch(
                          rule.place(), String.join(", ", rule.sources()), load.source())
                      : LoadMessages.noTarget(rule.place(), rule.target(), load.net()));
            }
          });
      Set<String> left = new LinkedHashSet<>(sources);
      left.removeAll(used);
      if (!missing.isEmpty()) {
        wrong.add(LoadMessages.missing(load.place(), load.source(), load.net(), missing, left));
      } else if (!left.isEmpty()) {
        wrong.add(LoadMessages.unused(load.place(), load.source(), load.net(), left));
      }
      if (!wrong.isEmpty()) {
        throw new DiagnosticException(wrong);
      }
      return new LoadPlan(entries);
    }

    private void target(Variable target) {
      for (Rule rule : load.rules()) {
        if (rule.unused()) {
          continue;
        }
        Optional<PathPattern.Match> match = PathPattern.of(rule.target()).match(target.path());
        if (match.isPresent()) {
          matched.put(rule, true);
          if (rule.fresh()) {
            used.add(target.path());
          } else {
            List<String> names = rule.sources().stream().map(match.get()::fill).toList();
            take(new Entry(target, names, rule.value(), rule.target(), load));
          }
          return;
        }
      }
      take(new Entry(target, List.of(target.path()), Optional.empty(), "", load));
    }

    private void take(Entry entry) {
      if (sources.containsAll(entry.sources())) {
        used.addAll(entry.sources());
        entries.add(entry);
      } else {
        missing.add(entry.target().path());
      }
    }

    private void drop(Rule rule) {
      for (String name : rule.sources().isEmpty() ? List.of(rule.target()) : rule.sources()) {
        PathPattern pattern = PathPattern.of(name);
        for (String source : sources) {
          if (source.equals(name) || pattern.match(source).isPresent()) {
            used.add(source);
            matched.put(rule, true);
          }
        }
      }
    }
  }
}
