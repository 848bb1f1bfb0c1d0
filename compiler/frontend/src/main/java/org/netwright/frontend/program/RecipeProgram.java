package org.netwright.frontend.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/**
 * A checked recipe, ready to run.
 *
 * @param arguments every hyperparameter with its value as text, defaults written out
 * @param variables all that lives in checkpoints (metric sums too), in a stable order
 * @param initialize writes the first value of every variable but the metric sums
 * @param loads tensors that come from elsewhere, after {@code initialize}
 */
public record RecipeProgram(
    String name,
    String file,
    Map<String, String> arguments,
    long seed,
    List<Variable> variables,
    StepGraph initialize,
    List<Load> loads,
    List<Stage> stages,
    Optional<Predict> predict,
    List<NetInfo> nets) {
  public RecipeProgram {
    arguments = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(arguments));
    variables = List.copyOf(variables);
    loads = List.copyOf(loads);
    stages = List.copyOf(stages);
    nets = List.copyOf(nets);
  }

  /** A net of the recipe: its name, the declaration it is built from, and what holds it. */
  public record NetInfo(String name, String declaration, Holding holding) {}

  /** How a net is held (definitions C5). */
  public enum Holding {
    TRAINED,
    TWIN,
    FROZEN
  }

  /**
   * One training with its evaluations.
   *
   * @param name {@code train} for the only one, else the stage's name
   */
  public record Stage(String name, Train train, List<Evaluate> evaluates, Keep keep) {
    public Stage {
      evaluates = List.copyOf(evaluates);
    }
  }

  /**
   * @param losses the outputs of the step that are losses, first the one shown in the progress line
   * @param rate the output of the step that is the first optimizer's rate, for the progress line
   *     and the log
   */
  public record Train(
      Duration length, Pass pass, List<String> losses, Optional<String> rate, Span place) {}

  /**
   * @param every how often; empty for at the end only (the end always evaluates)
   */
  public record Evaluate(Optional<Duration> every, Pass pass, Span place) {}

  /** Which weights a stage hands on. {@code by} is the key of the metric; empty keeps the last. */
  public record Keep(Optional<String> by, Pass.Better better) {
    public static final Keep LAST = new Keep(Optional.empty(), Pass.Better.UNKNOWN);
  }

  /**
   * What {@code predict} and {@code export} run; outputs by name ({@code output} when there is
   * one).
   */
  public record Predict(String name, StepGraph step) {}

  /**
   * A net that is filled from a file or run directory (definitions C9). Every variable of the net
   * is named in {@code targets}, with the source tensor it takes, or kept fresh.
   */
  public record Load(String net, String source, Choice choice, List<Rule> rules, Span place) {
    /** Which weights of a run directory. */
    public enum Choice {
      DEFAULT,
      BEST,
      LAST
    }
  }

  /**
   * A rule of {@code from} with its patterns as text; the engine matches paths with {@code
   * PathPattern}.
   *
   * @param target pattern of target paths, empty for {@code unused}
   * @param sources the source names an expression reads, {@code value} its graph with one input per
   *     source
   */
  public record Rule(
      String target,
      List<String> sources,
      Optional<StepGraph> value,
      boolean fresh,
      boolean unused,
      Span place) {}

  /** An input that {@code predict} asks for. */
  public record Asked(String name, TensorType type) {}
}
