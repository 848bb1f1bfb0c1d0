package org.netwright.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now;

  @Test
  void onATerminalTheLineIsDrawnOverAndWhatIsSaidStays() {
    try (ProgressLine line = line(true)) {
      line.show("Quick", 0.5, "step 1/2");
      line.say("epoch 1");
      line.show("Quick", 1, "step 2/2");
    }
    assertThat(written())
        .isEqualTo(
            "\r\u001b[KQuick  [##########..........]   50%  step 1/2"
                + "\r\u001b[Kepoch 1\n"
                + "\r\u001b[KQuick  [####################]  100%  step 2/2"
                + "\r\u001b[K");
  }

  @Test
  void elsewhereItIsAPlainLineEveryFewSeconds() {
    try (ProgressLine line = line(false)) {
      assertThat(line.isDue()).isFalse();
      now += 6_000_000_000L;
      assertThat(line.isDue()).isTrue();
      line.show("Quick", 0.25, "step 1/4");
      assertThat(line.isDue()).isFalse();
      line.say("epoch \u001b[2J1");
    }
    assertThat(written()).isEqualTo("Quick   25%  step 1/4\nepoch \ufffd[2J1\n");
  }

  @Test
  void aLineIsNoWiderThanTheTerminal() {
    try (ProgressLine line = line(true)) {
      line.show("Quick", 0.5, "x".repeat(200));
    }
    assertThat(written().split("\u001b\\[K")[1].replace("\r", "")).hasSize(59);
  }

  private ProgressLine line(boolean terminal) {
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new ProgressLine(
        new Surroundings(
            stream, stream, StandardCharsets.UTF_8, Map.of(), Path.of(""), terminal, terminal, 60),
        () -> now);
  }

  private String written() {
    return err.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
