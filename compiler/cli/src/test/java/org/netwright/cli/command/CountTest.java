package org.netwright.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountTest {
  @Test
  void aCountIsGroupedAndItsNounAgrees() {
    assertThat(Count.of(1, "model")).isEqualTo("1 model");
    assertThat(Count.of(1_663_370, "parameter")).isEqualTo("1,663,370 parameters");
  }

  @Test
  void aMeasuredNumberHasFourFiguresAtMost() {
    assertThat(Count.rounded(0.43124)).isEqualTo("0.4312");
    assertThat(Count.rounded(2.30259)).isEqualTo("2.303");
    assertThat(Count.rounded(23.0259)).isEqualTo("23.03");
    assertThat(Count.rounded(230.259)).isEqualTo("230.3");
    assertThat(Count.rounded(2302.59)).isEqualTo("2303");
    assertThat(Count.rounded(0.00097)).isEqualTo("9.70e-4");
    assertThat(Count.rounded(-1.5e9 - 0.5)).isEqualTo("-1.50e+9");
    assertThat(Count.rounded(12)).isEqualTo("12");
    assertThat(Count.rounded(0)).isEqualTo("0");
    assertThat(Count.rounded(Double.NaN)).isEqualTo("NaN");
    assertThat(Count.rounded(Double.NEGATIVE_INFINITY)).isEqualTo("-inf");
  }

  @Test
  void aDurationIsMinutesOrHours() {
    assertThat(Count.duration(20.6)).isEqualTo("0:21");
    assertThat(Count.duration(3599.4)).isEqualTo("59:59");
    assertThat(Count.duration(3723)).isEqualTo("1:02:03");
  }

  @Test
  void onlyInstructionSetsThatMatterAreReported(@TempDir Path folder) throws IOException {
    Path cpuinfo =
        Files.writeString(
            folder.resolve("cpuinfo"), "model name : X\nflags\t\t: fpu sse2 fma avx2 avx\n");
    assertThat(MachineReport.instructionSets(cpuinfo)).containsExactly("avx", "avx2", "fma");
    assertThat(MachineReport.instructionSets(folder.resolve("none"))).isEmpty();
  }
}
