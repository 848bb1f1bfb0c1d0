package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.command.CommandLineSession.Compilation;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.run.Provenance;
import org.netwright.engine.run.RunRecord;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.RecipeProgram;

/**
 * The recipe of a run: its file, its name, and what the command line changed in it, as a run
 * records it.
 *
 * @param synthetic whether made-up records stand for its data
 * @param roots where its data lie
 * @param facts what its sources told on opening, by key; grows when the recipe is elaborated
 */
record RunSource(
    Compilation compilation,
    String recipe,
    RecipeOptions options,
    boolean synthetic,
    DataRoots roots,
    Map<String, Long> facts) {
  private static final String SEED = "--seed";
  private static final String BATCH = "--batch";
  private static final String SYNTHETIC = "--synthetic";
  private static final String FACT = "--fact ";

  /** The recipe as a run recorded it. */
  static RunSource of(Compilation compilation, RunRecord record, DataRoots roots) {
    Map<String, String> set = new LinkedHashMap<>(record.overrides());
    Optional<Long> seed = Optional.ofNullable(set.remove(SEED)).map(Long::valueOf);
    Optional<Long> batch = Optional.ofNullable(set.remove(BATCH)).map(Long::valueOf);
    boolean synthetic = set.remove(SYNTHETIC) != null;
    Map<String, Long> facts = new LinkedHashMap<>();
    for (String name : List.copyOf(set.keySet())) {
      if (name.startsWith(FACT)) {
        facts.put(name.substring(FACT.length()), Long.valueOf(set.getOrDefault(name, "0")));
        set.remove(name);
      }
    }
    return new RunSource(
        compilation,
        record.identity().recipe(),
        new RecipeOptions(set, seed, batch),
        synthetic,
        roots,
        facts);
  }

  /** The recipe, elaborated. */
  RecipeProgram program() {
    if (synthetic) {
      RecipeOptions asking = options.withMadeUpWeights().withFacts(SyntheticSource.facts());
      return SyntheticSource.replaceAll(compilation.compiled().recipe(recipe, asking));
    }
    try (FileFacts asked = new FileFacts(facts, roots)) {
      RecipeProgram program = compilation.compiled().recipe(recipe, options.withFacts(asked));
      facts.putAll(asked.told());
      return program;
    }
  }

  Provenance provenance(CommandLineSession session) {
    return new Provenance(
        compilation.path().toString(),
        compilation.sources(),
        overrides(),
        plugins(session),
        Version.number());
  }

  /**
   * What a run records: the options by their names on the command line, the rest by its own; and
   * what its sources told, so that the run can be used without its data.
   */
  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(options.set());
    options.seed().ifPresent(seed -> overrides.put(SEED, String.valueOf(seed)));
    options.batch().ifPresent(size -> overrides.put(BATCH, String.valueOf(size)));
    if (synthetic) {
      overrides.put(SYNTHETIC, "true");
    }
    facts.forEach((key, value) -> overrides.put(FACT + key, String.valueOf(value)));
    return overrides;
  }

  private static List<RunIdentity.Plugin> plugins(CommandLineSession session) {
    List<RunIdentity.Plugin> plugins = new ArrayList<>();
    for (FrontEnd.Plugin plugin : session.frontEnd().plugins()) {
      plugins.add(new RunIdentity.Plugin(plugin.name(), plugin.version(), plugin.sha256().get()));
    }
    return plugins;
  }
}
