package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.command.CommandLineSession.Compilation;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.run.Provenance;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.RecipeProgram;

/**
 * The recipe of a run: its file, its name, and what the command line changed in it, as a run
 * records it.
 */
record RunSource(Compilation compilation, String recipe, RecipeOptions options) {
  private static final String SEED = "--seed";
  private static final String BATCH = "--batch";

  /** The recipe, elaborated. */
  RecipeProgram program() {
    return compilation.compiled().recipe(recipe, options);
  }

  Provenance provenance(CommandLineSession session) {
    return new Provenance(
        compilation.path().toString(),
        compilation.sources(),
        overrides(),
        plugins(session),
        Version.number());
  }

  /** What a run records: the options by their names on the command line, the rest by its own. */
  private Map<String, String> overrides() {
    Map<String, String> overrides = new LinkedHashMap<>(options.set());
    options.seed().ifPresent(seed -> overrides.put(SEED, String.valueOf(seed)));
    options.batch().ifPresent(size -> overrides.put(BATCH, String.valueOf(size)));
    return overrides;
  }

  /** The options that a run recorded. */
  static RecipeOptions options(Map<String, String> overrides) {
    Map<String, String> set = new LinkedHashMap<>(overrides);
    Optional<Long> seed = Optional.ofNullable(set.remove(SEED)).map(Long::valueOf);
    Optional<Long> batch = Optional.ofNullable(set.remove(BATCH)).map(Long::valueOf);
    return new RecipeOptions(set, seed, batch);
  }

  private static List<RunIdentity.Plugin> plugins(CommandLineSession session) {
    List<RunIdentity.Plugin> plugins = new ArrayList<>();
    for (FrontEnd.Plugin plugin : session.frontEnd().plugins()) {
      plugins.add(new RunIdentity.Plugin(plugin.name(), plugin.version(), plugin.sha256().get()));
    }
    return plugins;
  }
}
