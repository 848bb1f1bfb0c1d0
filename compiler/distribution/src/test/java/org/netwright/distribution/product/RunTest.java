package org.netwright.distribution.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.distribution.product.Product.Result;
import org.netwright.distribution.product.Product.Running;

/** Runs made and used by the product, from the starter project on. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class RunTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir(factory = Product.Beside.class)
  private Path folder;

  @Test
  void aStarterTrainsAndItsRunIsEvaluatedAndAskedAboutAPicture() throws Exception {
    assertThat(Product.netwright(folder, "new", "starter").exit()).isZero();
    Result trained =
        Product.netwright(
            folder, "train", "starter/clothes.net", "--synthetic", "--set", "length=2 epochs");
    assertThat(trained.exit()).as(trained.err()).isZero();
    assertThat(trained.err())
        .contains("made-up records", "epoch 2/2", "the run lies in runs/Quick-1");
    JsonNode result = JSON.readTree(trained.out());
    assertThat(trained.out().lines()).hasSize(1);
    assertThat(result.get("format_version").asInt()).isEqualTo(1);
    assertThat(result.get("run").asText()).isEqualTo("runs/Quick-1");
    assertThat(result.get("recipe").asText()).isEqualTo("Quick");
    JsonNode stage = result.get("stages").get(0);
    assertThat(stage.get("epochs").asInt()).isEqualTo(2);
    assertThat(stage.get("steps").asInt()).isEqualTo(4);
    double accuracy = stage.get("metrics").get("test.accuracy").asDouble();

    Result evaluated =
        Product.netwright(folder, "evaluate", "runs/Quick-1", "--format", "json", "--quiet");
    assertThat(evaluated.exit()).as(evaluated.err()).isZero();
    JsonNode metrics = JSON.readTree(evaluated.out()).get("metrics");
    assertThat(metrics.get("test.accuracy").asDouble()).isEqualTo(accuracy);

    picture("small.png", 28, BufferedImage.TYPE_BYTE_GRAY, 170);
    picture("large.png", 56, BufferedImage.TYPE_INT_RGB, 170);
    Result asked =
        Product.netwright(
            folder, "predict", "runs/Quick-1", "small.png", "large.png", "--format=json");
    assertThat(asked.exit()).as(asked.err()).isZero();
    assertThat(asked.err()).contains("large.png: colours to grey, 56×56 pixels to 28×28");
    JsonNode outputs = JSON.readTree(asked.out()).get("outputs");
    assertThat(outputs).hasSize(2);
    assertThat(outputs.get(0).get("input").asText()).isEqualTo("small.png");
    assertEqual(outputs, "one picture in two sizes");
    String white = "1,".repeat(28 * 28 - 1) + "1";
    picture("white.png", 28, BufferedImage.TYPE_BYTE_GRAY, 255);
    JsonNode scaled =
        JSON.readTree(
            Product.netwright(
                    folder, "predict", "runs/Quick-1", "white.png", white, "--format=json")
                .out());
    assertEqual(scaled.get("outputs"), "a white pixel is scaled to 1, as in training");
  }

  /** Rows of one batch may differ in the last bits. */
  private static void assertEqual(JsonNode outputs, String claim) {
    for (int i = 0; i < 10; i++) {
      assertThat(outputs.get(0).get("values").get(i).asDouble())
          .as(claim)
          .isCloseTo(outputs.get(1).get("values").get(i).asDouble(), within(1e-5));
    }
  }

  @Test
  void anInterruptedRunIsSavedAndGoesOn() throws Exception {
    assertThat(Product.netwright(folder, "new", "starter").exit()).isZero();
    Running training =
        Product.start(
            folder,
            Map.of(),
            Product.LAUNCHER,
            "train",
            "starter/clothes.net",
            "--synthetic",
            "--set",
            "length=100000 steps",
            "--out",
            "run",
            "--batch",
            "8");
    training.awaits("step");
    // The launcher has become Java by now, so the signal reaches it.
    Process kill =
        new ProcessBuilder("kill", "-INT", String.valueOf(training.process().pid())).start();
    assertThat(kill.waitFor()).isZero();
    Result result = training.result();
    assertThat(result.exit()).as(result.err()).isEqualTo(130);
    assertThat(result.err()).contains("go on with: netwright train --resume run");
    long steps = JSON.readTree(result.out()).get("stages").get(0).get("steps").asLong();
    Result more =
        Product.netwright(
            folder, "train", "--resume", "run", "--max-steps", String.valueOf(steps + 3));
    assertThat(more.exit()).as(more.err()).isZero();
    assertThat(JSON.readTree(more.out()).get("stages").get(0).get("steps").asLong())
        .isEqualTo(steps + 3);
  }

  @Test
  void aTrainingThatLeavesTheNumbersExitsWithFive() throws Exception {
    assertThat(Product.netwright(folder, "new", "starter").exit()).isZero();
    Path model = folder.resolve("starter/clothes.net");
    Files.writeString(
        model,
        Files.readString(model).replaceFirst("using Adam\\(.*\\)\\)", "using Sgd(lr = 1e30)"));
    assertThat(model).content().contains("Sgd(lr = 1e30)");
    Result result =
        Product.netwright(folder, "train", "starter/clothes.net", "--synthetic", "--out", "run");
    assertThat(result.exit()).as(result.out() + result.err()).isEqualTo(5);
    assertThat(result.err()).contains("error NW6", "starter/clothes.net:");
  }

  @Test
  void withoutNativesTheDoctorSaysSoAndTrainingExitsWithThree() throws Exception {
    Path copy = Product.linkedCopy(folder.resolve("product"));
    try (Stream<Path> jars = Files.list(copy.resolve("lib"))) {
      for (Path jar : jars.toList()) {
        if (jar.getFileName().toString().matches("tensorflow-core-native-.*-.*-.*")) {
          Files.delete(jar);
        }
      }
    }
    String launcher = copy.resolve("bin/netwright").toString();
    Map<String, String> plain = Map.of("NETWRIGHT_ARCHIVE", "off");
    Result doctor = Product.run(folder, plain, launcher, "doctor");
    assertThat(doctor.exit()).as(doctor.err()).isEqualTo(3);
    assertThat(doctor.out()).contains("no  tensorflow", "missing: TensorFlow's native library");
    String model = copy.resolve("samples/quickstart.net").toString();
    assertThat(Product.run(folder, plain, launcher, "check", model).exit()).isZero();
    Result train = Product.run(folder, plain, launcher, "train", model, "--synthetic");
    assertThat(train.exit()).isEqualTo(3);
    assertThat(train.err()).contains("error NW601");
    assertThat(folder.resolve("runs/Quick-1")).doesNotExist();
  }

  /** An even picture of one grey. */
  private void picture(String name, int size, int type, int grey) throws IOException {
    BufferedImage image = new BufferedImage(size, size, type);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        for (int band = 0; band < image.getRaster().getNumBands(); band++) {
          image.getRaster().setSample(x, y, band, grey);
        }
      }
    }
    ImageIO.write(image, "png", folder.resolve(name).toFile());
  }
}
