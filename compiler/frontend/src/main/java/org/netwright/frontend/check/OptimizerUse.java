package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.ScheduleDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.definition.Clock;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/** The optimizers of one {@code minimize}: which moves what, and the step that each takes. */
final class OptimizerUse {
  /** What optimizers call the option that draws values to zero. */
  private static final List<String> DECAYS = List.of("decay", "weight_decay");

  private final Elaborator elaborator;
  private final RecipeElaboration recipe;
  private final Statement.Minimize statement;
  private final Optional<Value> due;
  private final OtherValues loss;
  private final Map<Variable, Variable> exchanged = new LinkedHashMap<>();

  /**
   * @param due whether what is computed is kept in this step; empty where it always is
   */
  OptimizerUse(
      Elaborator elaborator,
      RecipeElaboration recipe,
      Statement.Minimize statement,
      Optional<Value> due,
      OtherValues loss) {
    this.elaborator = elaborator;
    this.recipe = recipe;
    this.statement = statement;
    this.due = due;
    this.loss = loss;
  }

  /** A parameter with what an optimizer takes for its value and gradient. */
  record Mover(Variable parameter, Value value, Value gradient) {}

  /** New values, and the rate of the first optimizer that has one. */
  record Optimized(List<Value> values, Optional<Value> rate) {}

  /** The slots that all but the training step takes for their parameters. */
  Map<Variable, Variable> exchanged() {
    return exchanged;
  }

  /** What becomes of a variable whose value after the step would be another. */
  Value kept(Value next, Variable variable) {
    StepBuilder graph = elaborator.graph(statement.span());
    return due.map(d -> Accumulation.kept(graph, d, next, graph.read(variable))).orElse(next);
  }

  Map<Variable, Value> gradientsAt(Map<Variable, Value> values, String optimizer, Span span) {
    if (due.isPresent()) {
      throw new DiagnosticException(ChainMessages.otherValuesOfOneBatch(optimizer, span));
    }
    return loss.gradients(values);
  }

  /** Moves parameters by the optimizer, or the choice of optimizers, of the chain. */
  Optimized optimized(Denotation chain, List<Mover> movers, Span span) {
    Map<OptimizerDenotation, List<Integer>> groups = groups(chain, movers, span);
    recipe.demandComplete();
    return optimized(groups, movers);
  }

  /** The same by an optimizer that another was given. */
  Optimized inner(Denotation chosen, List<Mover> movers, Span span) {
    // what the outer one was asked is settled before the inner one asks
    recipe.demandDecided();
    return optimized(groups(chosen, movers, span), movers);
  }

  private static Map<OptimizerDenotation, List<Integer>> groups(
      Denotation chain, List<Mover> movers, Span span) {
    Map<OptimizerDenotation, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < movers.size(); i++) {
      Denotation chosen = Choice.of(chain, movers.get(i).parameter());
      if (chosen instanceof OptimizerDenotation optimizer) {
        groups.computeIfAbsent(optimizer, o -> new ArrayList<>()).add(i);
      } else if (!chosen.isError()) {
        throw new DiagnosticException(RecipeMessages.notInChain(chosen, span));
      }
    }
    return groups;
  }

  private Optimized optimized(Map<OptimizerDenotation, List<Integer>> groups, List<Mover> movers) {
    Value[] values = movers.stream().map(Mover::gradient).toArray(Value[]::new);
    Optional<Value> rate = Optional.empty();
    for (Map.Entry<OptimizerDenotation, List<Integer>> group : groups.entrySet()) {
      List<Mover> members = group.getValue().stream().map(movers::get).toList();
      OptimizerRun run = step(group.getKey(), members);
      for (int i = 0; i < members.size(); i++) {
        values[group.getValue().get(i)] = run.newValues().get(i);
      }
      rate = rate.or(run::rate);
    }
    return new Optimized(List.of(values), rate);
  }

  private OptimizerRun step(OptimizerDenotation optimizer, List<Mover> members) {
    if (optimizer.scope().trainStage().isPresent()) {
      return stepBy(optimizer, members);
    }
    Span span = optimizer.call().span();
    CurrentStep step = elaborator.step(span);
    Clock own = elaborator.definitions.clockAt(span);
    OptimizerSlots slots = recipe.slots(optimizer, () -> slots(optimizer));
    step.clock(new SharedClock(elaborator.graph(span), own, slots::clock, span));
    try {
      return stepBy(optimizer, members);
    } finally {
      step.clock(own);
    }
  }

  private DeclaredSlots slots(OptimizerDenotation optimizer) {
    Span span = optimizer.call().span();
    Map<String, Denotation> arguments =
        elaborator.definitions.bind(
            optimizer.symbol(), Given.of(optimizer.call()), span, optimizer.scope());
    // what was asked here is asked again for the step itself
    recipe.forgetSelections();
    return DeclaredSlots.of(
        elaborator.definitions.definition(OptimizerDefinition.class, optimizer.symbol(), span),
        new BoundArguments(elaborator, optimizer.symbol(), arguments, span));
  }

  private OptimizerRun stepBy(OptimizerDenotation optimizer, List<Mover> members) {
    Span span = optimizer.call().span();
    Map<String, Denotation> arguments =
        elaborator.definitions.bind(
            optimizer.symbol(), Given.of(optimizer.call()), span, optimizer.scope());
    List<Variable> parameters = members.stream().map(Mover::parameter).toList();
    demandStorage(optimizer, parameters);
    for (Denotation option : arguments.values()) {
      parameters.forEach(parameter -> Choice.of(option, parameter));
    }
    if (optimizer.scope().trainStage().isPresent()) {
      recipe.demandComplete();
    }
    OptimizerDefinition definition =
        elaborator.definitions.definition(OptimizerDefinition.class, optimizer.symbol(), span);
    BoundArguments bound = new BoundArguments(elaborator, optimizer.symbol(), arguments, span);
    OptimizerSlots slots = recipe.slots(optimizer, () -> DeclaredSlots.of(definition, bound));
    OptimizerRun run =
        new OptimizerRun(elaborator, this, optimizer.symbol().name(), slots, arguments, span);
    members.forEach(run::add);
    warnOfDecay(optimizer, arguments, parameters);
    for (Variable parameter : parameters) {
      elaborator.shapes.moved(
          parameter, optimizer.symbol().name(), statement.chain(), arguments, span);
    }
    definition.step(elaborator.graph(span), bound, run);
    parameters.forEach(p -> slots.inference(p).ifPresent(slot -> exchange(p, slot, span)));
    recipe.demandDecided();
    return run;
  }

  private void exchange(Variable parameter, Variable slot, Span span) {
    Variable other = exchanged.putIfAbsent(parameter, slot);
    if (other != null && !other.equals(slot)) {
      throw new DiagnosticException(
          ChainMessages.readFromTwo(parameter.name(), span, other.place()));
    }
  }

  // ---- what it is fit for

  /** Decay pulls a latent weight towards the point where its sign is not stable. */
  private void warnOfDecay(
      OptimizerDenotation optimizer, Map<String, Denotation> arguments, List<Variable> members) {
    DECAYS.stream()
        .filter(arguments::containsKey)
        .forEach(
            option ->
                warnOfDecay(
                    optimizer, option, Objects.requireNonNull(arguments.get(option)), members));
  }

  private void warnOfDecay(
      OptimizerDenotation optimizer, String option, Denotation decay, List<Variable> members) {
    List<String> latent =
        members.stream()
            .filter(v -> v.storage() == Variable.Storage.LATENT)
            .filter(v -> decays(Choice.of(decay, v)))
            .map(Variable::name)
            .toList();
    if (!latent.isEmpty()) {
      elaborator.report(
          WarningMessages.decayOfLatent(
              optimizer.symbol().name(), option, latent, optimizer.call().span()));
    }
  }

  /** Whether it is more than 0; a schedule is written for the sake of other values than 0. */
  private static boolean decays(Denotation value) {
    return value instanceof ScheduleDenotation || Statics.number(value).orElse(0) > 0;
  }

  /** An optimizer `for` a storage takes no other; one without takes what is not binary (C8). */
  private static void demandStorage(OptimizerDenotation optimizer, List<Variable> parameters) {
    Declaration.External header = (Declaration.External) optimizer.symbol().declaration();
    Optional<String> wanted =
        header.promises().stream()
            .filter(p -> p.word().text().equals("for"))
            .map(p -> Source.text(p.value()))
            .findFirst();
    List<String> wrong =
        parameters.stream()
            .filter(
                v -> {
                  String storage = v.storage().name().toLowerCase(Locale.ROOT);
                  return wanted.map(w -> !w.equals(storage)).orElse(storage.equals("binary"));
                })
            .map(Variable::name)
            .toList();
    if (!wrong.isEmpty()) {
      throw new DiagnosticException(
          RecipeMessages.optimizerForOthers(
              optimizer.symbol().name(),
              wanted.orElse("real or latent"),
              wrong,
              optimizer.call().span()));
    }
  }
}
