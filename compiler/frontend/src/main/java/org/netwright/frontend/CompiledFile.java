package org.netwright.frontend;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.CallbackDefinition;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.source.Span;

/** A file that went through the front end, with whatever is wrong in it. */
public interface CompiledFile {
  String file();

  /**
   * Everything found, errors and warnings, in the order of the text; of the imported project files
   * too.
   */
  List<Diagnostic> diagnostics();

  /**
   * Warnings about what is legal and most likely not meant, such as names that nothing uses: for a
   * check and an editor, not for a run.
   */
  List<Diagnostic> advice();

  /** The text of each file that a diagnostic may point into, by the name in its span. */
  Map<String, String> texts();

  /**
   * For which sizes the layers and models of the file hold whose shapes are open and not free, in
   * the order of the text; none for a file with errors.
   */
  List<SizeRequirement> requirements();

  /** The same of one declaration. */
  Optional<SizeRequirement> requirement(String declaration);

  /** The names of the models declared in the file (presets included). */
  List<String> models();

  List<String> recipes();

  List<String> tests();

  /**
   * Elaborates a model in inference mode.
   *
   * @param set overrides of hyperparameters, as text of an expression
   * @param input the sizes of the first input with the batch in front; empty when the declaration
   *     fixes them
   * @throws org.netwright.spi.diagnostic.DiagnosticException for mistakes, an override that matches
   *     nothing among them
   */
  ModelProgram model(String name, Map<String, String> set, Optional<List<Long>> input);

  /** As above, and tells the shape of every expression on the way. */
  ModelProgram model(
      String name, Map<String, String> set, Optional<List<Long>> input, ShapeLog shapes);

  /**
   * Elaborates a recipe.
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException for mistakes
   */
  RecipeProgram recipe(String name, RecipeOptions options);

  /** As above, and tells what follows from its text beside the program. */
  RecipeProgram recipe(String name, RecipeOptions options, ShapeLog shapes);

  /**
   * Runs the test blocks.
   *
   * @param numbers computes values where a check needs numbers; empty: such a check fails with a
   *     sentence that says so
   */
  List<TestResult> runTests(Optional<NumberRunner> numbers);

  /**
   * What an argument of a command names among what headers declare, such as {@code
   * stop_when("test.accuracy", 0.9)}; a bare name stands for a call without arguments, and {@code
   * plugin.name} settles a conflict.
   *
   * @param wanted the kind that the command wants
   * @param option the argument's name, for messages: {@code --callback}
   * @param text what was given for it
   * @throws org.netwright.spi.diagnostic.DiagnosticException for mistakes
   */
  <T> NamedDefinition<T> named(WantedKind<T> wanted, String option, String text);

  /**
   * A kind of what headers declare.
   *
   * @param word of the header: {@code callback}
   * @param definition the interface behind it
   */
  record WantedKind<T>(String word, Class<T> definition) {
    /** What hears the events of a run. */
    public static final WantedKind<CallbackDefinition> CALLBACK =
        new WantedKind<>("callback", CallbackDefinition.class);
  }

  /**
   * A definition with the arguments of its call, as its header types them.
   *
   * @param name in the header
   * @param plugin that defines it
   */
  record NamedDefinition<T>(
      String name, String plugin, T definition, Arguments arguments, Span place) {}

  /**
   * @param set overrides of hyperparameters, as text of an expression
   * @param seed overrides the hidden {@code seed}
   * @param batch overrides every {@code batch(n)}
   * @param facts answers for facts of sources that only opening tells
   * @param synthetic whether a path that is not given stands for weights that are made up too
   */
  record RecipeOptions(
      Map<String, String> set,
      Optional<Long> seed,
      Optional<Long> batch,
      SourceFacts facts,
      boolean synthetic) {
    public static final RecipeOptions NONE =
        new RecipeOptions(Map.of(), Optional.empty(), Optional.empty());

    /** Facts stay symbols, as in a check. */
    public RecipeOptions(Map<String, String> set, Optional<Long> seed, Optional<Long> batch) {
      this(set, seed, batch, SourceFacts.UNKNOWN, false);
    }

    public RecipeOptions withFacts(SourceFacts other) {
      return new RecipeOptions(set, seed, batch, other, synthetic);
    }

    /** Weights whose path is not given are made up. */
    public RecipeOptions withMadeUpWeights() {
      return new RecipeOptions(set, seed, batch, facts, true);
    }
  }

  /** Answers for the facts of data sources that only opening tells (definitions C14). */
  @FunctionalInterface
  interface SourceFacts {
    /** Nobody can be asked: the facts stay symbols. */
    SourceFacts UNKNOWN = asked -> Optional.empty();

    /** The fact; empty when it is not known here. */
    Optional<Long> tell(AskedFact asked);

    /**
     * Whether any number will do, so that what the program relies on goes first: data that are made
     * up have the facts that they are asked for.
     */
    default boolean isYielding() {
      return false;
    }
  }

  /**
   * A fact of a call of a source.
   *
   * @param key unique in the recipe: {@code image_folder.classes}
   */
  record AskedFact(
      String key,
      String name,
      String sourceName,
      String plugin,
      DataSourceDefinition source,
      Arguments arguments,
      Span place) {}

  /**
   * Runs a step graph from freshly initialized variables; values in row order. Answered by the back
   * end.
   */
  interface NumberRunner {
    Map<String, double[]> run(
        org.netwright.frontend.program.StepGraph initialize,
        org.netwright.frontend.program.StepGraph step,
        Map<String, double[]> inputs);
  }
}
