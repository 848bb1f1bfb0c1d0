package org.netwright.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.netwright.cli.terminal.Table.Column;

class TerminalTest {
  @Test
  void wordsLineUpOnTheLeftAndNumbersOnTheRight() {
    Table table =
        new Table(Column.words("layer"), Column.numbers("parameters"))
            .row("Conv2d", "832")
            .row("Linear", "1,606,144");
    assertThat(table.lines())
        .containsExactly(
            "layer   parameters", "------  ----------", "Conv2d         832", "Linear   1,606,144");
  }

  @Test
  void aWideCharacterTakesTwoColumns() {
    Table table = new Table(Column.words("層"), Column.words("x")).row("a", "1");
    assertThat(table.lines()).containsExactly("層  x", "--  -", "a   1");
  }

  @Test
  void coloursFollowTheModeTheTerminalAndNoColor() {
    assertThat(palette(ColorMode.AUTO, true, Map.of())).isEqualTo(Palette.COLORED);
    assertThat(palette(ColorMode.AUTO, false, Map.of())).isEqualTo(Palette.PLAIN);
    assertThat(palette(ColorMode.AUTO, true, Map.of("NO_COLOR", "1"))).isEqualTo(Palette.PLAIN);
    assertThat(palette(ColorMode.AUTO, true, Map.of("NO_COLOR", ""))).isEqualTo(Palette.COLORED);
    assertThat(palette(ColorMode.AUTO, true, Map.of("TERM", "dumb"))).isEqualTo(Palette.PLAIN);
    assertThat(palette(ColorMode.ALWAYS, false, Map.of("NO_COLOR", "1")))
        .isEqualTo(Palette.COLORED);
    assertThat(palette(ColorMode.NEVER, true, Map.of())).isEqualTo(Palette.PLAIN);
  }

  private static Palette palette(ColorMode mode, boolean terminal, Map<String, String> variables) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    return Palette.of(
        mode,
        new Surroundings(
            nowhere,
            nowhere,
            StandardCharsets.UTF_8,
            variables,
            Path.of(""),
            terminal,
            terminal,
            80),
        terminal);
  }

  @Test
  void aSlipOfTheKeysFindsTheWordThatWasMeant() {
    List<String> words = List.of("Lenet", "ResNet18", "Wide");
    assertThat(Spelling.nearest("lenet", words)).contains("Lenet");
    assertThat(Spelling.nearest("Lneet", words)).contains("Lenet");
    assertThat(Spelling.nearest("Resnet-18", words)).contains("ResNet18");
    assertThat(Spelling.nearest("Transformer", words)).isEmpty();
  }
}
