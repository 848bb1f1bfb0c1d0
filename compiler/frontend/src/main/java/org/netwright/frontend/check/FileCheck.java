package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.check.CheckMemory.Way;
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
  private final ShapeLog shapes;
  private final CheckMemory memory;
  private final Findings findings = new Findings();
  private final Set<Declaration> reached = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, ModelProgram> models = new HashMap<>();
  private final List<CheckedPart.Notes> notes = new ArrayList<>();

  FileCheck(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      ShapeLog shapes,
      CheckMemory memory) {
    this.program = program;
    this.catalog = catalog;
    this.limits = limits;
    this.shapes = shapes;
    this.memory = memory;
  }

  List<Diagnostic> run() {
    List<Symbol> declared = List.copyOf(program.mainSpace().declared());
    for (Symbol symbol : declared) {
      if (Compilation.isModel(symbol.declaration())) {
        part(symbol.declaration(), Way.MODEL, (found, come) -> model(symbol, found, come));
      }
    }
    for (Symbol symbol : declared) {
      if (symbol.declaration() instanceof Declaration.Recipe) {
        part(symbol.declaration(), Way.RECIPE, (found, come) -> recipe(symbol, found, come));
      }
    }
    for (Declaration.Test test : TestElaboration.of(program.main().tree().declarations())) {
      part(test, Way.TEST, (found, come) -> test(test, found, come));
    }
    for (Symbol symbol : declared) {
      if (!reached.contains(symbol.declaration())) {
        part(symbol.declaration(), Way.OPEN, (found, come) -> open(symbol, found, come));
      }
    }
    return findings.sorted();
  }

  /** The check of one declaration. */
  private interface Work {
    Optional<ModelProgram> of(Findings found, Reached come);
  }

  private void part(Declaration declaration, Way way, Work work) {
    CheckedPart part =
        memory.part(
            program,
            declaration,
            way,
            recorder -> {
              Findings found = new Findings();
              Reached come = new Reached(recorder);
              Optional<ModelProgram> model = work.of(found, come);
              return new CheckedPart(found.sorted(), come.declarations(), come.notes(), model);
            });
    part.diagnostics().forEach(findings::add);
    reached.addAll(part.reached());
    notes.add(part.notes());
    part.model().ifPresent(model -> models.put(model.name(), model));
  }

  private Optional<ModelProgram> model(Symbol symbol, Findings found, Reached come) {
    List<ModelProgram> made = new ArrayList<>();
    if (new ModelElaboration(elaborator(found, come, false)).isConcrete(symbol)) {
      Elaborator elaborator = elaborator(found, come, false);
      elaborator.guarded(
          () -> {
            made.add(new ModelElaboration(elaborator).program(symbol, List.of(), List.of()));
            return Denotations.NONE;
          });
    }
    return made.stream().findFirst();
  }

  private Optional<ModelProgram> recipe(Symbol symbol, Findings found, Reached come) {
    Compilation.recipe(
        program, catalog, limits, found, come, symbol, RecipeOptions.NONE, true, shapes);
    return Optional.empty();
  }

  private Optional<ModelProgram> test(Declaration.Test test, Findings found, Reached come) {
    new TestElaboration(elaborator(found, come, false), test, Optional.empty()).run();
    return Optional.empty();
  }

  private Optional<ModelProgram> open(Symbol symbol, Findings found, Reached come) {
    new ModelElaboration(elaborator(found, come, true)).open(symbol);
    return Optional.empty();
  }

  /** What is legal and most likely not meant; asked for once the file is checked. */
  List<Diagnostic> advice() {
    Set<Diagnostic> advice = new LinkedHashSet<>();
    notes.forEach(n -> advice.addAll(n.advice()));
    if (!findings.hasErrors() && !program.hasErrors()) {
      String file = program.main().file();
      UnusedNames unused = new UnusedNames(program.texts().getOrDefault(file, ""));
      notes.forEach(n -> unused.addGiven(file, n.given()));
      unused.addImports(program.main().tree().declarations());
      unused.addArguments(program.main().tree().declarations());
      advice.addAll(unused.diagnostics());
    }
    return Findings.sorted(List.copyOf(advice));
  }

  /** For which sizes open layers and models hold; each is elaborated once more for it. */
  List<SizeRequirement> requirements() {
    return program.mainSpace().declared().stream().flatMap(s -> requirement(s).stream()).toList();
  }

  /** The same of one declaration; empty for what has no open sizes. */
  Optional<SizeRequirement> requirement(Symbol symbol) {
    if (!symbol.isConstructor() || models.containsKey(symbol.name())) {
      return Optional.empty();
    }
    Findings found = new Findings();
    Elaborator elaborator = new Elaborator(program, catalog, limits, found, new Reached(), 0, true);
    new ModelElaboration(elaborator).open(symbol);
    return found.hasErrors()
        ? Optional.empty()
        : new SizeQuestions(symbol, elaborator.sizes).requirement();
  }

  /** The models as they are with their defaults; of no use when anything was found wrong. */
  Map<String, ModelProgram> models() {
    return models;
  }

  private Elaborator elaborator(Findings found, Reached come, boolean open) {
    return new Elaborator(program, catalog, limits, found, come, 0, open).telling(shapes);
  }
}
