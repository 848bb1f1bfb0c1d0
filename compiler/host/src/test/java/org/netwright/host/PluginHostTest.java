package org.netwright.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.FunctionDefinition;
import org.netwright.spi.definition.LayerDefinition;
import org.netwright.spi.definition.OptimizerDefinition;
import org.netwright.spi.definition.QuantizerDefinition;
import org.netwright.spi.definition.ScheduleDefinition;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;

/** What becomes of good, broken and hostile plugin jars. */
class PluginHostTest {
  private static final String GOOD =
      """
      public int level() { return LEVEL; }
      public void configure(Definitions definitions) {
        definitions.bind(FunctionDefinition.class, "twice", Twice.class);
      }
      public static class Twice implements FunctionDefinition {
        public List<Value> apply(GraphBuilder graph, Arguments arguments) { return List.of(); }
      }
      """;
  private static final String HEADER = "external fn twice(x: [S...]) -> [S...]\n";

  @TempDir static Path built;
  @TempDir Path folder;
  private PluginHost host;

  @BeforeAll
  static void aGoodPlugin() {
    good("good", "goods.Good").write(built.resolve("good.jar"));
  }

  /** Beside every broken jar lies a whole one, which must stay usable. */
  @BeforeEach
  void besideTheOthers() throws IOException {
    Files.copy(built.resolve("good.jar"), folder.resolve("a-good.jar"));
  }

  @AfterEach
  void close() throws IOException {
    if (host != null) {
      host.close();
    }
  }

  private static PluginJars good(String name, String className) {
    return PluginJars.plugin(className, name, GOOD).header(name, HEADER);
  }

  private static PluginJars withConfigure(String name, String body) {
    return PluginJars.plugin(
        "broken.Broken",
        name,
        "public int level() { return LEVEL; } public void configure(Definitions d) { "
            + body
            + " } public static class Twice implements FunctionDefinition { public List<Value>"
            + " apply(GraphBuilder graph, Arguments arguments) { return List.of(); } }");
  }

  private List<Diagnostic> load() {
    host =
        PluginHost.load(
            new PluginPlaces(false, List.of(folder), List.of()),
            LibraryUnits.none(),
            new ParsedHeaders());
    assertThat(host.definition(FunctionDefinition.class, "good", "twice")).isPresent();
    return host.diagnostics();
  }

  private void refused(String code, String... words) {
    List<Diagnostic> diagnostics = load();
    assertThat(host.plugins()).extracting(LoadedPlugin::name).containsExactly("good");
    assertThat(diagnostics).hasSize(1);
    Diagnostic diagnostic = diagnostics.get(0);
    assertThat(diagnostic.code()).isEqualTo(code);
    assertThat(diagnostic.isError()).isTrue();
    assertThat(diagnostic.message()).contains("broken.jar").contains(words);
    assertThat(diagnostic.hint()).isPresent();
  }

  private Path broken() {
    return folder.resolve("broken.jar");
  }

  @Test
  void aPluginIsKnownByNameVersionAndHash() throws IOException {
    assertThat(load()).isEmpty();
    LoadedPlugin plugin = host.plugins().get(0);
    assertThat(plugin.name()).isEqualTo("good");
    assertThat(plugin.version()).isEqualTo("1.2");
    assertThat(plugin.sha256()).matches("[0-9a-f]{64}");
    byte[] bytes = Files.readAllBytes(folder.resolve("a-good.jar"));
    bytes[bytes.length - 1] ^= 1;
    Files.write(folder.resolve("other.bin"), bytes);
    assertThat(Fingerprint.of(folder.resolve("other.bin"))).isNotEqualTo(plugin.sha256());
    assertThat(host.headers().get(0).text()).isEqualTo(HEADER);
    assertThat(host.headers().get(0).file()).endsWith("a-good.jar!/META-INF/netwright/good.net");
  }

  @Test
  void aDefinitionIsMadeOnce() {
    load();
    assertThat(host.definition(FunctionDefinition.class, "good", "twice"))
        .containsSame(host.definition(FunctionDefinition.class, "good", "twice").orElseThrow());
    assertThat(host.definition(ScheduleDefinition.class, "good", "twice")).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "good", "thrice")).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "nobody", "twice")).isEmpty();
  }

  @Test
  void pluginsAreSortedByNameWhateverTheirJarsAreCalled() {
    good("zebra", "z.Z").write(folder.resolve("0.jar"));
    good("ant", "a.A").write(folder.resolve("9.jar"));
    assertThat(load()).isEmpty();
    assertThat(host.headers()).extracting("plugin").containsExactly("ant", "good", "zebra");
  }

  @Test
  void twoPluginsBundleDifferentVersionsOfOneLibrary() {
    for (String version : List.of("one", "two")) {
      String body =
          """
          public int level() { return LEVEL; }
          public void configure(Definitions d) {
            d.bind(FunctionDefinition.class, "f", F.class);
          }
          public static class F implements FunctionDefinition {
            public List<Value> apply(GraphBuilder g, Arguments a) { return List.of(); }
            public String toString() { return shared.Library.version(); }
          }
          """;
      PluginJars.plugin("p" + version + ".P", version, body)
          .source(
              "shared.Library",
              "package shared; public class Library { public static String version() { return \""
                  + version
                  + "\"; } }")
          .header(version, "external fn f(x: [S...]) -> [S...]\n")
          .write(folder.resolve(version + ".jar"));
    }
    assertThat(load()).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "one", "f").orElseThrow())
        .hasToString("one");
    assertThat(host.definition(FunctionDefinition.class, "two", "f").orElseThrow())
        .hasToString("two");
  }

  @Test
  void aDefinitionGetsWhatTheModulesOfItsPluginBind() {
    String body =
        """
        public int level() { return LEVEL; }
        public void configure(Definitions d) {
          d.bind(FunctionDefinition.class, "f", F.class);
          d.install((com.google.inject.Module) binder ->
              binder.bind(String.class).toInstance("injected"));
        }
        public static class F implements FunctionDefinition {
          private final String text;
          @jakarta.inject.Inject public F(String text) { this.text = text; }
          public List<Value> apply(GraphBuilder g, Arguments a) { return List.of(); }
          public String toString() { return text; }
        }
        """;
    PluginJars.plugin("p.P", "p", body)
        .header("p", "external fn f(x: [S...]) -> [S...]\n")
        .write(folder.resolve("p.jar"));
    assertThat(load()).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "p", "f").orElseThrow())
        .hasToString("injected");
  }

  @Test
  void aDefinitionMayAskForAClassOfItsPluginWithoutAnyModule() {
    String body =
        """
        public int level() { return LEVEL; }
        public void configure(Definitions d) {
          d.bind(FunctionDefinition.class, "f", F.class);
          d.bind(FunctionDefinition.class, "g", G.class);
        }
        public static class Word {
          public String toString() { return "made"; }
        }
        public static class F implements FunctionDefinition {
          @jakarta.inject.Inject Word word;
          public List<Value> apply(GraphBuilder g, Arguments a) { return List.of(); }
          public String toString() { return "field " + word; }
        }
        public static class G implements FunctionDefinition {
          private final Word word;
          @com.google.inject.Inject G(Word word) { this.word = word; }
          public List<Value> apply(GraphBuilder g, Arguments a) { return List.of(); }
          public String toString() { return "constructor " + word; }
        }
        """;
    PluginJars.plugin("p.P", "p", body)
        .header("p", "external fn f(x: [S...]) -> [S...]\nexternal fn g(x: [S...]) -> [S...]\n")
        .write(folder.resolve("p.jar"));
    assertThat(load()).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "p", "f").orElseThrow())
        .hasToString("field made");
    assertThat(host.definition(FunctionDefinition.class, "p", "g").orElseThrow())
        .hasToString("constructor made");
  }

  @Test
  void aPluginDoesNotSeeTheLibrariesOfTheHost() {
    String body =
        """
        public int level() { return LEVEL; }
        public void configure(Definitions d) {
          try {
            Class.forName("org.netwright.host.PluginHost");
          } catch (ClassNotFoundException e) {
            throw new IllegalStateException("out of sight");
          }
        }
        """;
    PluginJars.plugin("p.P", "p", body).header("p", "").write(broken());
    refused("NW505", "out of sight");
  }

  @Test
  void aCutJar() throws IOException {
    byte[] whole = Files.readAllBytes(folder.resolve("a-good.jar"));
    Files.write(broken(), Arrays.copyOf(whole, whole.length / 2));
    refused("NW501", "cannot be read");
  }

  @Test
  void anEmptyFile() throws IOException {
    Files.createFile(broken());
    refused("NW501", "cannot be read");
  }

  @Test
  void aDamagedClass() throws IOException {
    new PluginJars()
        .entry(PluginJars.SERVICE, "broken.Broken")
        .entry("broken/Broken.class", new byte[] {1, 2, 3})
        .write(broken());
    refused("NW505", "broken.Broken", "ClassFormatError");
  }

  @Test
  void aJarWithoutTheService() {
    new PluginJars().entry("readme.txt", "hello").write(broken());
    refused("NW502", "is no plugin");
  }

  @Test
  void aServiceThatNamesNoClass() {
    new PluginJars().entry(PluginJars.SERVICE, "broken.Gone").write(broken());
    refused("NW503", "broken.Gone");
  }

  @Test
  void aServiceThatNamesAnotherClass() {
    new PluginJars()
        .source("broken.Broken", "package broken; public class Broken {}")
        .entry(PluginJars.SERVICE, "broken.Broken")
        .write(broken());
    refused("NW503", "no NetwrightPlugin");
  }

  @Test
  void aPluginWhoseConstructorNeedsSomething() {
    PluginJars.plugin(
            "broken.Broken",
            "broken",
            "public Broken(int x) {} public int level() { return LEVEL; } public void"
                + " configure(Definitions d) {}")
        .write(broken());
    refused("NW503", "constructor");
  }

  @Test
  void aPluginForAnotherLevel() {
    PluginJars.plugin(
            "broken.Broken",
            "broken",
            "public int level() { return 99; } public void configure(Definitions d) {}")
        .write(broken());
    refused("NW504", "99");
  }

  @Test
  void anExceptionInTheConstructor() {
    PluginJars.plugin(
            "broken.Broken",
            "broken",
            "public Broken() { throw new IllegalStateException(\"no licence\"); } public int level()"
                + " { return LEVEL; } public void configure(Definitions d) {}")
        .write(broken());
    refused("NW505", "no licence");
  }

  @Test
  void anExceptionInTheStaticInitializer() {
    PluginJars.plugin(
            "broken.Broken",
            "broken",
            "static final int X = Integer.parseInt(\"x\"); public int level() { return LEVEL; }"
                + " public void configure(Definitions d) {}")
        .write(broken());
    refused("NW505", "NumberFormatException");
  }

  @Test
  void anExceptionWhileItBinds() {
    withConfigure("broken", "throw new IllegalStateException(\"half way\");")
        .header("broken", "")
        .write(broken());
    refused("NW505", "half way");
  }

  @Test
  void aClassThatIsNotInTheJar() throws IOException {
    Path whole = folder.resolve("whole.tmp");
    withConfigure("broken", "new Twice();").header("broken", "").write(whole);
    try (java.util.jar.JarFile jar = new java.util.jar.JarFile(whole.toFile())) {
      PluginJars cut = new PluginJars();
      for (String name : List.of(PluginJars.SERVICE, "broken/Broken.class")) {
        cut.entry(name, jar.getInputStream(jar.getEntry(name)).readAllBytes());
      }
      cut.header("broken", "").write(broken());
    }
    refused("NW505", "Twice");
  }

  @Test
  void aJarThatBundlesTheInterface() {
    good("broken", "broken.Broken")
        .entry("org/netwright/spi/graph/Value.class", new byte[] {0})
        .write(broken());
    refused("NW506", "org/netwright/spi/graph/Value.class");
  }

  @Test
  void aJarThatBundlesGuiceIsUsedWithAWarning() {
    good("warned", "w.W")
        .entry("com/google/inject/Guice.class", new byte[] {0})
        .write(folder.resolve("warned.jar"));
    List<Diagnostic> diagnostics = load();
    assertThat(host.plugins()).hasSize(2);
    assertThat(diagnostics).hasSize(1);
    assertThat(diagnostics.get(0).isError()).isFalse();
    assertThat(diagnostics.get(0).message()).contains("warned.jar", "com.google.inject");
  }

  @Test
  void twoPluginsOfOneName() {
    good("good", "other.Other").write(broken());
    refused("NW508", "a-good.jar", "the first is used");
  }

  @Test
  void aNameThatCannotBeWritten() {
    good("Broken-1", "broken.Broken").write(broken());
    refused("NW509", "Broken-1");
  }

  @Test
  void aPluginWithoutHeader() {
    PluginJars.plugin("broken.Broken", "broken", GOOD).write(broken());
    refused("NW510", "META-INF/netwright/broken.net");
  }

  @Test
  void aHeaderThatDoesNotParse() {
    withConfigure("broken", "").header("broken", "external fn (\n").write(broken());
    List<Diagnostic> diagnostics = load();
    assertThat(host.plugins()).hasSize(1);
    assertThat(diagnostics).isNotEmpty();
    assertThat(diagnostics.get(0).code()).startsWith("NW1");
    assertThat(diagnostics.get(0).span().file()).contains("broken.jar");
    assertThat(diagnostics.get(0).span().line()).isEqualTo(1);
  }

  @Test
  void aDeclarationThatIsNotBound() {
    withConfigure("broken", "").header("broken", HEADER).write(broken());
    refused("NW511", "fn twice");
  }

  @Test
  void aBindingThatIsNotDeclared() {
    withConfigure("broken", "d.bind(FunctionDefinition.class, \"twice\", Twice.class);")
        .header("broken", "")
        .write(broken());
    refused("NW512", "fn twice");
  }

  @Test
  void aBindingOfAnotherKind() {
    withConfigure("broken", "d.bind(FunctionDefinition.class, \"twice\", Twice.class);")
        .header("broken", "external schedule twice(start: float)\n")
        .write(broken());
    refused("NW513", "schedule twice", "twice as fn");
  }

  @Test
  void aNameBoundTwice() {
    withConfigure(
            "broken",
            "d.bind(FunctionDefinition.class, \"twice\", Twice.class)"
                + ".bind(FunctionDefinition.class, \"twice\", new Twice());")
        .header("broken", HEADER)
        .write(broken());
    refused("NW514", "fn twice");
  }

  @Test
  void aNameDeclaredTwice() {
    withConfigure("broken", "d.bind(FunctionDefinition.class, \"twice\", Twice.class);")
        .header("broken", HEADER + HEADER)
        .write(broken());
    refused("NW515", "fn twice");
    assertThat(host.diagnostics().get(0).related()).hasSize(1);
  }

  @Test
  void oneNameMayStandForTwoKinds() {
    withConfigure(
            "both",
            "d.bind(FunctionDefinition.class, \"twice\", Twice.class)"
                + ".bind(ScheduleDefinition.class, \"twice\", (g, a, c) -> c.step());")
        .header("both", HEADER + "external schedule twice(start: float)\n")
        .write(folder.resolve("both.jar"));
    assertThat(load()).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "both", "twice")).isPresent();
    assertThat(host.definition(ScheduleDefinition.class, "both", "twice")).isPresent();
  }

  @Test
  void aKindThatThisLevelDoesNotKnow() {
    withConfigure("broken", "").header("broken", "external tokenizer words()\n").write(broken());
    refused("NW516", "tokenizer", "broken.jar");
  }

  @Test
  void aBindingAsSomethingElse() {
    withConfigure("broken", "d.bind(Runnable.class, \"run\", () -> {});")
        .header("broken", "")
        .write(broken());
    refused("NW516", "java.lang.Runnable");
  }

  @Test
  void aModuleThatIsNone() {
    withConfigure("broken", "d.install(\"a module\");").header("broken", "").write(broken());
    refused("NW517", "java.lang.String");
  }

  @Test
  void aDefinitionThatCannotBeMadeFailsWhenItIsUsedAndLeavesTheOthers() {
    String body =
        """
        public int level() { return LEVEL; }
        public void configure(Definitions d) {
          d.bind(FunctionDefinition.class, "bad", Bad.class);
          d.bind(FunctionDefinition.class, "fine", Fine.class);
        }
        public static class Bad implements FunctionDefinition {
          public Bad() { throw new IllegalStateException("cannot be made"); }
          public List<Value> apply(GraphBuilder g, Arguments a) { return List.of(); }
        }
        public static class Fine implements FunctionDefinition {
          public List<Value> apply(GraphBuilder g, Arguments a) { return List.of(); }
        }
        """;
    PluginJars.plugin("p.P", "p", body)
        .header("p", "external fn bad(x: [S...])\nexternal fn fine(x: [S...])\n")
        .write(folder.resolve("p.jar"));
    assertThat(load()).isEmpty();
    assertThat(host.definition(FunctionDefinition.class, "p", "fine")).isPresent();
    assertThatThrownBy(() -> host.definition(FunctionDefinition.class, "p", "bad"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("p.jar")
        .hasMessageContaining("fn bad")
        .hasMessageContaining("cannot be made");
  }

  @Test
  void modulesThatContradictEachOtherAreAMistakeOfThePlugin() {
    withConfigure(
            "p",
            "d.bind(FunctionDefinition.class, \"twice\", Twice.class);"
                + "d.install((com.google.inject.Module) b -> b.bind(String.class).toInstance(\"a\"));"
                + "d.install((com.google.inject.Module) b -> b.bind(String.class).toInstance(\"b\"));")
        .header("p", HEADER)
        .write(folder.resolve("p.jar"));
    assertThat(load()).isEmpty();
    assertThatThrownBy(() -> host.definition(FunctionDefinition.class, "p", "twice"))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("p.jar")
        .hasMessageContaining("Guice");
  }

  @Test
  void aFolderThatIsNotThere() {
    host =
        PluginHost.load(
            new PluginPlaces(false, List.of(folder.resolve("gone")), List.of()),
            LibraryUnits.none(),
            new ParsedHeaders());
    assertThat(host.diagnostics()).extracting(Diagnostic::code).containsExactly("NW501");
    assertThat(host.headers()).isEmpty();
    assertThat(host.definition(OptimizerDefinition.class, "good", "twice")).isEmpty();
  }

  @Test
  void aSingleJarMayBeGiven() {
    host =
        PluginHost.load(
            new PluginPlaces(false, List.of(), List.of(folder.resolve("a-good.jar"))),
            LibraryUnits.none(),
            new ParsedHeaders());
    assertThat(host.diagnostics()).isEmpty();
    assertThat(host.plugins()).hasSize(1);
  }

  @Test
  void layersAndQuantizersAreKindsLikeAnyOther() {
    PluginJars.plugin(
            "owners.Owners",
            "owners",
            """
            public int level() { return LEVEL; }
            public void configure(Definitions definitions) {
              definitions.bind(LayerDefinition.class, "Same", Same.class)
                  .bind(QuantizerDefinition.class, "Kept", Kept.class);
            }
            public static class Same implements LayerDefinition {
              public List<Value> apply(GraphBuilder graph, Arguments arguments, LayerOwner owner) {
                return List.of(arguments.tensor("x"));
              }
            }
            public static class Kept implements QuantizerDefinition {
              public Value quantize(GraphBuilder graph, Arguments arguments, LayerOwner owner) {
                return arguments.tensor("x");
              }
            }
            """)
        .header(
            "owners",
            "external layer Same()(x: [S...]) -> [S...]\n"
                + "external quantizer Kept()(x: [S...]) -> [S...] bits 1\n")
        .write(folder.resolve("owners.jar"));
    assertThat(load()).isEmpty();
    assertThat(host.definition(LayerDefinition.class, "owners", "Same")).isPresent();
    assertThat(host.definition(QuantizerDefinition.class, "owners", "Kept")).isPresent();
  }
}
