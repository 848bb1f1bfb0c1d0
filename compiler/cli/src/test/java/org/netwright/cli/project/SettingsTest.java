package org.netwright.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.netwright.frontend.Limits;
import org.netwright.spi.diagnostic.DiagnosticException;

class SettingsTest {
  @TempDir private Path folder;

  @Test
  void aFlagGoesBeforeTheEnvironmentAndThatBeforeTheProject() {
    Map<Setting, String> project = Map.of(Setting.DEVICE, "gpu", Setting.RUNS, "out");
    Map<String, String> environment = Map.of("NETWRIGHT_DEVICE", "cpu");
    assertThat(settings(Map.of(Setting.DEVICE, "any"), environment, project)).contains("any");
    assertThat(settings(Map.of(), environment, project)).contains("cpu");
    assertThat(settings(Map.of(), Map.of(), project)).contains("gpu");
    assertThat(settings(Map.of(), Map.of(), Map.of())).isEmpty();
    assertThat(settings(Map.of(), Map.of("NETWRIGHT_DEVICE", ""), project)).contains("gpu");
  }

  private static java.util.Optional<String> settings(
      Map<Setting, String> flags, Map<String, String> environment, Map<Setting, String> project) {
    return new Settings(flags, environment, project).text(Setting.DEVICE);
  }

  @Test
  void onlyAValueOfTheProjectsFileIsRelativeToIt() {
    Map<Setting, String> project = Map.of(Setting.RUNS, "out");
    assertThat(new Settings(Map.of(), Map.of(), project).isOfProject(Setting.RUNS)).isTrue();
    assertThat(
            new Settings(Map.of(), Map.of("NETWRIGHT_RUNS", "x"), project)
                .isOfProject(Setting.RUNS))
        .isFalse();
  }

  @Test
  void aVariableThatMeansNothingIsAMistake() {
    assertThat(Settings.mistake(Map.of("NETWRIGHT_DEVISE", "cpu", "PATH", "/bin")))
        .contains(
            "the environment variable NETWRIGHT_DEVISE means nothing; did you mean"
                + " NETWRIGHT_DEVICE?");
    assertThat(Settings.mistake(Map.of("NETWRIGHT_DEVICE", "tpu")))
        .contains(
            "the environment variable NETWRIGHT_DEVICE is `tpu`, but it must be `any`, `cpu` or"
                + " `gpu`");
    assertThat(Settings.mistake(Map.of("NETWRIGHT_CACHE", "/tmp", "NETWRIGHT_DATA", ""))).isEmpty();
  }

  @Test
  void theNearestParentWithTheMarkingFileIsTheRoot() throws IOException {
    Path inner = Files.createDirectories(folder.resolve("a/b/c"));
    write(folder.resolve("a"), "{\"strict\": true, \"limits\": {\"nesting\": 500}}");
    Project project = Project.of(inner);
    assertThat(project.root()).isEqualTo(folder.resolve("a"));
    assertThat(project.settings()).containsEntry(Setting.STRICT, "true");
    assertThat(project.limits().nesting()).isEqualTo(500);
    assertThat(Project.of(folder.resolve("a")).root()).isEqualTo(folder.resolve("a"));
  }

  @ParameterizedTest
  @EnumSource
  void everyLimitHasAKey(Limits.Key key) throws IOException {
    write(folder, "{\"limits\": {\"" + key.key() + "\": 123}}");
    assertThat(Project.of(folder).limits()).isEqualTo(Limits.DEFAULT.with(key, 123));
    assertThat(Project.of(folder).limits().value(key)).isEqualTo(123);
    assertThat(Limits.Key.values()).hasSameSizeAs(Limits.class.getRecordComponents());
  }

  @Test
  void aFileThatIsTooLargeNamesTheKey() {
    assertThat(ProjectMessages.tooLarge("a.net", 9, 5).diagnostics().get(0).hint().orElseThrow())
        .asString()
        .contains("`limits.file_bytes`");
  }

  @Test
  void aFolderOutsideOfEveryProjectIsItsOwnRoot() {
    assertThat(Project.of(folder).root()).isEqualTo(folder);
  }

  @Test
  void aSettingThatIsUnknownIsRefusedWithItsPlace() throws IOException {
    write(folder, "{\n  \"strickt\": true\n}");
    assertThatThrownBy(() -> Project.of(folder))
        .isInstanceOfSatisfying(
            DiagnosticException.class,
            e -> {
              assertThat(e.diagnostics().get(0).message())
                  .isEqualTo("netwright.json has no setting `strickt`");
              assertThat(e.diagnostics().get(0).span().line()).isEqualTo(2);
              assertThat(e.diagnostics().get(0).hint().orElseThrow().message())
                  .isEqualTo("did you mean `strict`?");
            });
  }

  @Test
  void aValueOfTheWrongKindIsRefused() throws IOException {
    for (String json :
        new String[] {
          "{\"strict\": \"perhaps\"}",
          "{\"device\": [1]}",
          "{\"device\": null}",
          "{\"limits\": 3}",
          "{\"limits\": {\"ops\": -1}}",
          "{\"limits\": {\"opps\": 1}}",
          "[]",
          "",
          "{\"strict\": true",
          "{} {}"
        }) {
      write(folder, json);
      assertThatThrownBy(() -> Project.of(folder))
          .as(json)
          .isInstanceOfSatisfying(
              DiagnosticException.class,
              e -> assertThat(e.diagnostics().get(0).code()).matches("NW80[56]"));
    }
  }

  private static void write(Path folder, String json) throws IOException {
    Files.writeString(folder.resolve("netwright.json"), json);
  }
}
