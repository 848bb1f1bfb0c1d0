package org.netwright.frontend.check;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.Load.Origin;
import org.netwright.frontend.program.RecipeProgram.Rule;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.TensorType;

/**
 * Rules of {@code from} between two nets of one recipe: both are known when checking, so that a
 * name that means nothing is said before anything runs. What a file holds only loading tells.
 */
final class KnownLoads {
  private final Elaborator elaborator;
  private final Set<Diagnostic> said = new HashSet<>();

  KnownLoads(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** Reports every rule whose source has no such tensor. */
  void demandSources(List<Load> loads) {
    for (Load load : loads) {
      if (load.origin() instanceof Origin.Inside inside && !load.rules().isEmpty()) {
        check(load, tensors(inside.net(), inside.path()));
      }
    }
  }

  private Map<String, TensorType> tensors(String net, String path) {
    Map<String, TensorType> tensors = new LinkedHashMap<>();
    for (Variable variable : elaborator.variables.declared()) {
      within(variable, net, path).ifPresent(name -> tensors.put(name, variable.type()));
    }
    return tensors;
  }

  /** The path of a variable inside a net or a part of it. */
  private static Optional<String> within(Variable variable, String net, String part) {
    if (!variable.net().equals(net)) {
      return Optional.empty();
    } else if (part.isEmpty()) {
      return Optional.of(variable.path());
    }
    return variable.path().startsWith(part + ".")
        ? Optional.of(variable.path().substring(part.length() + 1))
        : Optional.empty();
  }

  private void check(Load load, Map<String, TensorType> sources) {
    for (String target : tensors(load.net(), load.path()).keySet()) {
      for (Rule rule : load.rules()) {
        Optional<PathPattern.Match> match =
            rule.unused() ? Optional.empty() : PathPattern.of(rule.target()).how(target);
        if (match.isPresent()) {
          check(rule, match.get(), sources);
          break;
        }
      }
    }
  }

  private void check(Rule rule, PathPattern.Match match, Map<String, TensorType> sources) {
    try {
      if (rule.value().isPresent()) {
        rule.value().get().on(match, sources);
        return;
      }
    } catch (DiagnosticException mistake) {
      mistake.diagnostics().forEach(this::say);
      return;
    }
    for (String name : rule.sources()) {
      String source = match.fill(name);
      if (!sources.containsKey(source)) {
        say(CompositionMessages.noSourceTensorOf(rule.place(), source, sources.keySet()));
      }
    }
  }

  /** One rule may fill many tensors, and be wrong for each in the same words. */
  private void say(Diagnostic mistake) {
    if (said.add(mistake) && !elaborator.findings.errors().contains(mistake)) {
      elaborator.report(mistake);
    }
  }
}
