package org.netwright.frontend.program;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/**
 * A checked recipe, ready to run.
 *
 * @param arguments every hyperparameter with its value as text, defaults written out
 * @param variables all that lives in checkpoints (metric sums too), in a stable order
 * @param initialize writes the first value of every variable but the metric sums
 * @param loads tensors that come from elsewhere, in the order of the text
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

  /** The program with other data in every pass. */
  public RecipeProgram withData(UnaryOperator<DataProgram> change) {
    return new RecipeProgram(
        name,
        file,
        arguments,
        seed,
        variables,
        initialize,
        loads,
        stages.stream().map(s -> s.withData(change)).toList(),
        predict,
        nets);
  }

  /** The program with other training steps; what a pass does before and after them stays. */
  public RecipeProgram withTrainingSteps(UnaryOperator<StepGraph> change) {
    return new RecipeProgram(
        name,
        file,
        arguments,
        seed,
        variables,
        initialize,
        loads,
        stages.stream().map(s -> s.withTrain(s.train().withSteps(change))).toList(),
        predict,
        nets);
  }

  /**
   * One training with its evaluations.
   *
   * @param name {@code train} for the only one, else the stage's name
   * @param results where later stages read what this one measured, by the keys of its reports
   * @param starts the variables that are filled before the first step, each from another: what
   *     optimizers keep and start as a copy of a parameter
   */
  public record Stage(
      String name,
      Train train,
      List<Evaluate> evaluates,
      Keep keep,
      Map<String, Variable> results,
      Map<Variable, Variable> starts) {
    public Stage {
      evaluates = List.copyOf(evaluates);
      results = Map.copyOf(results);
      starts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(starts));
    }

    public Stage(String name, Train train, List<Evaluate> evaluates, Keep keep) {
      this(name, train, evaluates, keep, Map.of(), Map.of());
    }

    private Stage withTrain(Train other) {
      return new Stage(name, other, evaluates, keep, results, starts);
    }

    private Stage withData(UnaryOperator<DataProgram> change) {
      return new Stage(
          name,
          train.withPass(train.pass().withData(change)),
          evaluates.stream()
              .map(e -> new Evaluate(e.every(), e.pass().withData(change), e.place()))
              .toList(),
          keep,
          results,
          starts);
    }
  }

  /**
   * @param length the most that is trained
   * @param patience ends the training when what {@code keep best by} names has not improved for
   *     that long
   * @param variants the steps of a training whose body asks its clock, one of which fits each time;
   *     empty when the step of the pass is the only one, else that is the first of them
   * @param losses the outputs of the step that are losses, first the one shown in the progress line
   * @param rate the output of the step that is the first optimizer's rate, for the progress line
   *     and the log
   * @param plateaus what counts how often no progress was made
   */
  public record Train(
      Duration length,
      Optional<Duration> patience,
      Pass pass,
      List<Variant> variants,
      List<String> losses,
      Optional<String> rate,
      List<Plateau> plateaus,
      Span place) {
    public Train {
      variants = List.copyOf(variants);
      losses = List.copyOf(losses);
      plateaus = List.copyOf(plateaus);
    }

    /** The training over another pass. */
    public Train withPass(Pass other) {
      return new Train(length, patience, other, variants, losses, rate, plateaus, place);
    }

    /** A step that stands in several places is changed once. */
    private Train withSteps(UnaryOperator<StepGraph> change) {
      IdentityHashMap<StepGraph, StepGraph> changed = new IdentityHashMap<>();
      UnaryOperator<StepGraph> once = step -> changed.computeIfAbsent(step, change);
      return new Train(
          length,
          patience,
          new Pass(
              pass.data(), pass.reset(), once.apply(pass.step()), pass.result(), pass.reports()),
          variants.stream().map(v -> new Variant(v.when(), once.apply(v.step()))).toList(),
          losses,
          rate,
          plateaus,
          place);
    }

    /** Every compiled step. */
    public List<StepGraph> steps() {
      return variants.isEmpty()
          ? List.of(pass.step())
          : variants.stream().map(Variant::step).toList();
    }

    /** The step that is taken at a time. */
    public StepGraph step(ClockCondition.Time now) {
      for (Variant variant : variants) {
        if (variant.when().stream().allMatch(d -> d.agrees(now))) {
          return variant.step();
        }
      }
      if (variants.isEmpty()) {
        return pass.step();
      }
      throw new IllegalStateException("no step of the training fits the time " + now);
    }
  }

  /** A compiled step and when it is taken. */
  public record Variant(List<ClockCondition.Decision> when, StepGraph step) {
    public Variant {
      when = List.copyOf(when);
    }
  }

  /**
   * Counts the times that what {@code keep best by} names has not improved for {@code patience}.
   *
   * @param falls an f32 scalar that steps read
   * @param since an f64 scalar: the step of the last improvement, or of the last fall behind it
   */
  public record Plateau(Variable falls, Variable since, Duration patience) {}

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
   * Values that come from elsewhere when a stage begins (definitions C9).
   *
   * @param net the net that is filled; empty for a state of the recipe
   * @param path what of it is filled, with all under it; empty for all
   * @param stage the number of the stage before which this happens
   */
  public record Load(
      String net,
      String path,
      Origin origin,
      Choice choice,
      List<Rule> rules,
      int stage,
      Span place) {
    public Load {
      rules = List.copyOf(rules);
    }

    /** Where values come from. */
    public sealed interface Origin {
      /** A file or run directory. */
      record Outside(String file) implements Origin {
        @Override
        public String toString() {
          return file;
        }
      }

      /**
       * What a net of this program, or a part of it, is when the stage begins.
       *
       * @param ended the number of the stage whose last weights are meant, where it hands on its
       *     best
       */
      record Inside(String net, String path, Optional<Integer> ended) implements Origin {
        @Override
        public String toString() {
          return net.isEmpty() || path.isEmpty() ? net + path : net + "." + path;
        }
      }

      /** Nothing stands in for an argument that was not given: the initial values stay. */
      record Missing(String argument) implements Origin {
        @Override
        public String toString() {
          return argument;
        }
      }
    }

    /** The source, for messages. */
    public String source() {
      return origin.toString();
    }

    /** What is filled, for messages. */
    public String target() {
      return net.isEmpty() || path.isEmpty() ? net + path : net + "." + path;
    }

    /** Which weights of a run directory. */
    public enum Choice {
      DEFAULT,
      BEST,
      LAST
    }
  }

  /**
   * A rule of {@code from} with its patterns as text, to be read by {@link PathPattern}.
   *
   * @param target pattern of target paths, empty for {@code unused}
   * @param sources the name of the source tensor of a rename, or what {@code unused} drops
   * @param value the expression of a rule that computes
   */
  public record Rule(
      String target,
      List<String> sources,
      Optional<TensorRule> value,
      boolean fresh,
      boolean unused,
      Span place) {
    public Rule {
      sources = List.copyOf(sources);
    }

    /** The rule as written. */
    public String text() {
      if (unused) {
        return "unused " + String.join(", ", sources);
      }
      return target
          + " = "
          + (fresh
              ? "fresh"
              : value.map(TensorRule::text).orElseGet(() -> String.join(", ", sources)));
    }
  }

  /** An input that {@code predict} asks for. */
  public record Asked(String name, TensorType type) {}
}
