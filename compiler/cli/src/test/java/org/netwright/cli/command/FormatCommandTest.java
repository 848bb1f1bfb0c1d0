package org.netwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.cli.command.CommandRun.Outcome;

class FormatCommandTest {
  private static final String TIDY = "const A = 1\n";
  @TempDir private Path folder;

  @BeforeEach
  void aTidyAndAnUntidyFile() throws IOException {
    Files.writeString(folder.resolve("tidy.net"), TIDY);
    Files.writeString(folder.resolve("untidy.net"), "const  A=1");
    Files.writeString(folder.resolve("broken.net"), "const A = ");
  }

  private Outcome run(String... arguments) {
    return new CommandRun(
            folder,
            session -> {
              throw new AssertionError("laying out a file needs no plugins");
            })
        .run(arguments);
  }

  private String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  @Test
  void filesAreWrittenInTheOneLayout() throws IOException {
    assertThat(run("format", "tidy.net", "untidy.net"))
        .isEqualTo(new Outcome(0, "ok       tidy.net\nchanged  untidy.net\n", ""));
    assertThat(text("tidy.net")).isEqualTo(TIDY);
    assertThat(text("untidy.net")).isEqualTo(TIDY);
  }

  @Test
  void aCheckWritesNothingAndExitsWithOne() throws IOException {
    assertThat(run("format", "--check", "tidy.net", "untidy.net"))
        .isEqualTo(new Outcome(1, "ok       tidy.net\ndiffers  untidy.net\n", ""));
    assertThat(run("format", "--check", "tidy.net").exit()).isZero();
    assertThat(text("untidy.net")).isEqualTo("const  A=1");
  }

  @Test
  void aFileWithMistakesIsNotTouchedAndTheOthersAre() throws IOException {
    Outcome outcome = run("format", "broken.net", "untidy.net");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("error NW1").contains("broken.net:1:");
    assertThat(outcome.out()).isEqualTo("changed  untidy.net\n");
    assertThat(text("broken.net")).isEqualTo("const A = ");
  }

  @Test
  void programsGetJson() {
    assertThat(run("format", "--format", "json", "--check", "tidy.net", "untidy.net").out())
        .isEqualTo(
            "{\"format_version\":1,\"files\":[{\"file\":\"tidy.net\",\"changed\":false},"
                + "{\"file\":\"untidy.net\",\"changed\":true}]}\n");
  }
}
