package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.frontend.check.Denotation.OptimizerDenotation;
import org.netwright.frontend.check.Denotation.RunDenotation;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.Holding;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** What a recipe and the runs in it come to together: one list of stages over one set of nets. */
final class RecipePlan {
  private final Elaborator elaborator;
  private final Knowledge knowledge;
  private final Map<String, HeldNet> nets = new LinkedHashMap<>();
  private final List<StagePlan> stages = new ArrayList<>();
  private final List<PlannedLoad> loads = new ArrayList<>();
  private final Map<List<Object>, OptimizerSlots> optimizers = new HashMap<>();
  private final Map<Symbol, Integer> slotNames = new HashMap<>();
  private final TrainedValues trained = new TrainedValues();
  private final Set<Variable> moved = new HashSet<>();
  private final Map<List<Object>, RunDenotation> runs = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> runNames = new HashSet<>();
  private final Set<Symbol> running = new HashSet<>();
  private final Map<Expression.Select, Selection> shared = new LinkedHashMap<>();
  private final List<NetUpdate> updates = new ArrayList<>();
  private boolean incomplete;

  RecipePlan(Elaborator elaborator, Knowledge knowledge) {
    this.elaborator = elaborator;
    this.knowledge = knowledge;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  /** A name that nothing else has: the one asked for, else with a number behind it. */
  String unique(String name) {
    String made = name;
    for (int i = 2; !taken.add(made); i++) {
      made = name + "_" + i;
    }
    return made;
  }

  // ---- hyperparameters that only a run gives a value to

  boolean isIncomplete() {
    return incomplete;
  }

  void leaveIncomplete() {
    incomplete = true;
  }

  // ---- nets

  void hold(HeldNet net) {
    nets.put(net.name(), net);
  }

  Optional<HeldNet> net(String name) {
    return Optional.ofNullable(nets.get(name));
  }

  Collection<HeldNet> nets() {
    return nets.values();
  }

  boolean isTrainedNet(String net) {
    HeldNet known = nets.get(net);
    return known != null && known.holding() == Holding.TRAINED;
  }

  /** Whether a variable belongs to a recipe itself, or to one that it runs. */
  boolean isOwn(Variable variable) {
    return variable.net().isEmpty() || runNames.contains(variable.net());
  }

  // ---- stages

  List<StagePlan> stages() {
    return stages;
  }

  void add(StagePlan stage) {
    stages.add(stage);
  }

  void moved(Set<Variable> parameters) {
    moved.addAll(parameters);
  }

  boolean isMoved(String net) {
    return moved.stream().anyMatch(v -> v.net().equals(net));
  }

  // ---- what fills nets

  void add(PlannedLoad load) {
    loads.add(load);
  }

  List<RecipeProgram.Load> loads() {
    return loads.stream().map(l -> l.load(stages)).toList();
  }

  // ---- runs

  /** A run of a recipe with equal arguments that was made before. */
  Optional<RunDenotation> run(Symbol symbol, Map<String, Denotation> arguments) {
    return Optional.ofNullable(runs.get(List.<Object>of(symbol, arguments)));
  }

  void run(Symbol symbol, Map<String, Denotation> arguments, RunDenotation run) {
    runs.put(List.of(symbol, arguments), run);
  }

  /** Does a run, which must not be inside itself. */
  <T> T running(Symbol recipe, String name, Span place, Supplier<T> work) {
    if (!running.add(recipe)) {
      throw new DiagnosticException(CompositionMessages.runsItself(recipe, place));
    }
    runNames.add(name);
    try {
      return work.get();
    } finally {
      running.remove(recipe);
    }
  }

  // ---- updates of nets

  void add(NetUpdate update) {
    updates.add(update);
  }

  /** Every update must have seen all of its two nets. */
  void demandUpdatesWhole() {
    updates.forEach(u -> u.demandWhole(this));
  }

  // ---- optimizers

  TrainedValues trained() {
    return trained;
  }

  /** Joins a select of a shared optimizer with what others of its statements asked of it. */
  void share(Selection selection) {
    Selection known = shared.putIfAbsent(selection.select(), selection);
    if (known != null) {
      known.join(selection);
    }
  }

  /** Each term of a shared optimizer has decided something somewhere. */
  void demandShared() {
    shared.values().forEach(Selection::demandComplete);
  }

  /**
   * The slots of an optimizer: one written in place is its statement's, one that a {@code let}
   * binds belongs to all who use it.
   */
  OptimizerSlots slots(OptimizerDenotation optimizer, Supplier<DeclaredSlots> declared) {
    return slots(optimizer.symbol(), optimizer.call(), optimizer.scope(), declared);
  }

  /** The slots of a link of a chain that keeps something from step to step. */
  OptimizerSlots slots(
      Symbol symbol, Expression.Call call, Scope scope, Supplier<DeclaredSlots> declared) {
    List<Object> key = List.of(call, scope.trainStage().orElse(scope));
    OptimizerSlots known = optimizers.get(key);
    if (known == null) {
      String name = Words.snake(symbol.name());
      int same = slotNames.merge(symbol, 1, Integer::sum);
      known =
          new OptimizerSlots(
              elaborator,
              trained,
              same == 1 ? name : name + "_" + same,
              declared.get(),
              call.span());
      optimizers.put(key, known);
    }
    return known;
  }
}
