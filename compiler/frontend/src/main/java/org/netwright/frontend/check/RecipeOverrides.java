package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * What {@code --set} changes: hyperparameters, and arguments of nets as {@code net.argument} (C25).
 */
final class RecipeOverrides {
  static final String SEED = "seed";

  private final Map<String, Given> given = new LinkedHashMap<>();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  RecipeOverrides(RecipeOptions options, Elaborator elaborator) {
    for (Given one : Compilation.overrides(options.set(), elaborator)) {
      String name = one.name().orElseThrow().text();
      if (!name.equals(SEED)) {
        given.put(name, one);
        texts.put(name, options.set().getOrDefault(name, ""));
      }
    }
  }

  /** The seed that the options choose. */
  static long seed(RecipeOptions options) {
    if (options.seed().isPresent()) {
      return options.seed().get();
    }
    String text = options.set().getOrDefault(SEED, "0");
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException notWhole) {
      throw new DiagnosticException(RecipeMessages.seedIsNoInt(text));
    }
  }

  /** The overrides of a recipe's own hyperparameters. */
  List<Given> hyperparameters(Collection<String> names) {
    List<Given> own = new ArrayList<>();
    for (String name : names) {
      Given one = given.get(name);
      if (one != null) {
        used.add(name);
        own.add(one);
      }
    }
    return own;
  }

  /** The overrides of a net's arguments, under the arguments' names. */
  List<Given> of(String net) {
    List<Given> own = new ArrayList<>();
    given.forEach(
        (name, one) -> {
          if (name.startsWith(net + ".")) {
            used.add(name);
            own.add(one.named(new Name(name.substring(net.length() + 1), one.span())));
          }
        });
    return own;
  }

  List<String> argumentsOf(String net) {
    return given.keySet().stream().filter(n -> n.startsWith(net + ".")).toList();
  }

  /** The overridden arguments of nets with their texts. */
  Map<String, String> netArguments() {
    Map<String, String> nets = new LinkedHashMap<>();
    texts.forEach(
        (name, text) -> {
          if (name.contains(".")) {
            nets.put(name, text);
          }
        });
    return nets;
  }

  /** An override that nothing took is a mistake. */
  void demandUsed(Collection<String> known) {
    for (String name : given.keySet()) {
      if (!used.contains(name)) {
        throw new DiagnosticException(RecipeMessages.unmatchedOverride(name, known));
      }
    }
  }
}
