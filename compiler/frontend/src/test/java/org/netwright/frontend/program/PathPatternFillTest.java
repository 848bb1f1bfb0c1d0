package org.netwright.frontend.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a rule of {@code from} makes of the wildcards and indices of its target. */
class PathPatternFillTest {
  private static String filled(String pattern, String path, String template) {
    return PathPattern.of(pattern).how(path).map(m -> m.fill(template)).orElse("no match");
  }

  @Test
  void aWildcardStandsForOneSegmentWithItsIndices() {
    assertThat(filled("stage[0].*.kernel", "stage[0].block[1].kernel", "old.*.w"))
        .isEqualTo("old.block[1].w");
    assertThat(filled("*.kernel", "a.b.kernel", "*")).isEqualTo("no match");
  }

  @Test
  void twoStarsStandForAnyNumberOfSegments() {
    assertThat(filled("**", "a.b.c", "**")).isEqualTo("a.b.c");
    assertThat(filled("head.**", "head.a.b", "tail.**")).isEqualTo("tail.a.b");
    assertThat(filled("**.bias", "bias", "**.shift")).isEqualTo("shift");
    assertThat(filled("**.bias", "x.y.bias", "**.shift")).isEqualTo("x.y.shift");
  }

  @Test
  void indicesAreBoundOrDemanded() {
    assertThat(filled("stage[i].block[j].k", "stage[1].block[12].k", "layer{i}_{j}.k"))
        .isEqualTo("layer1_12.k");
    assertThat(filled("stage[i].k", "stage[3].k", "part[i].k")).isEqualTo("part[3].k");
    assertThat(filled("stage[2]", "stage[2]", "x")).isEqualTo("x");
    assertThat(filled("stage[2]", "stage[12]", "x")).isEqualTo("no match");
    assertThat(filled("a[i].b[i]", "a[1].b[2]", "x")).isEqualTo("no match");
  }

  @Test
  void choicesAndInstances() {
    assertThat(filled("(key | query).kernel", "query.kernel", "x")).isEqualTo("x");
    assertThat(filled("(key | query).kernel", "value.kernel", "x")).isEqualTo("no match");
    // A pattern that names an instance stands for everything under it.
    assertThat(filled("head", "head.linear.kernel", "old_head"))
        .isEqualTo("old_head.linear.kernel");
    assertThat(filled("head", "header.kernel", "x")).isEqualTo("no match");
  }
}
