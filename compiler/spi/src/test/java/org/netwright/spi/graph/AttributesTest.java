package org.netwright.spi.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AttributesTest {
  @Test
  void aMissingAttributeIsNamed() {
    assertThatThrownBy(() -> Attributes.of("axis", 1L).integer("k"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("attribute k is missing");
  }

  @Test
  void anAttributeOfAnotherKindIsABrokenPromise() {
    assertThatThrownBy(() -> Attributes.of("axis", "one").integer("axis"))
        .isInstanceOf(ClassCastException.class);
  }

  @Test
  void listsCannotBeChangedFromOutside() {
    Attributes attributes = Attributes.of("axes", new long[] {1, 2});
    attributes.integers("axes")[0] = 9;
    assertThat(attributes.integers("axes")).containsExactly(1, 2);
  }

  @Test
  void anAddedAttributeLeavesTheOriginalAlone() {
    Attributes one = Attributes.of("a", 1L);
    assertThat(one.with("b", true).flag("b")).isTrue();
    assertThat(one.has("b")).isFalse();
  }

  @Test
  void attributesPrintInTheirOrderAndLongListsShort() {
    assertThat(
            Attributes.of("axes", new long[] {0, 2}, "keep", true, "text", "x", "eps", 1e-5)
                .with("many", new double[9]))
        .hasToString(
            "axes = [0, 2], keep = true, text = \"x\", eps = 1.0E-5, many = [0.0, … 9 numbers]");
  }
}
