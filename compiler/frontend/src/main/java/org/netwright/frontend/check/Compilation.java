package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.CompilerStack;
import org.netwright.frontend.Limits;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.parse.ParsedValue;
import org.netwright.frontend.parse.Parser;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.program.TestResult;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * A resolved file whose declarations were each elaborated once, and can be again with overrides.
 */
public final class Compilation implements CompiledFile {
  private final ResolvedProgram program;
  private final Catalog catalog;
  private final Limits limits;
  private final List<Diagnostic> diagnostics;

  /** Those that the check has elaborated, when it found no error. */
  private final Map<String, ModelProgram> checked;

  private final FileCheck check;

  private Compilation(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      List<Diagnostic> diagnostics,
      FileCheck check) {
    this.program = program;
    this.catalog = catalog;
    this.limits = limits;
    this.diagnostics = List.copyOf(diagnostics);
    boolean wrong = diagnostics.stream().anyMatch(Diagnostic::isError);
    this.checked = wrong ? Map.of() : Map.copyOf(check.models());
    this.check = check;
  }

  /** Elaborates every declaration of the file once, unless its syntax is broken. */
  public static Compilation check(ResolvedProgram program, Catalog catalog, Limits limits) {
    return check(program, catalog, limits, ShapeLog.NONE, CheckMemory.NONE);
  }

  /** As above, and tells the shape of every expression on the way. */
  public static Compilation check(
      ResolvedProgram program, Catalog catalog, Limits limits, ShapeLog shapes) {
    return check(program, catalog, limits, shapes, CheckMemory.NONE);
  }

  /**
   * The same, with declarations that were checked before.
   *
   * @param memory is asked for each declaration
   */
  public static Compilation check(
      ResolvedProgram program, Catalog catalog, Limits limits, CheckMemory memory) {
    return check(program, catalog, limits, ShapeLog.NONE, memory);
  }

  private static Compilation check(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      ShapeLog shapes,
      CheckMemory memory) {
    return CompilerStack.on(limits, () -> checked(program, catalog, limits, shapes, memory));
  }

  private static Compilation checked(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      ShapeLog shapes,
      CheckMemory memory) {
    List<Diagnostic> found = new ArrayList<>(program.diagnostics());
    FileCheck check = new FileCheck(program, catalog, limits, shapes, memory);
    if (!program.isBroken()) {
      found.addAll(check.run());
    }
    return new Compilation(program, catalog, limits, Findings.sorted(found), check);
  }

  @Override
  public String file() {
    return program.main().file();
  }

  @Override
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  @Override
  public Map<String, String> texts() {
    return program.texts();
  }

  @Override
  public List<Diagnostic> advice() {
    return CompilerStack.on(limits, check::advice);
  }

  @Override
  public List<SizeRequirement> requirements() {
    return diagnostics.stream().anyMatch(Diagnostic::isError)
        ? List.of()
        : CompilerStack.on(limits, check::requirements);
  }

  @Override
  public Optional<SizeRequirement> requirement(String declaration) {
    return diagnostics.stream().anyMatch(Diagnostic::isError)
        ? Optional.empty()
        : program.mainSpace().declared(declaration).flatMap(check::requirement);
  }

  @Override
  public List<String> models() {
    return names(Compilation::isModel);
  }

  @Override
  public List<String> recipes() {
    return names(d -> d instanceof Declaration.Recipe);
  }

  private List<String> names(Predicate<Declaration> kind) {
    return program.mainSpace().declared().stream()
        .filter(s -> kind.test(s.declaration()))
        .map(Symbol::name)
        .toList();
  }

  static boolean isModel(Declaration declaration) {
    return declaration instanceof Declaration.Layer layer && layer.model()
        || declaration instanceof Declaration.Preset preset && preset.model();
  }

  @Override
  public List<String> tests() {
    return program.main().tree().declarations().stream()
        .filter(d -> d instanceof Declaration.Test)
        .map(d -> ((Declaration.Test) d).name().text())
        .toList();
  }

  @Override
  public ModelProgram model(String name, Map<String, String> set, Optional<List<Long>> input) {
    ModelProgram known = checked.get(name);
    if (known != null && set.isEmpty() && input.isEmpty()) {
      return known;
    }
    return model(name, set, input, ShapeLog.NONE);
  }

  @Override
  public ModelProgram model(
      String name, Map<String, String> set, Optional<List<Long>> input, ShapeLog shapes) {
    return CompilerStack.on(limits, () -> elaborated(name, set, input, shapes));
  }

  private ModelProgram elaborated(
      String name, Map<String, String> set, Optional<List<Long>> input, ShapeLog shapes) {
    Symbol symbol = declared(name, d -> isModel(d) || d instanceof Declaration.Layer);
    Findings findings = new Findings();
    Elaborator elaborator =
        new Elaborator(program, catalog, limits, findings, new Reached(), 0, false).telling(shapes);
    ModelProgram made =
        new ModelElaboration(elaborator)
            .program(symbol, overrides(set, elaborator), input.map(List::of).orElse(List.of()));
    demandClean(findings);
    return made;
  }

  private Symbol declared(String name, Predicate<Declaration> kind) {
    program
        .mainSpace()
        .declared(name)
        .filter(s -> s.declaration() instanceof Declaration.Sweep)
        .ifPresent(
            s -> {
              throw new DiagnosticException(StepMessages.sweepNotRun(name, s.place()));
            });
    return program
        .mainSpace()
        .declared(name)
        .filter(s -> kind.test(s.declaration()))
        .orElseThrow(
            () -> new DiagnosticException(StepMessages.notInFile(name, file(), names(kind))));
  }

  /** Names that mean nothing spoil every elaboration of the file. */
  private void demandClean(Findings findings) {
    List<Diagnostic> wrong = new ArrayList<>(findings.errors());
    program.diagnostics().stream().filter(Diagnostic::isError).forEach(wrong::add);
    if (!wrong.isEmpty()) {
      throw new DiagnosticException(Findings.sorted(wrong));
    }
  }

  /** Overrides of hyperparameters, each a value in the language. */
  static List<Given> overrides(Map<String, String> set, Elaborator elaborator) {
    Scope top = elaborator.topScope(elaborator.program.main());
    List<Given> given = new ArrayList<>();
    set.forEach(
        (name, text) -> {
          ParsedValue value = Parser.parseExpression("--set " + name, text);
          if (value.value().isEmpty()) {
            throw new DiagnosticException(value.diagnostics());
          }
          Span span = value.value().get().span();
          given.add(
              new Given(
                  Optional.of(new Name(name, span)),
                  value.value(),
                  Optional.empty(),
                  Optional.of(top),
                  span));
        });
    return given;
  }

  @Override
  public <T> NamedDefinition<T> named(WantedKind<T> wanted, String option, String text) {
    return CompilerStack.on(
        limits,
        () -> {
          Findings findings = new Findings();
          Elaborator elaborator =
              new Elaborator(program, catalog, limits, findings, new Reached(), 0, false);
          NamedDefinition<T> found = new NamedCall<>(elaborator, wanted, option).of(text);
          demandClean(findings);
          return found;
        });
  }

  @Override
  public RecipeProgram recipe(String name, RecipeOptions options) {
    return recipe(name, options, ShapeLog.NONE);
  }

  @Override
  public RecipeProgram recipe(String name, RecipeOptions options, ShapeLog shapes) {
    return CompilerStack.on(limits, () -> elaborated(name, options, shapes));
  }

  private RecipeProgram elaborated(String name, RecipeOptions options, ShapeLog shapes) {
    Symbol symbol = declared(name, d -> d instanceof Declaration.Recipe);
    Findings findings = new Findings();
    Optional<RecipeProgram> made =
        recipe(program, catalog, limits, findings, new Reached(), symbol, options, false, shapes);
    demandClean(findings);
    return made.orElseThrow(
        () -> new IllegalStateException("a recipe without mistakes has no program"));
  }

  /** Elaborates a recipe, again whenever a size of its data becomes known on the way. */
  static Optional<RecipeProgram> recipe(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      Findings findings,
      Reached reached,
      Symbol symbol,
      RecipeOptions options,
      boolean checking,
      ShapeLog shapes) {
    Knowledge knowledge = new Knowledge();
    if (!checking && options.facts().isYielding()) {
      // what the program relies on goes before what is made up
      recipe(
          program,
          catalog,
          limits,
          new Findings(),
          reached,
          symbol,
          options,
          knowledge,
          true,
          shapes);
    }
    return recipe(
        program, catalog, limits, findings, reached, symbol, options, knowledge, checking, shapes);
  }

  private static Optional<RecipeProgram> recipe(
      ResolvedProgram program,
      Catalog catalog,
      Limits limits,
      Findings findings,
      Reached reached,
      Symbol symbol,
      RecipeOptions options,
      Knowledge knowledge,
      boolean checking,
      ShapeLog shapes) {
    while (true) {
      Findings found = new Findings();
      Elaborator elaborator =
          new Elaborator(
                  program, catalog, limits, found, reached, RecipeOverrides.seed(options), false)
              .telling(shapes);
      elaborator.facts.answer(knowledge.sizes(), options.facts(), checking);
      try {
        Optional<RecipeProgram> made =
            new RecipeElaboration(elaborator, symbol, options, knowledge).run(checking);
        findings.addAll(found);
        return made;
      } catch (FreeSize size) {
        knowledge.learn(size);
      } catch (UnseenVariables unseen) {
        knowledge.learn(unseen);
      } catch (DiagnosticException mistake) {
        mistake.diagnostics().forEach(found::add);
        findings.addAll(found);
        return Optional.empty();
      }
    }
  }

  @Override
  public List<TestResult> runTests(Optional<NumberRunner> numbers) {
    return CompilerStack.on(limits, () -> results(numbers));
  }

  private List<TestResult> results(Optional<NumberRunner> numbers) {
    List<TestResult> results = new ArrayList<>();
    for (Declaration.Test test : TestElaboration.of(program.main().tree().declarations())) {
      Findings findings = new Findings();
      Elaborator elaborator =
          new Elaborator(program, catalog, limits, findings, new Reached(), 0, false);
      TestResult result = new TestElaboration(elaborator, test, numbers).run();
      results.add(findings.hasErrors() ? broken(result, findings) : result);
    }
    return results;
  }

  /** A test that could not be elaborated fails with what is wrong in it. */
  private static TestResult broken(TestResult result, Findings findings) {
    List<TestResult.Failure> failures = new ArrayList<>(result.failures());
    Findings.sorted(findings.errors())
        .forEach(d -> failures.add(new TestResult.Failure(d.message(), d.span())));
    return new TestResult(result.name(), false, failures, result.place());
  }
}
