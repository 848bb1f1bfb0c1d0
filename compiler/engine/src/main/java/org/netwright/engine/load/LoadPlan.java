package org.netwright.engine.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.engine.fault.LoadMessages;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.TensorRule;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.TensorType;

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
   * @param value what is computed of the sources; empty: the only source as it is
   * @param rule as written, for the record; empty: the same path
   */
  record Entry(
      Variable target, List<String> sources, Optional<StepGraph> value, String rule, Load load) {}

  /**
   * @throws DiagnosticException with everything that does not fit
   */
  static LoadPlan of(Load load, List<Variable> targets, Map<String, TensorType> sources) {
    return new Matching(load, targets, sources).plan();
  }

  /** One load being matched. */
  private static final class Matching {
    private final Load load;
    private final List<Variable> targets;
    private final Map<String, TensorType> types;
    private final Set<String> sources;
    private final Map<Rule, Boolean> matched = new LinkedHashMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Diagnostic> computing = new ArrayList<>();

    Matching(Load load, List<Variable> targets, Map<String, TensorType> sources) {
      this.load = load;
      this.targets = targets;
      this.types = sources;
      this.sources = sources.keySet();
      load.rules().forEach(rule -> matched.put(rule, false));
    }

    LoadPlan plan() {
      targets.forEach(this::target);
      load.rules().stream().filter(Rule::unused).forEach(this::drop);
      List<Diagnostic> wrong = new ArrayList<>(computing);
      matched.forEach(
          (rule, found) -> {
            if (!found) {
              wrong.add(
                  rule.unused()
                      ? LoadMessages.noMatch(
                          rule.place(), String.join(", ", rule.sources()), load.source())
                      : LoadMessages.noTarget(rule.place(), rule.target(), load.target()));
            }
          });
      Set<String> left = new LinkedHashSet<>(sources);
      left.removeAll(used);
      if (!missing.isEmpty()) {
        wrong.add(LoadMessages.missing(load.place(), load.source(), load.target(), missing, left));
      } else if (!left.isEmpty() && wrong.isEmpty()) {
        wrong.add(LoadMessages.unused(load.place(), load.source(), load.target(), left));
      }
      if (!wrong.isEmpty()) {
        throw new DiagnosticException(wrong);
      }
      return new LoadPlan(entries);
    }

    private void target(Variable target) {
      String path = path(target);
      for (Rule rule : load.rules()) {
        if (rule.unused()) {
          continue;
        }
        Optional<PathPattern.Match> match = PathPattern.of(rule.target()).how(path);
        if (match.isPresent()) {
          matched.put(rule, true);
          if (rule.fresh()) {
            used.add(path);
          } else if (rule.value().isPresent()) {
            compute(target, rule, rule.value().get(), match.get());
          } else {
            List<String> names = rule.sources().stream().map(match.get()::fill).toList();
            take(new Entry(target, names, Optional.empty(), rule.text(), load));
          }
          return;
        }
      }
      take(new Entry(target, List.of(path), Optional.empty(), "", load));
    }

    /** The path of a target inside what is filled. */
    private String path(Variable target) {
      return WeightSource.inside(target.path(), load.path());
    }

    private void compute(Variable target, Rule rule, TensorRule value, PathPattern.Match match) {
      try {
        TensorRule.Computed computed = value.on(match, types);
        take(new Entry(target, computed.used(), Optional.of(computed.step()), rule.text(), load));
      } catch (DiagnosticException mistake) {
        computing.addAll(mistake.diagnostics());
      }
    }

    private void take(Entry entry) {
      if (sources.containsAll(entry.sources())) {
        used.addAll(entry.sources());
        entries.add(entry);
      } else {
        missing.add(path(entry.target()));
      }
    }

    private void drop(Rule rule) {
      for (String name : rule.sources().isEmpty() ? List.of(rule.target()) : rule.sources()) {
        PathPattern pattern = PathPattern.of(name);
        for (String source : sources) {
          if (source.equals(name) || pattern.matches(source)) {
            used.add(source);
            matched.put(rule, true);
          }
        }
      }
    }
  }
}
