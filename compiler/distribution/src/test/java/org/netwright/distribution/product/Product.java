package org.netwright.distribution.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** The assembled folder, and how its commands are run. */
final class Product {
  static final Path FOLDER = Path.of("target/netwright").toAbsolutePath();
  static final String LAUNCHER = FOLDER.resolve("bin/netwright").toString();

  private Product() {}

  /** What came of a command. */
  record Result(int exit, String out, String err) {}

  /** A command that is still at work. */
  record Running(Process process, Path out, Path err) {
    Result result() throws Exception {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return new Result(process.exitValue(), text(out), text(err));
    }

    /** Waits for a word on stderr. */
    void awaits(String word) throws Exception {
      for (int i = 0; i < 600 && !text(err).contains(word) && process.isAlive(); i++) {
        Thread.sleep(100);
      }
      assertThat(text(err)).contains(word);
    }

    private static String text(Path file) throws IOException {
      return Files.readString(file, StandardCharsets.UTF_8);
    }
  }

  static Running start(Path directory, Map<String, String> environment, String... command)
      throws IOException {
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(Arrays.asList(command))
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return new Running(process, out, err);
  }

  static Result run(Path directory, Map<String, String> environment, String... command)
      throws Exception {
    return start(directory, environment, command).result();
  }

  /** Runs a command of the product. */
  static Result netwright(Path directory, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(Arrays.asList(arguments));
    return run(directory, Map.of(), command.toArray(String[]::new));
  }

  static List<String> names(String below) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(below))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** The product somewhere else; its jars are hard links, since the natives are large. */
  static Path linkedCopy(Path to) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.toList()) {
        Path relative = FOLDER.relativize(file);
        Path copy = to.resolve(relative);
        if (relative.startsWith("archive")) {
          continue;
        }
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else if (file.toString().endsWith(".jar")) {
          Files.createLink(copy, file);
        } else {
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return to;
  }

  /** Folders on the file system of the product, so that its jars can be linked. */
  static final class Beside implements TempDirFactory {
    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context)
        throws IOException {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "product");
    }
  }
}
