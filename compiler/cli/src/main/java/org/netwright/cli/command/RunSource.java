package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.command.CommandLineSession.Compilation;
import org.netwright.engine.checkpoint.RunIdentity;
import org.netwright.engine.run.Provenance;
import org.netwright.engine.run.RunRecord;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.RecipeProgram;

/**
 * The recipe of a run: its file, its name, and what the command line changed in it, as a run
 * records it.
 *
 * @param synthetic whether made-up records stand for its data
 */
record RunSource(Compilation compilation, String recipe, RecipeOptions options, boolean synthetic) {
  private static final String SEED = "--seed";
  private static final String BATCH = "--batch";
  private static final String SYNTHETIC = "--synthetic";

  /** The recipe as a run recorded it. */
  static RunSource of(Compilation compilation, RunRecord record) {
    Map<String, String> set = new LinkedHashMap<>(record.overrides());
    Optional<Long> seed = Optional.ofNullable(set.remove(SEED)).map(Long::valueOf);
    Optional<Long> batch = Optional.ofNullable(set.remove(BATCH)).map(Long::valueOf);
    boolean synthetic = set.remove(SYNTHETIC) != null;
    return new RunSource(
        compilation, record.identity().recipe(), new RecipeOptions(set, seed, batch, synthetic), synthetic);
  }

  /** The recipe, elaborated. */
  RecipeProgram program() {
    RecipeProgram program = compilation.compiled().recipe(recipe, options);
    return synthetic ? SyntheticSource.replaceAll(program) : program;
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
    if (synthetic) {
      overrides.put(SYNTHETIC, "true");
    }
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
