package org.netwright.cli.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.cli.manual.LibraryText;
import org.netwright.cli.project.Project;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.catalog.Catalog;
import org.netwright.frontend.check.ShapeLog;
import org.netwright.frontend.program.Graph;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.SizeRequirement;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.TestResult;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** A compiler that finds in each file what the test says. */
final class FakeFrontEnd implements FrontEnd {
  private final List<Diagnostic> findings = new ArrayList<>();
  private final List<Diagnostic> ofPlugins = new ArrayList<>();
  private final List<String> models = new ArrayList<>();
  private final List<String> recipes = new ArrayList<>();
  private final List<TestResult> tests = new ArrayList<>();
  private final List<Plugin> plugins = new ArrayList<>();
  private RuntimeException broken = new IllegalStateException();
  private boolean isBroken;

  FakeFrontEnd finding(Diagnostic diagnostic) {
    findings.add(diagnostic);
    return this;
  }

  FakeFrontEnd findingInPlugins(Diagnostic diagnostic) {
    ofPlugins.add(diagnostic);
    return this;
  }

  FakeFrontEnd model(String name) {
    models.add(name);
    return this;
  }

  FakeFrontEnd recipe(String name) {
    recipes.add(name);
    return this;
  }

  FakeFrontEnd test(TestResult result) {
    tests.add(result);
    return this;
  }

  FakeFrontEnd plugin(Plugin plugin) {
    plugins.add(plugin);
    return this;
  }

  FakeFrontEnd breaking(RuntimeException with) {
    broken = with;
    isBroken = true;
    return this;
  }

  @Override
  public CompiledFile compile(String file, SourceLoader loader, Project project, ShapeLog shapes) {
    if (isBroken) {
      throw broken;
    }
    String text = loader.load(file).orElseThrow().text();
    return new FakeFile(file, text);
  }

  @Override
  public Catalog catalog() {
    return Catalog.EMPTY;
  }

  @Override
  public List<Plugin> plugins() {
    return plugins;
  }

  @Override
  public List<LibraryText> library() {
    return List.of(
        new LibraryText(
            "std.tiny",
            "",
            "std/tiny.net",
            "# A tiny unit.\n\n## Twice `x`.\nfn twice(x: [S...]) -> [S...] { 2 * x }\n"));
  }

  @Override
  public List<Diagnostic> pluginDiagnostics() {
    return ofPlugins;
  }

  @Override
  public void close() {}

  private final class FakeFile implements CompiledFile {
    private final String file;
    private final String text;

    FakeFile(String file, String text) {
      this.file = file;
      this.text = text;
    }

    @Override
    public String file() {
      return file;
    }

    @Override
    public List<Diagnostic> diagnostics() {
      return findings;
    }

    @Override
    public Map<String, String> texts() {
      return Map.of(file, text);
    }

    @Override
    public List<Diagnostic> advice() {
      return List.of();
    }

    @Override
    public List<SizeRequirement> requirements() {
      return List.of();
    }

    @Override
    public Optional<SizeRequirement> requirement(String declaration) {
      return Optional.empty();
    }

    @Override
    public <T> NamedDefinition<T> named(WantedKind<T> wanted, String option, String text) {
      throw new DiagnosticException(
          Diagnostic.error("NW657", new Span(option, 1, 1, 1, 2), "no plugin here"));
    }

    @Override
    public List<String> models() {
      return models;
    }

    @Override
    public List<String> recipes() {
      return recipes;
    }

    @Override
    public List<String> tests() {
      return tests.stream().map(TestResult::name).toList();
    }

    @Override
    public ModelProgram model(
        String name, Map<String, String> set, Optional<List<Long>> input, ShapeLog shapes) {
      return model(name, set, input);
    }

    /** A model of one kernel of 8 by 4, and a running mean that is no parameter. */
    @Override
    public ModelProgram model(String name, Map<String, String> set, Optional<List<Long>> input) {
      if (name.startsWith("Open")) {
        throw new DiagnosticException(
            Diagnostic.error("NW305", new Span(file, 1, 1, 1, 2), "`classes` has no value"));
      }
      StepGraph nothing =
          new StepGraph(
              "empty",
              List.of(),
              new LinkedHashMap<>(),
              new LinkedHashMap<>(),
              new LinkedHashMap<>(),
              List.of(),
              new Graph(List.of()));
      return new ModelProgram(
          name,
          List.of(
              variable("kernel", Variable.Kind.PARAMETER), variable("mean", Variable.Kind.STATE)),
          nothing,
          nothing,
          List.of());
    }

    private Variable variable(String path, Variable.Kind kind) {
      return new Variable(
          "",
          path,
          TensorType.f32(Shape.of(8, 4)),
          kind,
          "",
          Variable.Storage.REAL,
          new Span(file, 1, 1, 1, 2));
    }

    @Override
    public RecipeProgram recipe(String name, RecipeOptions options, ShapeLog shapes) {
      return recipe(name, options);
    }

    @Override
    public RecipeProgram recipe(String name, RecipeOptions options) {
      throw new DiagnosticException(
          Diagnostic.error("NW401", new Span(file, 1, 1, 1, 2), "a recipe that is only a name"));
    }

    @Override
    public List<TestResult> runTests(Optional<NumberRunner> numbers) {
      return tests;
    }
  }
}
