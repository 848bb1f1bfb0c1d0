package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.netwright.frontend.CompiledFile;
import org.netwright.frontend.Compiler;
import org.netwright.frontend.Limits;
import org.netwright.frontend.SourceLoader;
import org.netwright.frontend.program.TestResult;

/** The layers of whole programs, used from other files and at small sizes. */
class ProgramsTest {
  private static final Path PROGRAMS = Path.of("../grammar/src/test/resources/accept");

  /** A recipe, sweep or data declaration from its first word to its last line. */
  private static final Pattern TRAINING =
      Pattern.compile("(?ms)^(recipe|sweep) .*?^\\}.*?$|^data .*?$");

  /** The text of the test beside the programs, without what trains them. */
  private record Layers(String main) implements SourceLoader {
    @Override
    public Optional<Text> load(String file) {
      if (file.equals("main.net")) {
        return Optional.of(new Text(file, main));
      }
      try {
        String text = Files.readString(PROGRAMS.resolve(file));
        return Optional.of(new Text(file, TRAINING.matcher(text).replaceAll("")));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public Optional<String> resolve(String importingFile, List<String> segments) {
      return Optional.of(String.join("/", segments) + ".net");
    }
  }

  private static void check(String text) {
    CompiledFile file =
        new Compiler(StandardLibrary.catalog(), new Layers(text), Limits.DEFAULT)
            .compile("main.net");
    assertThat(file.diagnostics()).isEmpty();
    for (TestResult result : file.runTests(Optional.empty())) {
      assertThat(result.failures()).isEmpty();
    }
  }

  /** `t.encoder`, `embed.table`, records that are carried, and places put one by one. */
  @Test
  void aTransformerIsDecodedByItsParts() {
    check(
        """
        use translate.{Transformer, shifted}
        const PAD = 0
        fn greedy(t: layer, source: i64[B, S], limit: int) -> i32[B, limit] {
            let memory = t.encoder(source) |> spread(1)
            let start = (tokens = fill(PAD, [B, limit]) |> put(0, 1), done = fill(false, [B]))
            let end = start |> recur limit - 1 as i {
                let logits = t.decoder(it.tokens, memory, source != PAD) |> gather(i, axis = 1)
                let (score, index) = top_k(logits, 1)
                let done = it.done or index[:, 0] == 2
                return (tokens = it.tokens |> put(i + 1, index[:, 0]), done = done)
            }
            return end.tokens
        }
        test "parts" {
            let t = Transformer(vocab = 11, width = 8, depth = 2, heads = 2)
            let source = cast(reshape(range(6), [2, 3]), i64)
            check greedy(t, source, limit = 4) -> i32[2, 4]
            let (output, input) = shifted(source)
            check t(source, input) -> [2, 2, 11]
            check parameters(t, embed.**).length == 1
            check params(Transformer(vocab = 11, width = 8, depth = 2, heads = 2), on = [[2, 3], [2, 4]])
                == params(Transformer(vocab = 11, width = 8, depth = 2, heads = 2), on = [[1, 9], [1, 7]])
        }
        """);
  }

  /** `logits@**.balance`, one for each layer of experts. */
  @Test
  void balancesOfExpertsAreReadFromOutside() {
    check(
        """
        use moe.{Moe, SparseLm}
        test "balance" {
            let lm = SparseLm(vocab = 7, width = 8, depth = 2)
            let logits = lm(fill(cast(1, i64), [1, 512]))
            check (logits@**.balance).length == 2
            check mean(logits@**.balance) -> []
            check paths(Moe(3, 4), mlp[2].**, on = [1, 2, 4]).length == 4
        }
        """);
  }

  /** Optional results, and a record taken by name in any order. */
  @Test
  void aDetectorGivesMasksWhenAsked() {
    check(
        """
        use detection.{Detector}
        test "results" {
            let image = zeros([1, 32, 32, 3])
            let plain = Detector(3)
            let masked = Detector(3, masks = true)
            let (boxes as b, scores) = plain(image)
            check plain(image).masks == none
            check b -> [1, 36, 4]
            check scores -> [1, 36, 3]
            check masked(image).masks -> [1, 36, 28, 28]
            let (weight, target) = assign(b, zeros([1, 5, 4]), fill(cast(1, i64), [1, 5]), fill(true, [1, 5]))
            check weighted_mean(focal(scores, target.classes), weight) + weighted_mean(giou(b, target.boxes), weight) -> []
        }
        """);
  }

  /** `down@skip`, and a table that is resized for other sizes. */
  @Test
  void skipsTowersAndCropsHaveTheirShapes() {
    check(
        """
        use clip.{Language}
        use diffusion.{UNet}
        use dino.{DinoHead, Vit}
        use lstm.{Lstm}
        test "shapes" {
            let unet = UNet(8, 2, 3)
            check unet(zeros([2, 8, 8, 3]), fill(3, [2])) -> [2, 8, 8, 3]
            let student = DinoHead(Vit(width = 6, depth = 1, heads = 2, patch = 8, side = 2), out = 5)
            check [student(v) for v in [zeros([1, 16, 16, 3]), zeros([1, 24, 24, 3])]].length == 2
            check student.backbone(zeros([1, 16, 16, 3])) -> [1, 6]
            check student.backbone.blocks(zeros([1, 5, 6])) -> [1, 5, 6]
            let language = Language(9, out = 4, width = 8, depth = 1)
            check language(fill(cast(2, i64), [2, 5])) -> [2, 4]
            check params(Lstm(8), on = [1, 3, 4]) == params(Lstm(8), on = [1, 50, 4])
        }
        """);
  }
}
