package org.netwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.cli.Golden;
import org.netwright.cli.command.CommandRun.Outcome;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/** What commands print and with which code they end, over a compiler that finds what it is told. */
class CommandTest {
  private static final Span PLACE = new Span("a.net", 1, 7, 1, 8);
  @TempDir private Path folder;
  private final FakeFrontEnd frontEnd = new FakeFrontEnd();

  @BeforeEach
  void twoFiles() throws IOException {
    Files.writeString(folder.resolve("a.net"), "model M()(x: [B, 8]) -> [B, 4] { x }\n");
    Files.writeString(folder.resolve("b.net"), "# nothing\n");
  }

  private CommandRun command() {
    return new CommandRun(folder, session -> frontEnd);
  }

  // ---- check

  @Test
  void aFileWithoutFindingsIsOkAndSaysWhatWasChecked() {
    frontEnd.model("M").model("OpenModel").recipe("R");
    Outcome outcome = command().run("check", "a.net");
    assertThat(outcome)
        .isEqualTo(
            new Outcome(
                0,
                "ok  a.net  2 models (parameters: M 32, OpenModel open), 1 recipe, 0 tests\n",
                ""));
  }

  @Test
  void findingsGoToStandardErrorAndExitWithOne() {
    frontEnd.finding(Diagnostic.error("NW201", PLACE, "there is no `M`"));
    Outcome outcome = command().run("check", "a.net");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("error NW201  there is no `M`\n  a.net:1:7\n");
  }

  @Test
  void aFindingOfTwoFilesIsShownOnce() {
    frontEnd.finding(Diagnostic.error("NW201", PLACE, "there is no `M`"));
    Outcome outcome = command().run("check", "a.net", "b.net");
    assertThat(outcome.err()).containsOnlyOnce("NW201");
  }

  @Test
  void warningsAreFindingsOnlyWhenStrict() {
    frontEnd.finding(Diagnostic.warning("NW202", PLACE, "`M` is not used"));
    assertThat(command().run("check", "a.net").exit()).isZero();
    assertThat(command().run("check", "--strict", "a.net").exit()).isEqualTo(1);
    assertThat(command().run("--strict", "check", "a.net").exit()).isEqualTo(1);
    assertThat(command().with("NETWRIGHT_STRICT", "true").run("check", "a.net").exit())
        .isEqualTo(1);
  }

  @Test
  void theProjectsSettingsCountUnlessTheEnvironmentOrAFlagSaysOtherwise() throws IOException {
    Files.writeString(folder.resolve("netwright.json"), "{\"strict\": true, \"format\": \"json\"}");
    frontEnd.finding(Diagnostic.warning("NW202", PLACE, "`M` is not used"));
    Outcome project = command().run("check", "a.net");
    assertThat(project.exit()).isEqualTo(1);
    assertThat(project.out()).startsWith("{\"format_version\":1");
    Outcome environment =
        command()
            .with("NETWRIGHT_STRICT", "false")
            .with("NETWRIGHT_FORMAT", "json")
            .run("check", "--format", "text", "a.net");
    assertThat(environment.exit()).isZero();
    assertThat(environment.out()).startsWith("ok  a.net");
  }

  @Test
  void theJsonOfACheckHasEveryKey() throws IOException {
    frontEnd.finding(
        Diagnostic.error("NW301", PLACE, "64 is not 32 — \u00e4")
            .with(new Related(new Span("b.net", 1, 1, 1, 3), "as here"))
            .with(Hint.of("write 32")));
    Outcome outcome = command().onTerminal().run("check", "--format", "json", "a.net");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out().chars().allMatch(c -> c < 128)).isTrue();
    JsonNode root = new ObjectMapper().readTree(outcome.out());
    assertThat(root.get("format_version").asInt()).isEqualTo(1);
    JsonNode diagnostic = root.get("diagnostics").get(0);
    assertThat(diagnostic.fieldNames())
        .toIterable()
        .containsExactly(
            "code",
            "severity",
            "message",
            "file",
            "line",
            "column",
            "end_line",
            "end_column",
            "hint",
            "related");
    assertThat(diagnostic.get("message").asText()).isEqualTo("64 is not 32 — \u00e4");
    assertThat(diagnostic.get("end_column").asInt()).isEqualTo(8);
    assertThat(diagnostic.get("related").get(0).get("file").asText()).isEqualTo("b.net");
  }

  @Test
  void theSarifOfACheckHasRulesPlacesAndFixes() throws IOException {
    frontEnd.finding(
        Diagnostic.error("NW201", PLACE, "nothing here is called `M`")
            .with(new Related(new Span("with blank.net", 3, 1, 3, 4), "declared here"))
            .with(Hint.of("did you mean `N`?", new Edit(PLACE, "N"))));
    frontEnd.finding(
        Diagnostic.warning("NW404", PLACE, "the loss does not reach it").with(Hint.of("look")));
    Outcome outcome = command().run("check", "--format", "sarif", "a.net");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).isEmpty();
    JsonNode sarif = new ObjectMapper().readTree(outcome.out());
    assertThat(sarif.get("version").asText()).isEqualTo("2.1.0");
    JsonNode run = sarif.get("runs").get(0);
    JsonNode rules = run.at("/tool/driver/rules");
    assertThat(rules.findValuesAsText("id")).containsExactly("NW201", "NW404");
    assertThat(rules.get(0).at("/help/markdown").asText()).startsWith("# NW201: ");
    assertThat(rules.get(0).at("/shortDescription/text").asText()).isNotBlank();
    JsonNode first = run.get("results").get(0);
    assertThat(first.get("ruleId").asText()).isEqualTo("NW201");
    assertThat(first.get("ruleIndex").asInt()).isZero();
    assertThat(first.get("level").asText()).isEqualTo("error");
    assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("a.net");
    assertThat(first.at("/locations/0/physicalLocation/region").toString())
        .isEqualTo("{\"startLine\":1,\"startColumn\":7,\"endLine\":1,\"endColumn\":8}");
    assertThat(first.at("/relatedLocations/0/physicalLocation/artifactLocation/uri").asText())
        .isEqualTo("with%20blank.net");
    assertThat(first.at("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text").asText())
        .isEqualTo("N");
    JsonNode second = run.get("results").get(1);
    assertThat(second.get("level").asText()).isEqualTo("warning");
    assertThat(second.get("ruleIndex").asInt()).isEqualTo(1);
    assertThat(second.at("/message/text").asText()).isEqualTo("the loss does not reach it; look");
    assertThat(second.has("fixes")).isFalse();
  }

  @Test
  void onlyACheckWritesSarif() {
    assertUsage(
        "only `check` writes SARIF",
        "use `--format text` or `--format json`",
        "plugin",
        "list",
        "--format=sarif");
  }

  // ---- explain

  @Test
  void thePageOfADiagnosticIsFoundByItsNumber() throws IOException {
    Outcome outcome = command().run("explain", "nw306");
    assertThat(outcome.exit()).isZero();
    Golden.assertMatches("explain-306.txt", outcome.out());
    JsonNode page =
        new ObjectMapper().readTree(command().run("explain", "306", "--format", "json").out());
    assertThat(page.get("code").asText()).isEqualTo("NW306");
    assertThat(page.get("format_version").asInt()).isEqualTo(1);
    assertThat(page.get("examples")).hasSize(2);
    assertThat(page.at("/examples/0/wrong").asBoolean()).isTrue();
    assertThat(page.at("/examples/1/wrong").asBoolean()).isFalse();
  }

  @Test
  void anUnknownCodeNamesTheNearest() {
    assertUsage(
        "there is no diagnostic NW212",
        "the nearest are NW211 (a function cannot own parameters), "
            + "NW213 (`fresh` stands in no `recur`), NW210 (the pattern matches no path)",
        "explain",
        "NW212");
  }

  @Test
  void aFileThatCannotBeReadDoesNotHideTheOthers() throws IOException {
    Files.write(folder.resolve("bad.net"), new byte[] {(byte) 0xff});
    Outcome outcome = command().run("check", "bad.net", "a.net");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).startsWith("ok  a.net");
    assertThat(outcome.err()).contains("NW802");
  }

  @Test
  void coloursReachOnlyATerminal() {
    frontEnd.finding(Diagnostic.error("NW201", PLACE, "there is no `M`"));
    assertThat(command().run("check", "a.net").err()).doesNotContain("\u001b");
    assertThat(command().onTerminal().run("check", "a.net").err()).contains("\u001b[1;31m");
    assertThat(command().onTerminal().with("NO_COLOR", "1").run("check", "a.net").err())
        .doesNotContain("\u001b");
    assertThat(command().run("--color", "always", "check", "a.net").err()).contains("\u001b[");
  }

  @Test
  void aFaultOfAPluginExitsWithFour() {
    frontEnd.findingInPlugins(
        Diagnostic.error("NW501", Span.NONE, "bop.jar declares `Bop` and does not bind it"));
    assertThat(command().run("check", "a.net").exit()).isEqualTo(4);
  }

  // ---- wrong usage

  @Test
  void wrongUsageExitsWithTwoAndSaysWhatWasMeant() {
    assertUsage("there is no command chekc", "did you mean check", "chekc", "a.net");
    assertUsage("netwright check has no option --strikt", "--strict", "check", "--strikt", "a.net");
    assertUsage("there is no file aa.net", "did you mean a.net?", "check", "aa.net");
    assertUsage("missing required parameter: 'FILE'", "netwright check --help", "check");
    assertUsage(
        "--format is `xml`",
        "it must be `text`, `json`, or `sarif` for `check`",
        "check",
        "--format=xml",
        "a.net");
    assertUsage("--set x sets nothing", "--set name=value", "train", "a.net", "--set", "x");
    assertUsage("a.net declares no recipe", "", "train", "a.net");
    assertUsage("--max-steps is 0", "1 or more", "train", "a.net", "--max-steps", "0");
    assertUsage("what to train is missing", "", "train");
    assertUsage("a command is missing", "--help");
  }

  private void assertUsage(String sentence, String hint, String... arguments) {
    Outcome outcome = command().run(arguments);
    assertThat(outcome.exit()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("error: " + sentence).contains(hint);
  }

  @Test
  void aDeclarationIsChosenByNameOrBecauseItIsTheOnlyOne() {
    frontEnd.recipe("Quick").recipe("Slow");
    assertUsage("a.net declares several recipes: Quick, Slow", "a.net:Slow", "train", "a.net");
    assertUsage(
        "a.net declares no recipe Quik", "did you mean a.net:Quick?", "train", "a.net:Quik");
    assertThat(command().run("train", "a.net:Quick").err()).contains("NW401");
  }

  @Test
  void aVariableThatMeansNothingIsWrongUsage() {
    Outcome outcome = command().with("NETWRIGHT_STRICKT", "true").run("check", "a.net");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("did you mean NETWRIGHT_STRICT?");
  }

  @Test
  void aRunThatIsNotThereExitsWithThree() {
    for (String[] command :
        new String[][] {
          {"train", "--resume", "runs/R-1"},
          {"evaluate", "runs/R-1"},
          {"predict", "runs/R-1", "1,2"}
        }) {
      Outcome outcome = command().run(command);
      assertThat(outcome.exit()).as(outcome.err()).isEqualTo(3);
      assertThat(outcome.err()).contains("error NW6", "is no run");
    }
  }

  @Test
  void aRunGoesOnWithTheValuesItWasBegunWith() {
    assertUsage("a run goes on with the values", "--seed", "train", "--resume", "r", "--seed", "1");
    frontEnd.recipe("Quick");
    assertUsage("there is no file p.png", "", "predict", "runs/R-1", "p.png");
  }

  // ---- test

  @Test
  void aFailedTestSaysWhyAndExitsWithOne() throws IOException {
    frontEnd
        .test(new TestResult("size", true, List.of(), PLACE))
        .test(
            new TestResult(
                "cost",
                false,
                List.of(new TestResult.Failure("macs(M()) = 12", new Span("a.net", 3, 5, 3, 9))),
                PLACE));
    Outcome text = command().run("test", "a.net");
    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.out())
        .isEqualTo(
            """
            ok    a.net:1  size
            FAIL  a.net:1  cost
                  a.net:3:5  macs(M()) = 12
            1 passed, 1 failed
            """);
    Outcome json = command().run("test", "--format=json", "a.net");
    assertThat(json.out())
        .isEqualTo(
            "{\"format_version\":1,\"tests\":[{\"name\":\"size\",\"passed\":true,\"message\":\"\"},"
                + "{\"name\":\"cost\",\"passed\":false,\"message\":\"macs(M()) = 12\"}]}\n");
  }

  @Test
  void aFileWithErrorsRunsNoTests() {
    frontEnd
        .finding(Diagnostic.error("NW201", PLACE, "there is no `M`"))
        .test(new TestResult("size", true, List.of(), PLACE));
    Outcome outcome = command().run("test", "a.net");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).containsOnlyOnce("NW201");
  }

  // ---- new

  @Test
  void aNewProjectHasAModelARootAndAReadme() throws IOException {
    Outcome outcome = command().run("new", "my \"clothes\"");
    assertThat(outcome.exit()).as(outcome.err()).isZero();
    Path project = folder.resolve("my \"clothes\"");
    assertThat(new ObjectMapper().readTree(project.resolve("netwright.json").toFile()).get("name"))
        .hasToString("\"my _clothes_\"");
    assertThat(project.resolve("clothes.net")).content().contains("recipe Quick");
    assertThat(project.resolve("README.md")).content().startsWith("# my _clothes_\n");
    assertThat(project.resolve(".gitignore")).hasContent("runs/");
  }

  @Test
  void aNewProjectOverwritesNothing() throws IOException {
    Outcome outcome = command().run("new", ".");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains(". is not empty, and nothing in it is overwritten");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  // ---- the rest

  @Test
  void aBugOfOursExitsWithSeventyAndLeavesAReportWithoutSecrets() throws IOException {
    frontEnd.breaking(new IllegalStateException("the graph holds together"));
    Outcome outcome = command().with("AWS_SECRET_ACCESS_KEY", "hush").run("check", "a.net");
    assertThat(outcome.exit()).isEqualTo(70);
    assertThat(outcome.err()).contains("this is a bug of netwright, not of your files");
    List<Path> reports;
    try (Stream<Path> files = Files.list(folder)) {
      reports = files.filter(f -> f.toString().contains("netwright-bug-")).toList();
    }
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0))
        .content()
        .contains("the graph holds together", "at org.netwright", "command check a.net")
        .doesNotContain("hush");
  }

  @Test
  void pluginsAreListed() {
    frontEnd.plugin(
        new FrontEnd.Plugin(
            "standard", "0.1.0", Path.of("plugins/s.jar"), () -> "", List.of("optimizer Adam")));
    assertThat(command().run("plugin", "list").out())
        .isEqualTo(
            """
            plugin    version  definitions  from
            --------  -------  -----------  -------------
            standard  0.1.0              1  plugins/s.jar
            """);
    assertThat(command().run("plugin", "list", "--format", "json").out())
        .contains("\"definitions\":[\"optimizer Adam\"]");
  }

  @Test
  void helpAndVersionAreResults() {
    Outcome help = command().run("--help");
    assertThat(help.exit()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).contains("train", "Exit codes");
    assertThat(command().run("help", "train").out()).contains("--resume");
    assertThat(command().run("train", "--help").out()).contains("--resume");
    assertThat(command().run("--version").out()).matches("netwright \\d+\\.\\d+\\.\\d+\\R");
  }
}
