package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.LoopDenotation;
import org.netwright.frontend.check.Denotation.LoopPartDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** {@code inst.part} and {@code inst.path.param} (definitions C21). */
final class Parts {
  private final Elaborator elaborator;

  /** The loops that a {@code let} or a receiver names, as they were met last. */
  private final Map<String, LoopDenotation> loops = new HashMap<>();

  Parts(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** A loop has got a path of its own. */
  void add(LoopDenotation loop) {
    loops.put(loop.segment(), loop);
  }

  /**
   * A part or parameter.
   *
   * @param owner what the text calls the thing that has it
   */
  Denotation of(InstanceDenotation instance, String owner, String name, Span span) {
    Optional<Denotation> found =
        met(Place.join(instance.path(), name), span)
            .or(() -> given(instance, owner, name, span))
            .or(() -> written(instance, owner, name, span));
    return found.orElseThrow(
        () -> new DiagnosticException(MemberMessages.noPart(name, owner, names(instance), span)));
  }

  /** A part of a net; what is taken from a frozen one or a twin is held like it. */
  Denotation of(NetDenotation net, InstanceDenotation instance, String name, Span span) {
    Denotation part = of(instance, net.name(), name, span);
    if (net.holding() == Holding.TRAINED) {
      return part;
    } else if (part instanceof TensorDenotation tensor) {
      return new TensorDenotation(elaborator.graph(span).stopGradient(tensor.value()));
    }
    return new NetDenotation(net.name() + "." + name, part, net.holding());
  }

  /** A part of one iteration of a loop that has a path of its own. */
  Denotation of(LoopPartDenotation part, String name, Span span) {
    String path = part.loop().segment() + "[" + part.from() + "]";
    if (part.to() - part.from() != 1 || part.loop().segment().isEmpty()) {
      throw new DiagnosticException(MemberMessages.noMember(name, part, span));
    }
    return met(Place.join(path, name), span)
        .orElseThrow(
            () ->
                new DiagnosticException(
                    MemberMessages.noPart(
                        name, "[" + part.from() + "]", elaborator.variables.partsOf(path), span)));
  }

  // ---- what was met

  /** What lies at a path: a variable, an instance or a loop, or the list of those with an index. */
  private Optional<Denotation> met(String path, Span span) {
    Optional<Denotation> one = one(path, span);
    if (one.isPresent()) {
      return one;
    }
    List<Denotation> several = new ArrayList<>();
    for (Optional<Denotation> next = one(path + "[0]", span); next.isPresent(); ) {
      several.add(next.get());
      next = one(path + "[" + several.size() + "]", span);
    }
    return several.isEmpty() ? Optional.empty() : Optional.of(new ListDenotation(several));
  }

  private Optional<Denotation> one(String path, Span span) {
    Optional<Denotation> variable =
        elaborator.variables.find(path).map(v -> new TensorDenotation(elaborator.current(v, span)));
    return variable
        .or(() -> elaborator.building.instance(path).map(i -> (Denotation) i))
        .or(() -> Optional.ofNullable(loops.get(path)));
  }

  /** A hyperparameter that is a layer; any other is no member. */
  private static Optional<Denotation> given(
      InstanceDenotation instance, String owner, String name, Span span) {
    @Nullable Denotation value = instance.hyperparameters().get(name);
    if (value == null || value.isError()) {
      return Optional.ofNullable(value);
    } else if (Types.isLayer(value) && !(value instanceof Denotation.BuilderDenotation)) {
      return Optional.of(value);
    }
    throw new DiagnosticException(
        ValueMessages.hyperparameter(name, owner, instance.symbol(), value, span));
  }

  // ---- what the text says

  private Optional<Denotation> written(
      InstanceDenotation instance, String owner, String name, Span span) {
    return new WrittenParts(elaborator, instance).find(owner, name, span);
  }

  private Set<String> names(InstanceDenotation instance) {
    Set<String> names = new TreeSet<>(elaborator.variables.partsOf(instance.path()));
    names.addAll(new WrittenParts(elaborator, instance).names());
    instance
        .hyperparameters()
        .forEach(
            (name, value) -> {
              if (Types.isLayer(value) && !(value instanceof Denotation.BuilderDenotation)) {
                names.add(name);
              }
            });
    return names;
  }

  // ---- parameters(net, term)

  /** The current values of the parameters of something, or of those that a term names. */
  Denotation parameters(Denotation owner, Optional<Denotation> term, String shown, Span span) {
    String path = pathOf(owner, shown, span);
    List<Value> values = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (Variable variable : elaborator.variables.parameters()) {
      if (!variable.name().startsWith(path + ".")) {
        continue;
      }
      String inside = variable.name().substring(path.length() + 1);
      paths.add(inside);
      if (term.isEmpty() || Terms.names(term.get(), variable, inside, span)) {
        Value value = elaborator.current(variable, span);
        values.add(isFrozen(owner) ? elaborator.graph(span).stopGradient(value) : value);
      }
    }
    if (values.isEmpty()) {
      throw new DiagnosticException(ValueMessages.noParameters(shown, term, paths, span));
    }
    return Operands.tensorList(values);
  }

  private static boolean isFrozen(Denotation owner) {
    return owner instanceof NetDenotation net && net.frozen();
  }

  private static String pathOf(Denotation owner, String shown, Span span) {
    if (owner instanceof InstanceDenotation instance) {
      return instance.path();
    } else if (owner instanceof NetDenotation net) {
      return net.applied() instanceof InstanceDenotation instance ? instance.path() : net.name();
    } else if (owner instanceof LoopDenotation loop && !loop.segment().isEmpty()) {
      return loop.segment();
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting("`" + shown + "`", span, Span.NONE),
            "a net or a built layer",
            owner));
  }
}
