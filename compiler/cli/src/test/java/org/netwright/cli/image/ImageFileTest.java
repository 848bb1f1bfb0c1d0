package org.netwright.cli.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

class ImageFileTest {
  @TempDir private Path folder;

  @Test
  void aGreyValueIsTakenAsItIsStored() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
    int[] values = {0, 1, 127, 128, 200, 255};
    image.getRaster().setPixels(0, 0, 3, 2, values);
    ImageFile read = written(image, "png");
    assertThat(read.height()).isEqualTo(2);
    assertThat(read.width()).isEqualTo(3);
    assertThat(read.channels()).isEqualTo(1);
    assertThat(read.values()).containsExactly(0, 1, 127, 128, 200, 255);
  }

  @Test
  void sixteenBitsOfGreyBecomeTheSameRange() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 2, 1, new int[] {65535, 257});
    assertThat(written(image, "png").values()).containsExactly(255, 1);
  }

  @Test
  void coloursKeepTheirOrderAndTransparencyShowsBlack() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 0xff0a141e);
    image.setRGB(1, 0, 0x00ffffff);
    assertThat(written(image, "png").values()).containsExactly(10, 20, 30, 0, 0, 0);
  }

  @Test
  void greyFromColoursIsTheirBrightness() {
    ImageFile colours = new ImageFile(1, 1, 3, 100, 50, 200);
    assertThat(colours.withChannels(1).values()[0])
        .isCloseTo(0.299f * 100 + 0.587f * 50 + 0.114f * 200, within(1e-4f));
    assertThat(new ImageFile(1, 1, 1, 7).withChannels(3).values()).containsExactly(7, 7, 7);
  }

  @Test
  void aSmallerImageHoldsMeansAndALargerOneRunsLinearly() {
    ImageFile wide = new ImageFile(1, 4, 1, 0, 100, 100, 0);
    for (float value : wide.resized(1, 2).values()) {
      assertThat(value).isCloseTo(50, within(1e-4f));
    }
    ImageFile pair = new ImageFile(1, 2, 1, 0, 100);
    assertThat(pair.resized(1, 4).values())
        .containsExactly(new float[] {0, 25, 75, 100}, within(1e-3f));
    assertThat(pair.resized(3, 2).values())
        .containsExactly(new float[] {0, 100, 0, 100, 0, 100}, within(1e-3f));
  }

  @Test
  void anEvenImageStaysEvenInEverySize() {
    float[] values = new float[5 * 7 * 3];
    java.util.Arrays.fill(values, 42);
    ImageFile even = new ImageFile(5, 7, 3, values);
    for (int size = 1; size < 20; size++) {
      for (float value : even.resized(size, 20 - size).values()) {
        assertThat(value).isCloseTo(42, within(1e-3f));
      }
    }
  }

  @Test
  void aTensorOfAnotherSizeSaysWhatWasChanged() {
    ImageFile image = new ImageFile(2, 2, 3, new float[12]);
    ImageTensor tensor = ImageTensor.of(image, new TensorType(ElementType.U8, Shape.of(4, 3, 1)));
    assertThat(tensor.changes()).isEqualTo("colours to grey, 2×2 pixels to 3×4");
    assertThat(tensor.tensor().bytes().remaining()).isEqualTo(12);
  }

  @Test
  void pixelsAreRoundedIntoBytesAndKeptInFloats() {
    ImageFile image = new ImageFile(1, 2, 1, 254.6f, 0.4f);
    ImageTensor bytes = ImageTensor.of(image, new TensorType(ElementType.U8, Shape.of(1, 2)));
    assertThat(bytes.tensor().numbers()).containsExactly(255, 0);
    assertThat(bytes.changes()).isEmpty();
    ImageTensor floats = ImageTensor.of(image, TensorType.f32(Shape.of(1, 2, 1)));
    assertThat(floats.tensor().number(0)).isCloseTo(254.6, within(1e-4));
  }

  @Test
  void whatIsNoImageIsRefusedInWords() throws IOException {
    Path text = Files.writeString(folder.resolve("a.png"), "not an image");
    assertThatThrownBy(() -> ImageFile.read(text)).hasMessageContaining("none of the known kinds");
    assertThatThrownBy(() -> ImageFile.read(folder.resolve("no.png")))
        .isInstanceOf(IOException.class);
    BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 1600; i++) {
      image.setRGB(i % 40, i / 40, random.nextInt());
    }
    Path whole = folder.resolve("whole.png");
    ImageIO.write(image, "png", whole.toFile());
    byte[] bytes = Files.readAllBytes(whole);
    for (int length = 1; length < bytes.length / 2; length += 97) {
      Path cut = Files.write(folder.resolve("cut.png"), java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> ImageFile.read(cut))
          .as("%d bytes", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void onlyTypesOfImagesTakeImages() {
    assertThat(ImageTensor.takes(TensorType.f32(Shape.of(28, 28)))).isTrue();
    assertThat(ImageTensor.takes(TensorType.f32(Shape.of(28, 28, 3)))).isTrue();
    assertThat(ImageTensor.takes(TensorType.f32(Shape.of(28, 28, 2)))).isFalse();
    assertThat(ImageTensor.takes(TensorType.f32(Shape.of(28)))).isFalse();
    assertThat(ImageTensor.takes(new TensorType(ElementType.BOOL, Shape.of(28, 28)))).isFalse();
    assertThat(ImageFile.isImage("a/B.JPG")).isTrue();
    assertThat(ImageFile.isImage("1,2,3")).isFalse();
  }

  private ImageFile written(BufferedImage image, String kind) throws IOException {
    Path file = folder.resolve("image." + kind);
    ImageIO.write(image, kind, file.toFile());
    return ImageFile.read(file);
  }
}
