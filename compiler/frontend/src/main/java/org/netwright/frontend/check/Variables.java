package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.netwright.frontend.check.Denotation.InitializerDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Origin;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The parameters and states of one elaboration, by path. A path that is met again must agree in
 * everything; that is sharing (definitions C2).
 */
final class Variables {
  /**
   * What is known of one path.
   *
   * @param initializer how it reads
   * @param applied where its owner was applied first
   * @param adaptation the transforms in whose scope its owner was built, at the last application
   * @param transformed how its first contraction was transformed
   */
  private record Entry(
      Variable variable,
      Optional<String> initializer,
      List<Span> applied,
      Adaptation adaptation,
      Optional<String> transformed) {
    Entry of(Variable other) {
      return new Entry(other, initializer, applied, adaptation, transformed);
    }

    Entry under(Adaptation other, Optional<String> shown) {
      return new Entry(variable, initializer, applied, other, shown);
    }
  }

  private final Elaborator elaborator;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final List<Variable> others = new ArrayList<>();
  private final Set<String> freeNames = new TreeSet<>();
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

  /** The parameters and states under a path. */
  List<Variable> under(String path) {
    String prefix = path + ".";
    return declared().stream().filter(v -> v.name().startsWith(prefix)).toList();
  }

  /** A variable of a twin that nothing has met yet: like that of the other net. */
  Variable mirror(Variable of, String net, String path) {
    Variable made =
        new Variable(net, path, of.type(), of.kind(), of.role(), of.storage(), of.place());
    Entry entry = Objects.requireNonNull(entries.get(of.name()));
    entries.put(made.name(), entry.of(made));
    return made;
  }

  /** Gives a twin the first values of the other net, whichever of the two was met first. */
  void startEqual(String twin, String other) {
    StepBuilder first = elaborator.firstValues.step().graph();
    for (Variable variable : under(twin)) {
      find(other + variable.name().substring(twin.length()))
          .filter(v -> v.type().equals(variable.type()))
          .ifPresent(v -> first.write(variable, first.read(v)));
    }
  }

  /** A tensor that is made once by the step that gives first values. */
  Variable constant(String net, String path, Value value, Span span) {
    Variable made =
        new Variable(net, path, value.type(), Variable.Kind.STATE, "", Variable.Storage.REAL, span);
    others.add(made);
    elaborator.firstValues.step().graph().write(made, value);
    return made;
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
    Variable variable =
        declare(
            path,
            kind,
            declared,
            roleWord,
            new FirstValues.Initial(() -> elaborator.evaluate(initial, scope), initial.span()),
            name.span());
    elaborator.shapes.owned(variable, type, scope);
    return variable;
  }

  /**
   * A parameter or state of a path.
   *
   * @param role the author's word; empty for a state
   * @param place where it is declared
   */
  Variable declare(
      String path,
      Variable.Kind kind,
      TensorType type,
      String role,
      FirstValues.Initial initial,
      Span place) {
    int dot = path.indexOf('.');
    Variable made =
        new Variable(
            dot < 0 ? "" : path.substring(0, dot),
            path.substring(dot + 1),
            type,
            kind,
            role,
            Variable.Storage.REAL,
            place);
    Entry known = entries.get(path);
    return known == null ? add(path, made, initial) : agree(known, made, path, initial);
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

  private Variable add(String path, Variable made, FirstValues.Initial initial) {
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
    Optional<String> text = elaborator.firstValues.give(made, initial);
    entries.put(
        path,
        new Entry(
            made,
            text,
            elaborator.applications.appliedAt(),
            elaborator.adapting.current(),
            Optional.empty()));
    return made;
  }

  private Variable agree(Entry known, Variable made, String path, FirstValues.Initial initial) {
    Variable first = known.variable();
    if (!first.type().equals(made.type()) && !mayAgree(first, made)) {
      throw disagreement(path, first.type().toString(), made.type().toString(), known, made);
    } else if (!first.role().equals(made.role())) {
      throw disagreement(path, "role " + first.role(), "role " + made.role(), known, made);
    } else if (first.kind() != made.kind()) {
      throw disagreement(path, word(first.kind()), word(made.kind()), known, made);
    }
    if (known.initializer().isPresent()) {
      Denotation again = initial.value().get();
      String text = Shown.value(again);
      if (again instanceof InitializerDenotation && !text.equals(known.initializer().get())) {
        throw disagreement(path, known.initializer().get(), text, known, made);
      }
    }
    entries.put(path, known.under(elaborator.adapting.current(), known.transformed()));
    return first;
  }

  // ---- transforms and storage

  /**
   * The transforms that contractions of a parameter are subject to. All of them must be subject to
   * the same (definitions C2).
   */
  Adaptation adaptation(Variable variable, Span span) {
    Entry known = entries.get(variable.name());
    if (known == null) {
      return Adaptation.NONE;
    }
    Adaptation adaptation = known.adaptation();
    String shown = adaptation.shown(variable.name());
    if (known.transformed().isPresent() && !known.transformed().get().equals(shown)) {
      throw disagreement(
          variable.name(), known.transformed().get(), shown, known, known.variable());
    }
    entries.put(variable.name(), known.under(adaptation, Optional.of(shown)));
    return adaptation;
  }

  /** A quantizer stands before a parameter: it is latent, or stored as ±1 (definitions C8). */
  void quantized(Variable variable, Variable.Storage storage, Span span) {
    Entry known = entries.get(variable.name());
    if (known == null || known.variable().storage() == storage) {
      return;
    }
    Variable before = known.variable();
    if (before.storage() != Variable.Storage.REAL) {
      throw new DiagnosticException(
          TransformMessages.storageDisagrees(
              before, storageWord(before.storage()), storageWord(storage), span));
    }
    entries.put(variable.name(), known.of(before.stored(storage)));
    if (storage == Variable.Storage.BINARY && !elaborator.isOpen()) {
      StepBuilder graph = elaborator.firstValues.step().graph();
      graph
          .current(before)
          .ifPresent(
              first ->
                  graph.write(
                      before, graph.within(new Origin(span, "", false), () -> graph.sign(first))));
    }
  }

  private static String storageWord(Variable.Storage storage) {
    return storage.name().toLowerCase(Locale.ROOT);
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
    List<Span> now = elaborator.applications.appliedAt();
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

  // ---- new values

  /** A value as the new value of a variable. */
  Value tensor(Variable variable, Denotation value, Span span) {
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
      boolean moves = variable.kind() == Variable.Kind.PARAMETER;
      StepBuilder graph = elaborator.graph(span);
      // a later loss is differentiated by the new value, not through what made it
      graph.write(variable, moves ? graph.stopGradient(made) : made);
    }
  }
}
