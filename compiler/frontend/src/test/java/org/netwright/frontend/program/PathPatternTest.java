package org.netwright.frontend.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PathPatternTest {
  private static boolean matches(String pattern, String path) {
    return PathPattern.of(pattern).matches(path);
  }

  @Test
  void aStarIsOneSegmentAndTwoAreAny() {
    assertThat(matches("a.*.c", "a.b.c")).isTrue();
    assertThat(matches("a.*.c", "a.b.b.c")).isFalse();
    assertThat(matches("**.c", "c")).isTrue();
    assertThat(matches("**.c", "a.b.c")).isTrue();
    assertThat(matches("a.**", "a.b.c")).isTrue();
    assertThat(matches("a.**", "a")).isFalse();
    assertThat(matches("**", "a")).isTrue();
    assertThat(matches("**.b.**", "a.b.c.d")).isTrue();
    assertThat(matches("**.b.**", "a.c.d")).isFalse();
  }

  @Test
  void anInstanceStandsForEverythingUnderIt() {
    assertThat(matches("net.head", "net.head.kernel")).isTrue();
    assertThat(matches("net.head", "net.header.kernel")).isFalse();
    assertThat(matches("net.body[0]", "net.body[0].a.b")).isTrue();
  }

  @Test
  void indicesAreDemandedBoundOrLeftOpen() {
    assertThat(matches("a.b[2]", "a.b[2].c")).isTrue();
    assertThat(matches("a.b[2]", "a.b[3].c")).isFalse();
    assertThat(matches("a.b", "a.b[3].c")).isTrue();
    assertThat(PathPattern.of("a.b[i].c[j]").match("a.b[3].c[4].d"))
        .contains(Map.of("i", 3L, "j", 4L));
    assertThat(PathPattern.of("a.b[i].c[i]").match("a.b[3].c[4].d")).isEmpty();
    assertThat(PathPattern.of("a.b[i][j]").match("a.b[3][5]")).contains(Map.of("i", 3L, "j", 5L));
  }

  @Test
  void aChoiceHoldsForEachOfItsWays() {
    assertThat(matches("a.(b | c).d", "a.c.d")).isTrue();
    assertThat(matches("a.(b | c).d", "a.e.d")).isFalse();
    assertThat(matches("**.(down | up)", "x.y.up")).isTrue();
    assertThat(matches("a.(b.c | d)", "a.b.c.e")).isTrue();
  }
}
