package org.netwright.frontend.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.TestResult;
import org.netwright.spi.graph.Primitive;

/** Slices: cut, apply, join (definitions C18). */
class SliceTest {
  private static final String HEAD =
      """
      use std.nn.{BatchNorm, DropPath, LayerNorm, Linear}
      fn attend(qkv: [B, N, 3 * C], heads: int) -> [B, N, C] {
          let (q, k, v) = qkv |> reshape([B, N, 3, heads, C / heads]) |> transpose([2, 0, 3, 1, 4]) |> unstack(axis = 0)
          let weights = softmax(matmul(q, transpose(k, [0, 1, 3, 2])) * (C / heads) ** -0.5)
          return matmul(weights, v) |> transpose([0, 2, 1, 3]) |> reshape([B, N, C])
      }
      fn masked(qkv: [B, N, 3 * C], heads: int, groups: int) -> [B, N, C] {
          let (q, k, v) = qkv |> reshape([B, N, 3, heads, C / heads]) |> transpose([2, 0, 3, 1, 4]) |> unstack(axis = 0)
          let run = range(N) // (N / groups)
          let scores = matmul(q, transpose(k, [0, 1, 3, 2])) * (C / heads) ** -0.5
          let weights = softmax(where(run[:, none] == run[none, :], scores, -1e9))
          return matmul(weights, v) |> transpose([0, 2, 1, 3]) |> reshape([B, N, C])
      }
      layer SlicedAttention(heads: int)(x: [B, N, C], groups: int = 1, shuffle: bool = false) -> [B, N, C]
          where N % groups == 0: "{N} tokens do not divide into {groups} groups" {
          let qkv = Linear(3 * C)
          let proj = Linear(C)
          return qkv(x) |> slice(groups, shuffled = shuffle) { attend(it, heads) } |> proj
      }
      layer MaskedAttention(heads: int)(x: [B, N, C], groups: int = 1) -> [B, N, C] {
          let qkv = Linear(3 * C)
          let proj = Linear(C)
          return masked(qkv(x), heads, groups) |> proj
      }
      layer Around(body: layer)(x: [S...]) -> [S...] { body(x) }
      """;

  private static CompiledFile checked(String text) {
    CompiledFile file = Checked.file(HEAD + text);
    assertThat(Checked.messages(file)).isEmpty();
    return file;
  }

  private static List<String> failures(String checks) {
    return checked("test \"t\" {\n" + checks + "\n}\n").runTests(Interpreted.RUNNER).stream()
        .flatMap(r -> r.failures().stream())
        .map(TestResult.Failure::message)
        .toList();
  }

  private static List<Primitive> ops(String text) {
    ModelProgram model = Checked.model(HEAD + text, "M");
    return model.forward().graph().ops().stream().map(op -> op.primitive()).toList();
  }

  // ---- values

  @Property(tries = 12)
  void slicedAttentionIsDenseAttentionUnderABlockMask(
      @ForAll @IntRange(min = 1, max = 2) int batch,
      @ForAll @IntRange(min = 1, max = 3) int run,
      @ForAll @IntRange(min = 1, max = 4) int groups,
      @ForAll @IntRange(min = 1, max = 2) int heads) {
    assertThat(
            failures(
                "check equal({ let a = SlicedAttention(%1$d); return a(it, groups = %2$d) }, { let a = MaskedAttention(%1$d); return a(it, groups = %2$d) }, on = [%3$d, %4$d, %5$d])"
                    .formatted(heads, groups, batch, run * groups, 2 * heads)))
        .isEmpty();
  }

  @Provide
  Arbitrary<String> blocks() {
    return Arbitraries.of(
        "tanh(P)",
        "softmax(P, axis = 1)",
        "cumsum(P, axis = 1)",
        "P - mean(P, axis = 1, keep = true)",
        "P / (1 + sum(P * P, axis = [0, 2], keep = true))",
        "reverse(P, axis = 1)",
        "P + range(shape(P)[1])[:, none]",
        "concat([P, P * 2], axis = 1)",
        "mean(P, axis = 1, keep = true)",
        "transpose(reshape(P, [shape(P)[0], shape(P)[2], shape(P)[1]]))",
        "where(P > 0, P, amax(P))",
        "P[:, 0..1] * P",
        "matmul(transpose(P), P) + shape(P)[1]",
        "(a = P, b = P + 1).b");
  }

  /** What is done for all groups at once equals what is written out group by group. */
  @Property(tries = 40)
  void groupsAtOnceAreGroupsOneByOne(
      @ForAll("blocks") String block,
      @ForAll @IntRange(min = 1, max = 2) int batch,
      @ForAll @IntRange(min = 1, max = 3) int run,
      @ForAll @IntRange(min = 2, max = 4) int groups) {
    String sliced = "{ it |> slice(%d) { %s } }".formatted(groups, block.replace("P", "it"));
    String written =
        "{ concat([%s for p in split(it, %d, axis = 1)], axis = 1) }"
            .formatted(block.replace("P", "p"), groups);
    assertThat(
            failures(
                "check equal(%s, %s, on = [%d, %d, 3])"
                    .formatted(sliced, written, batch, run * groups)))
        .isEmpty();
  }

  @Test
  void aLookInsideSeesEveryGroup() {
    assertThat(
            failures(
                """
                check equal({ let y = it |> slice(3) { let part = tanh(it)
                    return part }
                  return concat(y@part, axis = 1) }, { tanh(it) }, on = [2, 6, 2])
                check equal({ let y = it |> slice(3, axis = 0) { let part = it + 0 * random_uniform([1])
                    return part }
                  return concat(y@part, axis = 0) }, { it }, on = [6, 2])
                """))
        .isEmpty();
  }

  /** Pinning test 10. */
  @Test
  void oneSliceOfTheBatchIsTheIdentityOnValuesDrawsAndStates() {
    assertThat(
            failures(
                """
                check equal({ BatchNorm() }, { slice(1, axis = 0) { BatchNorm() } }, on = [8, 4])
                check equal({ DropPath(0.5) }, { slice(1, axis = 0, shuffled = true) { DropPath(0.5) } }, on = [8, 4])
                """))
        .isEmpty();
  }

  @Test
  void slicesOfTheBatchMoveTheStatesOfTheBlockInOrder() {
    assertThat(
            failures(
                """
                check equal({ let n = BatchNorm(); return it |> slice(2, axis = 0) { n } }, { let n = BatchNorm(); return concat([n(p) for p in split(it, 2, axis = 0)], axis = 0) }, on = [8, 4])
                """))
        .isEmpty();
    assertThat(
            failures(
                "check equal({ slice(2, axis = 0) { BatchNorm() } }, { BatchNorm() }, on = [8, 4])"))
        .singleElement()
        .asString()
        .contains("in training");
  }

  @Test
  void groupsDrawApart() {
    assertThat(
            failures(
                "check equal({ slice(2, axis = 0) { it + random_uniform([1]) } }, { it + random_uniform([1]) }, on = [4, 1])"))
        .hasSize(1);
    assertThat(
            ops(
                "model M()(x: [4, 2]) -> [4, 2] { x |> slice(4, axis = 0) { it * random_uniform([1, 2]) } }"))
        .filteredOn(p -> p == Primitive.RANDOM_UNIFORM)
        .hasSize(4);
  }

  @Test
  void aShuffleIsUndone() {
    assertThat(
            failures(
                """
                check equal({ slice(4, axis = 0, shuffled = true) { Linear(3) } }, { Linear(3) }, on = [8, 4])
                check equal({ slice(2, axis = -2, shuffled = true) { it * 2 } }, { it * 2 }, on = [2, 6, 3])
                check trains({ SlicedAttention(2)(groups = 4, shuffle = true) }, on = [2, 8, 6])
                """))
        .isEmpty();
  }

  @Test
  void aShuffleMixesTheGroups() {
    assertThat(
            failures(
                "check equal({ slice(4, shuffled = true) { it - mean(it, axis = 1, keep = true) } }, { slice(4) { it - mean(it, axis = 1, keep = true) } }, on = [1, 8, 2])"))
        .hasSize(1);
  }

  @Test
  void allTensorsOfATupleAreCut() {
    assertThat(
            failures(
                """
                check equal({ (a = it, b = it + 1) |> slice(2) { (sum = cumsum(it.a, axis = 1) + it.b, last = it.b) } }, { (sum = concat([cumsum(p, axis = 1) for p in split(it, 2, axis = 1)], axis = 1) + it + 1, last = it + 1) }, on = [2, 6, 3])
                """))
        .isEmpty();
  }

  @Test
  void asAnArgumentItsSitesAreTheReceivers() {
    assertThat(
            failures(
                """
                check paths(Around(slice(2) { Linear(3) }), on = [1, 2, 3]) == ["body.linear.bias", "body.linear.kernel"]
                check equal(Around(slice(2) { Linear(3) }), Around({ Linear(3) }), on = [1, 2, 3])
                """))
        .isEmpty();
  }

  // ---- how

  @Test
  void independentGroupsAreOneWork() {
    assertThat(ops("model M()(x: [B, 12, 6]) -> [B, 12, 2] { x |> slice(4) { attend(it, 1) } }"))
        .filteredOn(p -> p == Primitive.MATMUL)
        .hasSize(2);
  }

  @Test
  void layersInsideCostTheWorkOfAllGroups() {
    ModelProgram model =
        Checked.model(
            HEAD + "model M()(x: [B, 12, 3]) -> [B, 12, 5] { x |> slice(4) { Linear(5) } }", "M");
    assertThat(Costs.of(model).layers())
        .filteredOn(l -> l.call().declaration().equals("Linear"))
        .singleElement()
        .satisfies(l -> assertThat(l.work().macs()).hasToString("180"));
  }

  /** The network of Shen, Liu and Xing (2022), whose sizes are published. */
  @Test
  void theSlicedRecursiveTransformerHasItsPublishedSizes() {
    Map<String, String> tiny =
        Map.of(
            "size", "224",
            "classes", "1000",
            "base", "32",
            "heads", "[2, 4, 8]",
            "unique", "[2, 5, 3]",
            "mlp", "3.6",
            "groups", "[[8, 2], [4, 1], [1, 1]]");
    assertThat(cost(tiny).parameters().trainable()).isEqualTo(4_755_979);
    assertThat(cost(tiny).work().macs().known()).isEqualTo(1_112_444_672);
    assertThat(cost(with(tiny, "groups", "[[1, 1], [1, 1], [1, 1]]")).work().macs().known())
        .isBetween(1_360_000_000L, 1_370_000_000L);
    assertThat(cost(with(tiny, "mlp", "4.0")).parameters().trainable()).isEqualTo(4_988_024);
    Map<String, String> small = with(with(tiny, "base", "42"), "heads", "[3, 6, 12]");
    assertThat(cost(with(with(small, "mlp", "3.0"), "nlp", "2.0")).parameters().trainable())
        .isEqualTo(20_899_692);
  }

  private static Map<String, String> with(Map<String, String> options, String name, String value) {
    Map<String, String> more = new HashMap<>(options);
    more.put(name, value);
    return more;
  }

  private static ModelCost cost(Map<String, String> options) {
    CompiledFile file = Checked.file(SmallCatalog.text("/check/sret.net"));
    return Costs.of(file.model("SReT", options, Optional.empty()));
  }

  @Test
  void anOpenNumberOfGroupsIsAskedOfTheCaller() {
    checked(
        "layer L()(x: [B, N, C], g: int = 2) -> [B, N, C] { x |> slice(g) { it * 2 } }\n"
            + "model M()(x: [B, 6, 2]) -> [B, 6, 2] { let l = L(); return l(l(x, g = 3)) }");
  }
}
