package org.netwright.distribution.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The assembled folder, as a user starts it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class ProductTest {
  private static final Path PRODUCT = Path.of("target/netwright").toAbsolutePath();
  private static final Path CHECKOUT = Path.of("../bin/netwright").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  void theFolderHoldsWhatItNeedsAndNoMore() throws IOException {
    assertThat(names("")).contains("LICENSE", "README.md", "bin", "lib", "plugins", "samples");
    assertThat(names("bin")).containsExactlyInAnyOrder("netwright", "netwright.bat");
    assertThat(names("plugins")).hasSize(1).allMatch(name -> name.startsWith("netwright-standard"));
    assertThat(names("samples"))
        .contains("netwright.json", "quickstart.net", "data")
        .doesNotContain("pom.xml", "src", "target");
    List<String> jars = names("lib");
    assertThat(jars).allMatch(name -> name.endsWith(".jar"));
    assertThat(jars).noneMatch(name -> name.contains("standard") || name.contains("junit"));
    assertThat(jars.stream().filter(name -> name.matches("tensorflow-core-native-.*-.*-.*")))
        .as("exactly one jar of natives")
        .hasSize(1);
  }

  @Test
  void bothLaunchersAreSoundShell() throws Exception {
    for (Path script : List.of(PRODUCT.resolve("bin/netwright"), CHECKOUT)) {
      assertThat(run(Map.of(), folder, "sh", "-n", script.toString()).exit()).isZero();
      assertThat(Files.isExecutable(script)).isTrue();
    }
  }

  @Test
  void itStartsThroughASymbolicLinkFromAnyFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("nw"), PRODUCT.resolve("bin/netwright"));
    Path second = Files.createSymbolicLink(folder.resolve("again"), Path.of("nw"));
    assertThat(run(Map.of(), folder, link.toString(), "--version").out()).startsWith("netwright ");
    assertThat(run(Map.of(), folder, second.toString(), "--version").out())
        .startsWith("netwright ");
    assertThat(run(Map.of(), folder, "./again", "--help").out()).contains("Commands:");
  }

  @Test
  void itStartsFromAFolderWithSpacesThatCannotBeWritten() throws Exception {
    Path copy = linkedCopy(folder.resolve("a folder with spaces"));
    copy.toFile().setWritable(false);
    try {
      Result version = run(Map.of(), folder, copy.resolve("bin/netwright").toString(), "--version");
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
      Result result =
          run(
              Map.of("HOME", home, "TMPDIR", folder.toString()),
              folder,
              PRODUCT.resolve("bin/netwright").toString(),
              "plugin",
              "list");
      assertThat(result.exit()).as(result.err()).isZero();
      assertThat(result.out()).contains("standard");
    }
    assertThat(nowhere).doesNotExist();
  }

  @Test
  void aJavaThatIsMissingOrTooOldIsSaidInWords() throws Exception {
    String launcher = PRODUCT.resolve("bin/netwright").toString();
    Result missing = run(Map.of("JAVA_HOME", "/nowhere"), folder, launcher, "--version");
    assertThat(missing.exit()).isEqualTo(3);
    assertThat(missing.err()).contains("JAVA_HOME is /nowhere");
    Path old = Files.createDirectories(folder.resolve("jdk/bin"));
    Path java = Files.writeString(old.resolve("java"), "#!/bin/sh\nexit 0\n");
    java.toFile().setExecutable(true);
    Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
    Result tooOld =
        run(Map.of("JAVA_HOME", folder.resolve("jdk").toString()), folder, launcher, "--version");
    assertThat(tooOld.exit()).isEqualTo(3);
    assertThat(tooOld.err()).contains("Java 17 or newer", "11.0.2");
  }

  @Test
  void aBrokenArchiveOfClassesIsNoReasonToFail() throws Exception {
    Path copy = linkedCopy(folder.resolve("product"));
    Path archives = Files.createDirectories(copy.resolve("archive"));
    String launcher = copy.resolve("bin/netwright").toString();
    assertThat(run(Map.of(), folder, launcher, "--version").exit()).isZero();
    for (int i = 0; i < 100 && archive(archives).isEmpty(); i++) {
      Thread.sleep(100);
    }
    List<Path> made = archive(archives);
    assertThat(made).as("the archive that the first start makes").hasSize(1);
    Files.delete(made.get(0));
    Files.writeString(made.get(0), "this is no archive");
    Result result = run(Map.of(), folder, launcher, "--version");
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
    Path model = PRODUCT.resolve("samples/quickstart.net");
    Map<String, String> logging =
        Map.of(
            "NETWRIGHT_JAVA_OPTIONS",
            "-Xlog:class+load:file=" + classes,
            "NETWRIGHT_ARCHIVE",
            "off");
    for (List<String> command :
        List.of(
            List.of("check", model.toString()),
            List.of("summary", model.toString()),
            List.of("test", model.toString()),
            List.of("new", "starter"),
            List.of("plugin", "list"))) {
      List<String> line = new ArrayList<>(List.of(PRODUCT.resolve("bin/netwright").toString()));
      line.addAll(command);
      Result result = run(logging, folder, line.toArray(String[]::new));
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
    String launcher = PRODUCT.resolve("bin/netwright").toString();
    assertThat(run(Map.of(), folder, launcher, "new", "starter").exit()).isZero();
    Result check = run(Map.of(), folder, launcher, "check", "--strict", "starter/clothes.net");
    assertThat(check.exit()).as(check.err()).isZero();
    Result test = run(Map.of(), folder, launcher, "test", "starter/clothes.net");
    assertThat(test.out()).endsWith("1 passed, 0 failed\n");
  }

  // ---- how commands are run

  private record Result(int exit, String out, String err) {}

  private static Result run(Map<String, String> environment, Path directory, String... command)
      throws Exception {
    Path out = Files.createTempFile("product", ".out");
    Path err = Files.createTempFile("product", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(Arrays.asList(command))
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    Result result =
        new Result(
            process.exitValue(),
            Files.readString(out, StandardCharsets.UTF_8),
            Files.readString(err, StandardCharsets.UTF_8));
    Files.delete(out);
    Files.delete(err);
    return result;
  }

  private static List<String> names(String below) throws IOException {
    try (Stream<Path> files = Files.list(PRODUCT.resolve(below))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The product somewhere else; its jars are links, since the natives are large. */
  private static Path linkedCopy(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(PRODUCT)) {
      for (Path file : files.toList()) {
        Path relative = PRODUCT.relativize(file);
        Path copy = to.resolve(relative);
        if (relative.startsWith("archive")) {
          continue;
        }
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (file.toString().endsWith(".jar")) {
          Files.createSymbolicLink(copy, file);
        } else {
          Files.copy(file, copy, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }
}
