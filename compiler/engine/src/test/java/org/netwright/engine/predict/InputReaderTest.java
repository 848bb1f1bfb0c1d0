package org.netwright.engine.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class InputReaderTest {
  @TempDir Path folder;

  private static TensorType u8(long... sizes) {
    return new TensorType(ElementType.U8, Shape.of(sizes));
  }

  private String image(int type, int... rgb) throws Exception {
    BufferedImage image = new BufferedImage(2, 1, type);
    for (int x = 0; x < 2; x++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(x, 0, 0, rgb[x]);
      } else {
        image.setRGB(x, 0, rgb[x]);
      }
    }
    Path file = folder.resolve("image.png");
    ImageIO.write(image, "png", file.toFile());
    return file.toString();
  }

  @Test
  void aGreyImageIsReadAsItIsStored() throws Exception {
    String file = image(BufferedImage.TYPE_BYTE_GRAY, 10, 200);
    assertThat(InputReader.read(file, u8(1, 2, 1)).numbers()).containsExactly(10, 200);
    assertThat(InputReader.read(file, TensorType.f32(Shape.of(1, 2))).numbers())
        .containsExactly(10, 200);
    assertThat(InputReader.read(file, u8(1, 2, 3)).numbers())
        .containsExactly(10, 10, 10, 200, 200, 200);
  }

  @Test
  void coloursAreRedGreenBlue() throws Exception {
    String file = image(BufferedImage.TYPE_INT_RGB, 0x010203, 0xff8000);
    assertThat(InputReader.read(file, u8(1, 2, 3)).numbers()).containsExactly(1, 2, 3, 255, 128, 0);
    assertThat(InputReader.read(file, u8(1, 2, 1)).numbers()).containsExactly(2, 151);
  }

  @Test
  void anotherSizeNamesBoth() throws Exception {
    String file = image(BufferedImage.TYPE_INT_RGB, 0, 0);
    assertThatThrownBy(() -> InputReader.read(file, u8(28, 28, 1)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("2 × 1 pixels with 3 channels")
        .hasMessageContaining("u8[28, 28, 1]");
  }

  @Test
  void numbersComeFromTheCommandLineOrAFile() throws Exception {
    TensorType type = TensorType.f32(Shape.of(2, 2));
    assertThat(InputReader.read("1, -2.5,3e2,0", type).numbers()).containsExactly(1, -2.5, 300, 0);
    Path file = Files.writeString(folder.resolve("x.json"), "[[1, 2], [3, 4.5]]");
    assertThat(InputReader.read(file.toString(), type).numbers()).containsExactly(1, 2, 3, 4.5);
  }

  @Test
  void whatCannotBeReadSaysWhy() throws Exception {
    TensorType type = TensorType.f32(Shape.of(2));
    assertThatThrownBy(() -> InputReader.read("1,two", type))
        .hasMessageContaining("\"two\" is none");
    assertThatThrownBy(() -> InputReader.read("1", type))
        .hasMessageContaining("holds 1 number, and the input takes [2]");
    assertThatThrownBy(() -> InputReader.read("1,300", u8(2)))
        .hasMessageContaining("300.0 is no value of u8");
    assertThatThrownBy(() -> InputReader.read("missing.png", u8(1, 2, 1)))
        .hasMessageContaining("missing.png cannot be read as an image: there is none");
    Path text = Files.writeString(folder.resolve("text.png"), "no image");
    assertThatThrownBy(() -> InputReader.read(text.toString(), u8(1, 2, 1)))
        .hasMessageContaining("its format is not known");
    Path json = Files.writeString(folder.resolve("x.json"), "{\"a\": 1}");
    assertThatThrownBy(() -> InputReader.read(json.toString(), type))
        .hasMessageContaining("something else than numbers and lists");
    Files.writeString(json, "[1, 2");
    assertThatThrownBy(() -> InputReader.read(json.toString(), type))
        .isInstanceOf(DiagnosticException.class);
  }
}
