package org.netwright.distribution.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The assembled folder, as a user starts it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class ProductTest {
  private static final Path CHECKOUT = Path.of("../bin/netwright").toAbsolutePath().normalize();

  @TempDir(factory = Product.Beside.class)
  private Path folder;

  @Test
  void theFolderHoldsWhatItNeedsAndNoMore() throws IOException {
    assertThat(Product.names(""))
        .contains("LICENSE", "README.md", "bin", "lib", "plugins", "samples");
    assertThat(Product.names("bin")).containsExactlyInAnyOrder("netwright", "netwright.bat");
    assertThat(Product.names("plugins"))
        .hasSize(1)
        .allMatch(name -> name.startsWith("netwright-standard"));
    assertThat(Product.names("samples"))
        .contains("netwright.json", "quickstart.net", "data")
        .doesNotContain("pom.xml", "src", "target");
    List<String> jars = Product.names("lib");
    assertThat(jars).allMatch(name -> name.endsWith(".jar"));
    assertThat(jars).noneMatch(name -> name.contains("standard") || name.contains("junit"));
    assertThat(jars.stream().filter(name -> name.matches("tensorflow-core-native-.*-.*-.*")))
        .as("exactly one jar of natives")
        .hasSize(1);
  }

  @Test
  void bothLaunchersAreSoundShell() throws Exception {
    for (Path script : List.of(Product.FOLDER.resolve("bin/netwright"), CHECKOUT)) {
      assertThat(Product.run(folder, Map.of(), "sh", "-n", script.toString()).exit()).isZero();
      assertThat(Files.isExecutable(script)).isTrue();
    }
  }

  @Test
  void itStartsThroughASymbolicLinkFromAnyFolder() throws Exception {
    Path link =
        Files.createSymbolicLink(folder.resolve("nw"), Product.FOLDER.resolve("bin/netwright"));
    Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("nw"));
    assertThat(Product.run(folder, Map.of(), link.toString(), "--version").out())
        .startsWith("netwright ");
    assertThat(Product.run(folder, Map.of(), second.toString(), "--version").out())
        .startsWith("netwright ");
    assertThat(Product.run(folder, Map.of(), "./again", "--help").out()).contains("Commands:");
    Files.delete(second);
    Files.delete(link);
  }

  @Test
  void itStartsFromAFolderWithSpacesThatCannotBeWritten() throws Exception {
    Path copy = Product.linkedCopy(folder.resolve("a folder with spaces"));
    copy.toFile().setWritable(false);
    try {
      Product.Result version =
          Product.run(
              folder,
              Map.of("NETWRIGHT_ARCHIVE", "off"),
              copy.resolve("bin/netwright").toString(),
              "--version");
      assertThat(version.exit()).as(version.err()).isZero();
      assertThat(version.out()).startsWith("netwright ");
      assertThat(version.err()).isEmpty();
    } finally {
      copy.toFile().setWritable(true);
    }
  }

  @Test
  void itStartsWithoutAHome() throws Exception {
    Path nowhere = folder.resolve("nowhere");
    for (String home : List.of("", nowhere.toString())) {
      Product.Result result =
          Product.run(
              folder,
              Map.of("HOME", home, "TMPDIR", folder.toString()),
              Product.FOLDER.resolve("bin/netwright").toString(),
              "plugin",
              "list");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out()).contains("standard");
    }
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aJavaThatIsMissingOrTooOldIsSaidInWords() throws Exception {
    String launcher = Product.FOLDER.resolve("bin/netwright").toString();
    Product.Result missing =
        Product.run(folder, Map.of("JAVA_HOME", "/nowhere"), launcher, "--version");
    assertThat(missing.exit()).isEqualTo(3);
    assertThat(missing.err()).contains("JAVA_HOME is /nowhere");
    Path old = Files.createDirectories(folder.resolve("jdk/bin"));
    Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 0\n");
    java.toFile().setExecutable(true);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Product.Result tooOld =
        Product.run(
            folder, Map.of("JAVA_HOME", folder.resolve("jdk").toString()), launcher, "--version");
    assertThat(tooOld.exit()).isEqualTo(3);
    assertThat(tooOld.err()).contains("Java 17 or newer", "11.0.2");
  }

  @Test
  void aBrokenArchiveOfClassesIsNoReasonToFail() throws Exception {
    Path copy = Product.linkedCopy(folder.resolve("product"));
    Path archives = Files.createDirectories(copy.resolve("archive"));
    String launcher = copy.resolve("bin/netwright").toString();
    assertThat(Product.run(folder, Map.of(), launcher, "--version").exit()).isZero();
    for (int i = 0; i < 900 && archive(archives).isEmpty(); i++) {
      Thread.sleep(100);
    }
    List<Path> made = archive(archives);
    assertThat(made).as("the archive that the first start makes").hasSize(1);
    Files.delete(made.get(0));
    Files.writeString(made.get(0), "this is no archive");
    Product.Result result = Product.run(folder, Map.of(), launcher, "--version");
    assertThat(result.exit()).isZero();
    assertThat(result.out()).startsWith("netwright ");
    assertThat(result.err()).isEmpty();
  }

  private static List<Path> archive(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }

  @Test
  void whatNeedsNoTensorFlowDoesNotLoadIt() throws Exception {
    Path classes = folder.resolve("classes.txt");
    Path model = Product.FOLDER.resolve("samples/quickstart.net");
    Map<String, String> logging =
        Map.of(
            "NETWRIGHT_JAVA_OPTIONS",
            "-Xlog:class+load:file=classes.txt",
            "NETWRIGHT_ARCHIVE",
            "off");
    for (List<String> command :
        List.of(
            List.of("check", model.toString()),
            List.of("summary", model.toString()),
            List.of("test", model.toString()),
            List.of("new", "starter"),
            List.of("plugin", "list"))) {
      List<String> line =
          new ArrayList<>(List.of(Product.FOLDER.resolve("bin/netwright").toString()));
      line.addAll(command);
      Product.Result result = Product.run(folder, logging, line.toArray(String[]::new));
      assertThat(result.exit()).as("%s%n%s%s", command, result.out(), result.err()).isZero();
      assertThat(Files.readAllLines(classes))
          .as(command.toString())
          .anyMatch(loaded -> loaded.contains("org.netwright.cli.Main"))
          .noneMatch(loaded -> loaded.contains(" org.tensorflow."))
          .noneMatch(loaded -> loaded.contains(" org.bytedeco."));
    }
  }

  @Test
  void aNewProjectHoldsNoMistakes() throws Exception {
    String launcher = Product.FOLDER.resolve("bin/netwright").toString();
    assertThat(Product.run(folder, Map.of(), launcher, "new", "starter").exit()).isZero();
    Product.Result check =
        Product.run(folder, Map.of(), launcher, "check", "--strict", "starter/clothes.net");
    assertThat(check.exit()).as(check.err()).isZero();
    Product.Result test = Product.run(folder, Map.of(), launcher, "test", "starter/clothes.net");
    assertThat(test.out()).endsWith("1 passed, 0 failed\n");
  }
}
