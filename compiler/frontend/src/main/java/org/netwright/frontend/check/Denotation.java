package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.prove.Condition;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.definition.Duration;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;

/**
 * What an expression means: a value known when compiling, a tensor of the step, or a thing that
 * makes them.
 */
sealed interface Denotation {
  // ---- static values

  record IntStatic(Dim value) implements Denotation {
    static IntStatic of(long value) {
      return new IntStatic(Dim.of(value));
    }
  }

  /** A quotient of ints that is not surely whole; an int where one is wanted, else a float. */
  record RatioStatic(Dim of, Dim by) implements Denotation {}

  /**
   * @param known false for a number that depends on symbolic dims
   * @param sign of an unknown number that is surely above (1) or below (-1) zero, else 0
   */
  record FloatStatic(double value, boolean known, int sign) implements Denotation {
    static final FloatStatic OPEN = unknown(0);

    FloatStatic(double value, boolean known) {
      this(value, known, 0);
    }

    static FloatStatic unknown(int sign) {
      return new FloatStatic(1, false, sign);
    }

    static FloatStatic of(double value) {
      return new FloatStatic(value, true);
    }
  }

  /**
   * @param condition on sizes that an open value is
   */
  record BoolStatic(Truth value, Condition condition) implements Denotation {
    BoolStatic(Truth value) {
      this(
          value,
          value == Truth.OPEN
              ? new Condition.Opaque("it depends on what is not known")
              : value == Truth.YES ? Condition.always() : Condition.never());
    }

    static BoolStatic of(boolean value) {
      return new BoolStatic(Truth.of(value));
    }
  }

  record TextStatic(String value) implements Denotation {}

  record DurationStatic(Duration value) implements Denotation {}

  record NoneStatic() implements Denotation {}

  record ElementTypeStatic(ElementType value) implements Denotation {}

  // ---- what holds other values

  record ListDenotation(List<Denotation> elements) implements Denotation {
    public ListDenotation {
      elements = List.copyOf(elements);
    }
  }

  /** All fields have names, or none. */
  record TupleDenotation(List<Field> fields) implements Denotation {
    public TupleDenotation {
      fields = List.copyOf(fields);
    }

    Optional<Denotation> field(String name) {
      return fields.stream()
          .filter(f -> f.name().isPresent() && f.name().get().equals(name))
          .map(Field::value)
          .findFirst();
    }

    boolean isNamed() {
      return !fields.isEmpty() && fields.get(0).name().isPresent();
    }
  }

  record Field(Optional<String> name, Denotation value) {}

  // ---- tensors

  record TensorDenotation(Value value) implements Denotation {}

  /** A name for a variable: it denotes the value that the variable has when it is looked up. */
  record VariableDenotation(Variable variable) implements Denotation {}

  // ---- what can be built or applied

  /** What a constructor is before it is built; each use builds anew (definitions C15). */
  sealed interface BuilderDenotation extends Denotation {}

  /** A declared layer, model or quantizer. */
  record LayerBuilder(Symbol symbol) implements BuilderDenotation {}

  /** A builder with new defaults; they are evaluated where it is built. */
  record PresetBuilder(String name, BuilderDenotation base, Expression.Call call, Scope scope)
      implements BuilderDenotation {}

  /** A block that is built at each use. */
  record BlockBuilder(Block block, Scope scope) implements BuilderDenotation {}

  /** A function that stands for a layer without parameters. */
  record FunctionBuilder(FunctionDenotation function) implements BuilderDenotation {}

  /** {@code Real}: builds what leaves its operand as it is (definitions C7). */
  record RealBuilder() implements BuilderDenotation {}

  /** {@code Real} once it is built. */
  record RealInstance() implements Denotation {}

  /**
   * A built layer: its path is what makes it itself.
   *
   * @param adaptation the transforms in whose scope it was built
   */
  record InstanceDenotation(
      String path,
      Symbol symbol,
      Map<String, Denotation> hyperparameters,
      Adaptation adaptation,
      Span site)
      implements Denotation {
    @Override
    public String toString() {
      return symbol.name();
    }
  }

  record FunctionDenotation(Symbol symbol) implements Denotation {}

  /**
   * A block as a layer; its scope says where its sites lie, and they are built with its transforms.
   */
  record BlockDenotation(Block block, Scope scope, Adaptation adaptation) implements Denotation {}

  /**
   * A loop not yet applied.
   *
   * @param segment the path that a {@code let} or a receiver gives to it; empty when it adds none
   * @param adaptation the transforms that its sites are built with
   */
  record LoopDenotation(Expression.Loop loop, Scope scope, String segment, Adaptation adaptation)
      implements Denotation {}

  /** Some iterations of a loop not yet applied: from one on, up to another. */
  record LoopPartDenotation(LoopDenotation loop, int from, int to) implements Denotation {}

  /**
   * A pipe whose head is a layer not yet applied: a layer as a whole.
   *
   * @param head what is applied first
   * @param stages what follows, read in a scope
   */
  record PipeDenotation(Denotation head, Span headSpan, List<Expression> stages, Scope scope)
      implements Denotation {
    public PipeDenotation {
      stages = List.copyOf(stages);
    }
  }

  /**
   * A construct with a block, not yet applied: {@code slice} or {@code remat}.
   *
   * @param scope where its arguments are read; its place says where the sites of its block lie
   */
  record ConstructDenotation(String word, Expression.Call call, Scope scope, Adaptation adaptation)
      implements Denotation {}

  /** A net of a recipe, as it is held; {@code applied} knows its path. */
  record NetDenotation(String name, Denotation applied, Holding holding) implements Denotation {
    boolean frozen() {
      return holding == Holding.FROZEN;
    }
  }

  /**
   * A finished run of a recipe (definitions C22).
   *
   * @param name unique in the program
   * @param nets its nets by the names of its text
   * @param variables its own parameters and states
   * @param stages in order
   */
  record RunDenotation(
      String name,
      Symbol symbol,
      Map<String, NetDenotation> nets,
      Map<String, Variable> variables,
      List<StagePlan> stages)
      implements Denotation {}

  /** A tensor that a {@code let} of a recipe binds: it is made once, before anything is trained. */
  record ConstantDenotation(Variable variable) implements Denotation {}

  /** A length with a patience: {@code at_most(300 epochs, patience = 10 epochs)}. */
  record BoundedLength(Duration most, Duration patience) implements Denotation {}

  // ---- what recipes are made of

  /** An initializer with its arguments. */
  record InitializerDenotation(Symbol symbol, Map<String, Denotation> arguments)
      implements Denotation {}

  /** A schedule with its arguments: a number at each time of a clock. */
  record ScheduleDenotation(Symbol symbol, Map<String, Denotation> arguments, Span place)
      implements Denotation {}

  /**
   * An optimizer as written; its options are evaluated in the step that uses it. One object is one
   * set of slots and one clock.
   */
  record OptimizerDenotation(Symbol symbol, Expression.Call call, Scope scope)
      implements Denotation {}

  /** A gradient or value transform as written. */
  record TransformDenotation(Symbol symbol, Expression.Call call, Scope scope)
      implements Denotation {}

  /** A value for each parameter (definitions C6). */
  record SelectDenotation(Choice choice) implements Denotation {}

  /** A metric written in the language, with its arguments bound in {@code scope}. */
  record WrittenMetric(Symbol symbol, Scope scope, Span place) implements Denotation {}

  /** A metric applied to what one batch gives. */
  record MetricDenotation(Symbol symbol, Map<String, Denotation> arguments, Span place)
      implements Denotation {}

  /** A data pipe so far, or a source with several splits. */
  record DataDenotation(DataPipe pipe) implements Denotation {}

  /** The declaration of a data source, before its call; other declared things that are no value. */
  record DeclaredDenotation(Symbol symbol, Declaration declaration) implements Denotation {}

  /** A pattern of paths as an argument. */
  record PatternDenotation(Expression.PathPattern pattern) implements Denotation {}

  /** Where the training stands: {@code now}. */
  record ClockDenotation() implements Denotation {}

  /** A name that only the compiler gives a meaning: a check, a data operator. */
  record WordDenotation(String word) implements Denotation {}

  record ErrorDenotation() implements Denotation {}

  default boolean isError() {
    return this instanceof ErrorDenotation;
  }
}
