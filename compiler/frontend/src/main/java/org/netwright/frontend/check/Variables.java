package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.graph.DrawKeys;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The parameters and states of one elaboration, by path, and the step that gives them their first
 * values. A path that is met again must agree in everything; that is sharing (definitions C2).
 */
final class Variables {
  private record Entry(Variable variable, Optional<String> initializer, List<Span> applied) {}

  private final Elaborator elaborator;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Variable> others = new ArrayList<>();
  private final Set<String> freeNames = new TreeSet<>();
  private @Nullable CurrentStep initialize;
  private @Nullable Variable initializing;
  private int initialDraws;
  private long elements;

  Variables(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  // ---- what there is

  Optional<Variable> find(String path) {
    return Optional.ofNullable(entries.get(path)).map(Entry::variable);
  }

  /** Parameters and states, in the order in which they were met. */
  List<Variable> declared() {
    return entries.values().stream().map(Entry::variable).toList();
  }

  /** Everything that lives in checkpoints. */
  List<Variable> all() {
    List<Variable> all = new ArrayList<>(declared());
    all.addAll(others);
    return all;
  }

  List<Variable> parameters() {
    return declared().stream().filter(v -> v.kind() == Variable.Kind.PARAMETER).toList();
  }

  /** The first segments of the paths under a path. */
  Collection<String> partsOf(String path) {
    Set<String> parts = new TreeSet<>();
    String prefix = path + ".";
    for (String known : entries.keySet()) {
      if (known.startsWith(prefix)) {
        parts.add(known.substring(prefix.length()).split("\\.", 2)[0]);
      }
    }
    return parts;
  }

  /** Adds a variable that no path of a net names: a slot, a counter, a sum. */
  void add(Variable variable) {
    others.add(variable);
  }

  // ---- sizes of data that are known on opening only

  void free(String name) {
    freeNames.add(name);
  }

  /** Starts the elaboration again when two dims make the size of a free name of a record known. */
  void bindFree(Dim one, Dim other) {
    if (freeNames.isEmpty()) {
      return;
    }
    if (one.name().filter(freeNames::contains).isPresent() && other.isKnown()) {
      throw new FreeSize(one.name().get(), other.known());
    } else if (other.name().filter(freeNames::contains).isPresent() && one.isKnown()) {
      throw new FreeSize(other.name().get(), one.known());
    }
  }

  // ---- declaring

  /** A parameter or state at the place of a scope. */
  Variable declare(
      Variable.Kind kind,
      Name name,
      TypeExpression.Tensor type,
      Optional<Name> role,
      Expression initial,
      Scope scope) {
    if (!scope.place().owns()) {
      throw new DiagnosticException(OwnershipMessages.ownsNothing(name));
    }
    String path = scope.place().site(name.text(), false);
    TensorType declared = type(type, scope);
    String roleWord = kind == Variable.Kind.PARAMETER ? role(name, declared, role) : "";
    int dot = path.indexOf('.');
    Variable made =
        new Variable(
            dot < 0 ? "" : path.substring(0, dot),
            path.substring(dot + 1),
            declared,
            kind,
            roleWord,
            Variable.Storage.REAL,
            name.span());
    Entry known = entries.get(path);
    return known == null
        ? add(path, made, initial, scope)
        : agree(known, made, path, initial, scope);
  }

  private TensorType type(TypeExpression.Tensor type, Scope scope) {
    ElementType element =
        type.element().flatMap(n -> ElementType.named(n.text())).orElse(ElementType.F32);
    Shape shape = new Shape(elaborator.types.dims(type, scope));
    if (!elaborator.isOpen()) {
      for (Dim dim : shape.dims()) {
        if (!dim.isKnown() || dim.known() < 0) {
          throw new DiagnosticException(OwnershipMessages.unknownSize(dim, shape, type.span()));
        }
      }
    }
    return new TensorType(element, shape);
  }

  private static String role(Name name, TensorType type, Optional<Name> role) {
    if (role.isPresent()) {
      return role.get().text();
    }
    if (type.shape().rank() < 2) {
      throw new DiagnosticException(OwnershipMessages.roleWanted(name, type));
    }
    return "kernel";
  }

  private Variable add(String path, Variable made, Expression initial, Scope scope) {
    if (path.length() > 255) {
      throw new DiagnosticException(OwnershipMessages.pathTooLong(path, made.place()));
    }
    if (made.type().shape().isKnown()) {
      elements = Math.addExact(elements, made.type().shape().elements().known());
      if (elements > elaborator.limits.parameterElements()) {
        throw new DiagnosticException(
            OwnershipMessages.tooManyElements(
                path, elaborator.limits.parameterElements(), made.place()));
      }
    }
    Optional<String> text = initialize(made, initial, scope);
    entries.put(path, new Entry(made, text, elaborator.appliedAt()));
    return made;
  }

  private Variable agree(Entry known, Variable made, String path, Expression initial, Scope scope) {
    Variable first = known.variable();
    if (!first.type().equals(made.type()) && !mayAgree(first, made)) {
      throw disagreement(path, first.type().toString(), made.type().toString(), known, made);
    } else if (!first.role().equals(made.role())) {
      throw disagreement(path, "role " + first.role(), "role " + made.role(), known, made);
    } else if (first.kind() != made.kind()) {
      throw disagreement(path, word(first.kind()), word(made.kind()), known, made);
    }
    if (known.initializer().isPresent()) {
      Denotation again = elaborator.evaluate(initial, scope);
      String text = Shown.value(again);
      if (again instanceof InitializerDenotation && !text.equals(known.initializer().get())) {
        throw disagreement(path, known.initializer().get(), text, known, made);
      }
    }
    return first;
  }

  private boolean mayAgree(Variable a, Variable b) {
    return a.type().element() == b.type().element()
        && elaborator.sizes.accept(a.type().shape(), b.type().shape(), b.place());
  }

  private static String word(Variable.Kind kind) {
    return kind == Variable.Kind.PARAMETER ? "a parameter" : "a state";
  }

  private DiagnosticException disagreement(
      String path, String first, String second, Entry known, Variable made) {
    List<Span> before = known.applied();
    List<Span> now = elaborator.appliedAt();
    int differing = 0;
    while (differing < Math.min(before.size(), now.size())
        && before.get(differing).equals(now.get(differing))) {
      differing++;
    }
    boolean differ = differing < Math.min(before.size(), now.size());
    String shown = elaborator.recipe().isPresent() ? path : made.path();
    return new DiagnosticException(
        differ
            ? OwnershipMessages.disagreement(
                shown, first, second, made.place(), before.get(differing), now.get(differing))
            : OwnershipMessages.disagreementOfIterations(
                shown, first, second, made.place(), now.stream().findFirst()));
  }

  // ---- first values

  /** Emits the first value; returns how the initializer reads, if it is one. */
  private Optional<String> initialize(Variable variable, Expression initial, Scope scope) {
    CurrentStep step = initializeStep();
    Variable outer = initializing;
    int outerDraws = initialDraws;
    initializing = variable;
    initialDraws = 0;
    try {
      return elaborator.in(step, Truth.NO, () -> initial(variable, initial, scope));
    } finally {
      initializing = outer;
      initialDraws = outerDraws;
    }
  }

  private Optional<String> initial(Variable variable, Expression initial, Scope scope) {
    Denotation value = elaborator.evaluate(initial, scope);
    if (value.isError()) {
      return Optional.empty();
    }
    if (elaborator.isOpen()) {
      return value instanceof InitializerDenotation
          ? Optional.of(Shown.value(value))
          : Optional.empty();
    }
    StepBuilder graph = elaborator.graph(initial.span());
    Value first;
    if (value instanceof InitializerDenotation initializer) {
      first = elaborator.definitions.initial(initializer, variable.type(), initial.span());
    } else {
      first = tensor(variable, value, initial.span());
      if (!owns(graph, first)) {
        throw new DiagnosticException(
            OwnershipMessages.initialFromInputs(variable.path(), initial.span()));
      }
    }
    graph.write(variable, first);
    return value instanceof InitializerDenotation
        ? Optional.of(Shown.value(value))
        : Optional.empty();
  }

  private static boolean owns(StepBuilder graph, Value value) {
    int id = value.op().id();
    return id < graph.ops().size() && graph.ops().get(id) == value.op();
  }

  /** A value as the new value of a variable. */
  private Value tensor(Variable variable, Denotation value, Span span) {
    Value made =
        value instanceof TensorDenotation t
            ? t.value()
            : elaborator.operators.value(value, variable.type().element(), span);
    Types.Fitting fitting =
        new Types.Fitting("the value of `" + variable.path() + "`", span, variable.place());
    Value widened = Conversion.widen(elaborator, made, variable.type().element(), fitting);
    Shape found = widened.type().shape();
    if (found.rank() == 0) {
      return elaborator.graph(span).broadcast(widened, variable.type().shape());
    }
    if (!found.equals(variable.type().shape())
        && !elaborator.sizes.accept(variable.type().shape(), found, span)) {
      throw new DiagnosticException(
          SizeMessages.wrongValueShape(fitting, variable.type(), widened.type()));
    }
    return widened;
  }

  /** Gives a state or parameter its new current value. */
  void write(Variable variable, Denotation value, Span span) {
    Value made = tensor(variable, value, span);
    if (!elaborator.isOpen()) {
      elaborator.graph(span).write(variable, made);
    }
  }

  CurrentStep initializeStep() {
    if (initialize == null) {
      StepBuilder graph = new StepBuilder(elaborator.limits);
      initialize = new CurrentStep(graph, CurrentStep.Purpose.INITIALIZE, "");
      graph.draws(origin -> initialKey(), graph.constant(0, ElementType.I64));
    }
    return initialize;
  }

  /** Keyed by seed, net, path and shape: adding a layer changes no other (definitions C17). */
  private long initialKey() {
    Variable variable = initializing;
    return DrawKeys.key(
        elaborator.seed,
        "initial",
        variable == null ? "" : variable.net(),
        variable == null ? "" : variable.path(),
        variable == null ? "" : variable.type().toString(),
        Integer.toString(initialDraws++));
  }

  StepGraph initialization() {
    return initializeStep().graph().build("initialize");
  }
}
