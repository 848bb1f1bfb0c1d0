package org.netwright.cli.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;

class ProjectLoaderTest {
  @TempDir private Path folder;
  private Path project;
  private ProjectLoader loader;

  @BeforeEach
  void aProjectWithASubfolder() throws IOException {
    project = Files.createDirectories(folder.resolve("project"));
    Files.writeString(project.resolve("netwright.json"), "{}");
    Files.writeString(project.resolve("top.net"), "top");
    Files.createDirectories(project.resolve("papers/sret"));
    Files.writeString(project.resolve("papers/sret/net.net"), "net");
    Files.writeString(project.resolve("papers/shared.net"), "shared");
    Files.writeString(folder.resolve("outside.net"), "outside");
    loader = new ProjectLoader(project, project, 1000);
  }

  @Test
  void aFileIsLoadedUnderTheNameTheUserGave() {
    var text = loader.load("papers/shared.net").orElseThrow();
    assertThat(text.file()).isEqualTo("papers/shared.net");
    assertThat(text.text()).isEqualTo("shared");
  }

  @Test
  void aFileThatIsNotThereIsEmpty() {
    assertThat(loader.load("missing.net")).isEmpty();
  }

  @Test
  void anImportIsLookedForBesideTheFileAndThenUpToTheRoot() {
    assertThat(loader.resolve("papers/sret/net.net", List.of("shared")))
        .contains("papers/shared.net");
    assertThat(loader.resolve("papers/sret/net.net", List.of("top"))).contains("top.net");
    assertThat(loader.resolve("top.net", List.of("papers", "sret", "net")))
        .contains("papers/sret/net.net");
    assertThat(loader.resolve("papers/sret/net.net", List.of("outside"))).isEmpty();
  }

  @Test
  void theNearestFolderThatHasTheFirstSegmentDecides() throws IOException {
    Files.createDirectories(project.resolve("papers/sret/papers"));
    assertThat(loader.resolve("papers/sret/net.net", List.of("papers", "shared"))).isEmpty();
  }

  @Test
  void withoutAMarkedProjectOnlyTheFilesOwnFolderCounts() throws IOException {
    Path plain = Files.createDirectories(folder.resolve("plain/inner"));
    Files.writeString(plain.resolve("a.net"), "a");
    Files.writeString(plain.getParent().resolve("b.net"), "b");
    Files.writeString(plain.resolve("c.net"), "c");
    ProjectLoader there = new ProjectLoader(plain, plain, 1000);
    assertThat(there.resolve("a.net", List.of("c"))).contains("c.net");
    assertThat(there.resolve("a.net", List.of("b"))).isEmpty();
  }

  @Test
  void anImportBesideAnAbsoluteNameIsAbsolute() {
    String file = project.resolve("papers/sret/net.net").toString();
    assertThat(loader.resolve(file, List.of("shared")))
        .contains(project.resolve("papers/shared.net").toString());
  }

  @Test
  void aSegmentThatIsNoNameLeadsNowhere() {
    assertThat(loader.resolve("papers/shared.net", List.of("..", "top"))).isEmpty();
    assertThat(loader.resolve("papers/shared.net", List.of("sret/net"))).isEmpty();
    assertThat(loader.resolve("papers/shared.net", List.of("/etc/passwd"))).isEmpty();
    assertThat(loader.resolve("papers/shared.net", List.of(""))).isEmpty();
    assertThat(loader.resolve("papers/shared.net", List.of())).isEmpty();
  }

  @Test
  void aSymbolicLinkOutOfTheProjectIsRefused() throws IOException {
    Files.createSymbolicLink(project.resolve("link.net"), folder.resolve("outside.net"));
    assertThat(mistake(() -> loader.resolve("top.net", List.of("link"))))
        .satisfies(d -> assertThat(d.code()).isEqualTo("NW804"))
        .satisfies(d -> assertThat(d.span().file()).isEqualTo("link.net"));
  }

  @Test
  void aSymbolicLinkToAFolderOutsideIsRefused() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("x.net"), "x");
    Files.createSymbolicLink(project.resolve("away"), elsewhere);
    assertThat(mistake(() -> loader.resolve("top.net", List.of("away", "x"))).code())
        .isEqualTo("NW804");
  }

  @Test
  void aSymbolicLinkInsideTheProjectIsFollowed() throws IOException {
    Files.createSymbolicLink(project.resolve("near.net"), project.resolve("papers/shared.net"));
    assertThat(loader.resolve("top.net", List.of("near"))).contains("near.net");
  }

  @Test
  void aFileThatJustFitsIsLoadedAndOneByteMoreIsNot() throws IOException {
    Files.write(project.resolve("fits.net"), filled(1000));
    Files.write(project.resolve("large.net"), filled(1001));
    assertThat(loader.load("fits.net").orElseThrow().text()).hasSize(1000);
    assertThat(mistake(() -> loader.load("large.net")).message())
        .isEqualTo("this file has 1001 bytes, and a source file may have 1000");
  }

  @Test
  void aByteThatIsNoUtf8IsNamedWithItsOffsetAndPlace() throws IOException {
    byte[] bytes = "let ä = 1\nlet b = ?2".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 2] = (byte) 0xe4;
    Files.write(project.resolve("latin.net"), bytes);
    Diagnostic mistake = mistake(() -> loader.load("latin.net"));
    assertThat(mistake.message())
        .isEqualTo("this file is not UTF-8: byte 0xe4 at offset 19 begins no character");
    assertThat(mistake.span().toString()).isEqualTo("latin.net:2:9");
  }

  @Test
  void aCharacterThatIsCutByTheEndIsNoUtf8() throws IOException {
    Files.write(project.resolve("cut.net"), new byte[] {'a', (byte) 0xc3});
    assertThat(mistake(() -> loader.load("cut.net")).message()).contains("0xc3 at offset 1");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    Files.write(
        project.resolve("bom.net"), new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf, 'x'});
    assertThat(loader.load("bom.net").orElseThrow().text()).isEqualTo("x");
  }

  @Test
  void aUtf16FileIsCalledByItsName() throws IOException {
    Files.write(project.resolve("wide.net"), "model".getBytes(StandardCharsets.UTF_16));
    assertThat(mistake(() -> loader.load("wide.net")).message())
        .isEqualTo("this file is UTF-16, not UTF-8");
  }

  @Test
  void aZeroByteIsRefused() throws IOException {
    Files.write(project.resolve("zero.net"), new byte[] {'a', '\n', 'b', 0});
    Diagnostic mistake = mistake(() -> loader.load("zero.net"));
    assertThat(mistake.message()).contains("zero byte at offset 3");
    assertThat(mistake.span().toString()).isEqualTo("zero.net:2:2");
  }

  @Test
  void aFolderIsNoSourceFile() {
    assertThat(mistake(() -> loader.load("papers")).message())
        .isEqualTo("a source file must be a regular file, and this is a folder");
  }

  private static byte[] filled(int size) {
    byte[] bytes = new byte[size];
    java.util.Arrays.fill(bytes, (byte) '#');
    return bytes;
  }

  private static Diagnostic mistake(ThrowingCallable call) {
    DiagnosticException[] caught = new DiagnosticException[1];
    assertThatExceptionOfType(DiagnosticException.class)
        .isThrownBy(call)
        .satisfies(e -> caught[0] = e);
    return caught[0].diagnostics().get(0);
  }
}
