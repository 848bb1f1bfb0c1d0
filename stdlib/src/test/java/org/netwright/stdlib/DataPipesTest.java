package org.netwright.stdlib;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.netwright.engine.checkpoint.Measurement;
import org.netwright.engine.feed.DataRoots;
import org.netwright.engine.feed.DataSources;
import org.netwright.engine.run.Provenance;
import org.netwright.engine.train.Progress;
import org.netwright.engine.train.RunResult;
import org.netwright.engine.train.StopSignal;
import org.netwright.engine.train.Training;
import org.netwright.engine.train.TrainingOptions;
import org.netwright.frontend.CompiledFile.RecipeOptions;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * Recipes whose data pipes hold each operator train on image files, and go on where they stopped.
 */
class DataPipesTest {
  private static final DataRoots NOWHERE = new DataRoots(Optional.empty(), Optional.empty());

  @TempDir Path folder;

  @BeforeEach
  void drawImages() throws IOException {
    for (String part : List.of("train", "test")) {
      for (int i = 0; i < (part.equals("train") ? 8 : 4); i++) {
        Path file = folder.resolve("images/" + part + "/kind" + i % 2 + "/" + i + ".png");
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(9 + i, 14 - i, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
          for (int x = 0; x < image.getWidth(); x++) {
            image.setRGB(x, y, (20 * x + 7 * i) << 16 | (15 * y) << 8 | 100 * (i % 2));
          }
        }
        ImageIO.write(image, "png", file.toFile());
      }
    }
  }

  /** The data parts of published recipes: distillation by stored crops, augmentation, views. */
  private String recipe(String data) {
    return """
        use std.nn.{BatchNorm, Linear}
        use std.images.{IMAGENET}
        layer Tiny(classes: int)(image: [B, 6, 6, 3]) -> [B, classes] { image / 255 |> flatten |> BatchNorm() |> Linear(classes) }
        recipe R() {
            data images = image_folder("%s")
            net teacher = frozen Tiny(images.classes)
            net student = Tiny(images.classes)
            %s
            train 20 steps on train as (image, label) {
                minimize cross_entropy(student(image), label) using Adam(lr = 1e-2)
                report loss = cross_entropy(student(image), label)
            }
            evaluate at end on images.test |> { (image = it.image |> resize_short(7) |> center_crop(6), label = it.label) } |> batch(4) as (image, label) {
                report loss = cross_entropy(student(image), label)
            }
            predict as (image: [B, 6, 6, 3]) { student(image) + 0 * teacher(image) }
        }
        """
        .formatted(folder.resolve("images"), data);
  }

  private static final String DISTILLED =
      """
      data views = images.train |> repeated(4) |> {
          let box = random_crop_box([0.3, 1.0])
          return (id = it.id, box = box, image = it.image |> crop_resize(box, 6))
      } |> batch(3)
      data labels = views |> { (id = it.id, box = it.box, p = argmax(teacher(it.image))) } |> cache("labels")
      data train = labels |> unbatch |> join(images.train, by = "id") |> group(2)
        |> { (image = it.image |> crop_resize(it.box, 6), label = (it.p + it.label) % 2) } |> batch(4)
      """;

  private static final String AUGMENTED =
      """
      data train = images.train |> repeated(3) |> {
          (image = it.image |> random_resized_crop(6) |> random_flip() |> posterize(4) |> random_erasing(0.5), label = it.label)
      } |> shuffle(7) |> batch(4)
      """;

  private static final String TAKEN =
      """
      data train = images.train |> take(6) |> { (image = it.image |> resize_short(6) |> center_crop(6), label = it.label) }
        |> cache("small") |> batch(4, last = "keep")
      """;

  private RecipeProgram program(String data) {
    try (DataSources sources = new DataSources(NOWHERE, note -> {})) {
      return StandardLibrary.compileWhole(recipe(data))
          .recipe("R", RecipeOptions.NONE.withFacts(asked -> Optional.of(sources.fact(asked))));
    }
  }

  private RunResult train(RecipeProgram program, TrainingOptions.Target target, int stopAt) {
    StopSignal stop = new StopSignal();
    Provenance provenance = new Provenance("recipe.net", Map.of(), Map.of(), List.of(), "test");
    Progress progress =
        new Progress() {
          @Override
          public void stepped(Progress.Step step) {
            if (step.step() == stopAt) {
              stop.request();
            }
          }
        };
    return Training.run(
        program,
        TrainingOptions.of(target, provenance)
            .withData(NOWHERE)
            .withStop(stop)
            .withProgress(progress));
  }

  @ParameterizedTest
  @ValueSource(strings = {DISTILLED, AUGMENTED, TAKEN})
  void aResumedRunSeesTheRecordsAndDrawsOfAnUnbrokenOne(String data) {
    RunResult whole =
        train(program(data), new TrainingOptions.Target.At(folder.resolve("whole")), -1);
    TrainingOptions.Target broken = new TrainingOptions.Target.At(folder.resolve("broken"));
    assertThat(train(program(data), broken, 9).status()).isEqualTo(RunResult.Status.INTERRUPTED);
    RunResult resumed =
        train(
            program(data), new TrainingOptions.Target.Resume(folder.resolve("broken"), false), -1);
    Map<String, Measurement> metrics = whole.stages().get(0).metrics();
    assertThat(metrics).containsKeys("train.loss", "test.loss");
    assertThat(resumed.stages().get(0).metrics().get("test.loss"))
        .isEqualTo(metrics.get("test.loss"));
  }

  @Test
  void imagesOfDifferentSizesMakeNoBatch() {
    String data =
        "data train = images.train |> { (image = it.image |> resize_short(6), label = it.label) } |> batch(4)";
    assertThatThrownBy(
            () -> train(program(data), new TrainingOptions.Target.At(folder.resolve("run")), -1))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("and the recipe relies on u8[6, 6, 3]");
  }

  @Test
  void aCropThatIsTooLargeForAnImageIsSaidWithItsSizes() {
    String data =
        "data train = images.train |> { (image = it.image |> center_crop(10) |> resize_short(6), label = it.label) } |> batch(4)";
    assertThatThrownBy(
            () -> train(program(data), new TrainingOptions.Target.At(folder.resolve("run")), -1))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageMatching("(?s).*a crop of 10 × 10 does not fit in \\d+ × \\d+.*");
  }
}
