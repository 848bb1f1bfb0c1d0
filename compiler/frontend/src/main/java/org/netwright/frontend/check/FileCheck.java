package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The check of a whole file: what stands for itself is elaborated as it would run, the rest that
 * was not reached on the way with symbolic sizes.
 */
final class FileCheck {
  private final ResolvedProgram program;
  private final Catalog catalog;
  private final Limits limits;
  private final Findings findings = new Findings();
  private final Reached reached = new Reached();
  private final Map<String, ModelProgram> models = new HashMap<>();
  private final List<SizeRequirement> requirements = new ArrayList<>();

  FileCheck(ResolvedProgram program, Catalog catalog, Limits limits) {
    this.program = program;
    this.catalog = catalog;
    this.limits = limits;
  }

  List<Diagnostic> run() {
    List<Symbol> declared = List.copyOf(program.mainSpace().declared());
    declared.stream().filter(s -> Compilation.isModel(s.declaration())).forEach(this::model);
    for (Symbol symbol : declared) {
      if (symbol.declaration() instanceof Declaration.Recipe) {
        Compilation.recipe(
            program, catalog, limits, findings, reached, symbol, RecipeOptions.NONE, true);
      }
    }
    for (Declaration.Test test : TestElaboration.of(program.main().tree().declarations())) {
      new TestElaboration(elaborator(false), test, Optional.empty()).run();
    }
    declared.forEach(this::open);
    return findings.sorted();
  }

  /** What is legal and most likely not meant; asked for once the file is checked. */
  List<Diagnostic> advice() {
    List<Diagnostic> advice = new ArrayList<>(reached.advice());
    if (!findings.hasErrors() && !program.hasErrors()) {
      String file = program.main().file();
      UnusedNames unused = new UnusedNames(program.texts().getOrDefault(file, ""));
      unused.add(reached.given(file));
      unused.add(program.main().tree().declarations());
      advice.addAll(unused.diagnostics());
    }
    return Findings.sorted(advice);
  }

  private void model(Symbol symbol) {
    if (new ModelElaboration(elaborator(false)).isConcrete(symbol)) {
      Elaborator elaborator = elaborator(false);
      elaborator.guarded(
          () -> {
            models.put(
                symbol.name(),
                new ModelElaboration(elaborator).program(symbol, List.of(), List.of()));
            return Denotations.NONE;
          });
    }
  }

  /**
   * What was not reached is elaborated for its mistakes; what was reached with some sizes only for
   * what it asks of others.
   */
  private void open(Symbol symbol) {
    boolean known = reached.contains(symbol);
    if (known && (!symbol.isConstructor() || models.containsKey(symbol.name()))) {
      return;
    }
    Findings found = new Findings();
    Elaborator elaborator =
        new Elaborator(program, catalog, limits, found, known ? new Reached() : reached, 0, true);
    new ModelElaboration(elaborator).open(symbol);
    if (!known) {
      findings.addAll(found);
    }
    if (!found.hasErrors() && symbol.isConstructor()) {
      new SizeQuestions(symbol, elaborator.sizes).requirement().ifPresent(requirements::add);
    }
  }

  List<SizeRequirement> requirements() {
    return requirements;
  }

  /** The models as they are with their defaults; of no use when anything was found wrong. */
  Map<String, ModelProgram> models() {
    return models;
  }

  private Elaborator elaborator(boolean open) {
    return new Elaborator(program, catalog, limits, findings, reached, 0, open);
  }
}
