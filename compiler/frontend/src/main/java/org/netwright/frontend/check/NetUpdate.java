package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.ElementType;

/** {@code update net = ema(other, m)} and {@code copy(other)}, by equal paths (definitions C3). */
final class NetUpdate {
  private final Elaborator elaborator;
  private final RecipePlan plan;
  private final Statement.Update statement;
  private final String target;
  private final Set<String> seen = new LinkedHashSet<>();
  private String source = "";

  private NetUpdate(
      Elaborator elaborator, RecipePlan plan, Statement.Update statement, String target) {
    this.elaborator = elaborator;
    this.plan = plan;
    this.statement = statement;
    this.target = target;
  }

  /** What happens to the states of the net. */
  private enum States {
    KEEP,
    COPY,
    AVERAGE
  }

  /** Elaborates an update; empty when its target is no net. */
  static Optional<NetUpdate> of(
      Elaborator elaborator, RecipePlan plan, Statement.Update statement, Scope scope) {
    Denotation held = scope.find(statement.target().get(0).text());
    if (!(held instanceof NetDenotation net)
        || !(net.applied() instanceof InstanceDenotation instance)) {
      return Optional.empty();
    }
    Span place = statement.target().get(0).span();
    if (statement.target().size() > 1) {
      throw new DiagnosticException(CompositionMessages.partUpdated(place));
    }
    Optional<HeldNet> whole = plan.net(instance.path());
    if (net.holding() == Holding.FROZEN || whole.isEmpty()) {
      throw new DiagnosticException(CompositionMessages.frozenUpdated(net.name(), place));
    }
    NetUpdate update = new NetUpdate(elaborator, plan, statement, instance.path());
    update.run(whole.get(), scope);
    plan.add(update);
    return Optional.of(update);
  }

  private void run(HeldNet net, Scope scope) {
    if (!(statement.value() instanceof Expression.Call call)
        || !(call.target() instanceof Expression.Reference word)
        || !(word.name().text().equals("ema") || word.name().text().equals("copy"))) {
      throw new DiagnosticException(
          CompositionMessages.netUpdateForm(
              statement.target().get(0).text(), statement.value().span()));
    }
    boolean average = word.name().text().equals("ema");
    Expression other = null;
    Expression kept = null;
    States states = States.KEEP;
    for (Expression.Argument argument : call.arguments()) {
      if (argument.name().isPresent()) {
        states = states(argument, average, scope);
      } else if (other == null) {
        other = argument.value();
      } else if (kept == null && average) {
        kept = argument.value();
      } else {
        throw new DiagnosticException(
            CompositionMessages.netUpdateForm(statement.target().get(0).text(), argument.span()));
      }
    }
    if (other == null || average && kept == null) {
      throw new DiagnosticException(
          CompositionMessages.netUpdateForm(statement.target().get(0).text(), call.span()));
    }
    source = path(elaborator.evaluate(other, scope), other);
    Optional<Value> share = Optional.ofNullable(kept).map(k -> share(k, scope));
    move(net, share, states);
  }

  private States states(Expression.Argument argument, boolean average, Scope scope) {
    Denotation value = elaborator.evaluate(argument.value(), scope);
    if (argument.name().get().text().equals("states") && value instanceof TextStatic text) {
      for (States states : States.values()) {
        boolean known = states != States.AVERAGE || average;
        if (known && states.name().equalsIgnoreCase(text.value())) {
          return states;
        }
      }
    }
    throw new DiagnosticException(CompositionMessages.statesWord(average, argument.span()));
  }

  private static String path(Denotation other, Expression written) {
    if (other.isError()) {
      throw new DiagnosticException(List.of());
    }
    Denotation built = other instanceof NetDenotation net ? net.applied() : other;
    if (built instanceof InstanceDenotation instance) {
      return instance.path();
    }
    throw new DiagnosticException(CompositionMessages.netWanted(other, written.span()));
  }

  /** The share that is kept of the old values: a number that may follow the clock. */
  private Value share(Expression written, Scope scope) {
    Denotation now = elaborator.definitions.now(elaborator.evaluate(written, scope));
    if (now.isError()) {
      throw new DiagnosticException(List.of());
    }
    Value value = elaborator.operators.value(now, ElementType.F32, written.span());
    if (value.type().shape().rank() != 0) {
      throw new DiagnosticException(CompositionMessages.shareIsNoNumber(now, written.span()));
    }
    return value;
  }

  private void move(HeldNet net, Optional<Value> share, States states) {
    List<Variable> others = variables(source);
    for (Variable from : others) {
      String rest = from.name().substring(source.length() + 1);
      seen.add(rest);
      Optional<Variable> to = target(net, from, rest);
      boolean state = from.kind() == Variable.Kind.STATE;
      if (to.isEmpty() || state && states == States.KEEP) {
        continue;
      }
      if (!to.get().type().equals(from.type())) {
        throw new DiagnosticException(
            CompositionMessages.updateOfOtherType(
                to.get().name(), to.get().type(), from.name(), from.type(), statement.span()));
      }
      boolean copied = state && states == States.COPY || !from.type().element().isFloat();
      write(net, to.get(), from, copied ? Optional.empty() : share);
    }
  }

  private List<Variable> variables(String path) {
    List<Variable> all = new ArrayList<>(elaborator.variables.under(path));
    for (Variable known : plan.knowledge().under(path)) {
      if (all.stream().noneMatch(v -> v.name().equals(known.name()))) {
        all.add(known);
      }
    }
    return all;
  }

  private Optional<Variable> target(HeldNet net, Variable from, String rest) {
    Optional<Variable> known = elaborator.variables.find(target + "." + rest);
    if (known.isPresent()) {
      return known;
    }
    return net.twinOf().filter(source::equals).isPresent()
        ? Optional.of(elaborator.variables.mirror(from, target, rest))
        : plan.knowledge().under(target).stream()
            .filter(v -> v.name().equals(target + "." + rest))
            .findFirst();
  }

  /** p ← m·p + (1 − m)·q. */
  private void write(HeldNet net, Variable to, Variable from, Optional<Value> share) {
    StepBuilder graph = elaborator.graph(statement.span());
    Value q = graph.read(from);
    Value made = q;
    if (share.isPresent()) {
      Value m = graph.cast(share.get(), to.type().element());
      Value rest = graph.subtract(graph.fill(1, m.type()), m);
      made = graph.add(graph.multiply(graph.read(to), m), graph.multiply(q, rest));
    }
    boolean moves = net.holding() == Holding.TRAINED && to.kind() == Variable.Kind.PARAMETER;
    graph.write(to, moves ? graph.stopGradient(made) : made);
  }

  /** At the end of the recipe all variables of both nets are known. */
  void demandWhole(RecipePlan all) {
    Set<String> ofSource = rests(source);
    Set<String> ofTarget = rests(target);
    if (!ofSource.equals(ofTarget)) {
      Set<String> more = new LinkedHashSet<>(ofSource);
      more.removeAll(ofTarget);
      Set<String> less = new LinkedHashSet<>(ofTarget);
      less.removeAll(ofSource);
      throw new DiagnosticException(
          CompositionMessages.pathsDiffer(target, less, source, more, statement.span()));
    }
    if (!seen.equals(ofSource)) {
      if (all.knowledge().hasVariables()) {
        throw new IllegalStateException("an update knows the paths of an elaboration before");
      }
      throw new UnseenVariables(elaborator.variables.declared());
    }
  }

  private Set<String> rests(String path) {
    Set<String> rests = new LinkedHashSet<>();
    elaborator.variables.under(path).forEach(v -> rests.add(v.name().substring(path.length() + 1)));
    return rests;
  }
}
