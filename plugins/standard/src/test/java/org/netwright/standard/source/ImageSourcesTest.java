package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Shape;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

/** image_folder, image_text and coco_detection on files made here. */
class ImageSourcesTest {
  private static final TestArguments FOLDER =
      TestArguments.of("folder", "data", "extensions", List.of("png"));

  @TempDir Path root;
  private Path data = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    data = Files.createDirectories(root.resolve("data"));
  }

  /** An image whose pixel (y, x) is (10 · y, 10 · x, blue). */
  private void image(String path, int height, int width, int blue) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, 10 * y << 16 | 10 * x << 8 | blue);
      }
    }
    Path file = data.resolve(path);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  private void folder() throws IOException {
    image("train/dog/b.PNG", 2, 3, 7);
    image("train/dog/a.png", 4, 1, 8);
    image("train/cat/c.png", 1, 1, 9);
    image("val/cat/d.png", 1, 2, 1);
    image("val/dog/e.png", 1, 2, 2);
  }

  private Opened open() throws IOException {
    return new ImageFolder().open(FOLDER, new TestPlace(root));
  }

  @Test
  void aFolderOfImagesHasALabelForEachFolderAndImagesOfAnySize() throws IOException {
    folder();
    Opened opened = open();
    assertThat(opened.facts()).containsExactly(Map.entry("classes", 2L));
    assertThat(new ImageFolder().factsOnOpening(FOLDER)).containsExactly("classes");
    Split train = opened.splits().get("train");
    assertThat(train.size()).isEqualTo(3);
    assertThat(opened.splits().get("test").size()).isEqualTo(2);
    assertThat(train.fields().get(0).type()).hasToString("u8[H, W, 3]");
    TestRecord third = TestRecord.read(train, 2);
    assertThat(third.shape("image")).isEqualTo(Shape.of(2, 3, 3));
    assertThat(third.field("image"))
        .containsExactly(0, 0, 7, 0, 10, 7, 0, 20, 7, 10, 0, 7, 10, 10, 7, 10, 20, 7);
    assertThat(third.field("label")).containsExactly(1);
    assertThat(third.field("id")).containsExactly(2);
    assertThat(TestRecord.read(train, 0).field("label")).containsExactly(0);
  }

  @Test
  void anImageThatNobodyReadsIsNotDecoded() throws IOException {
    folder();
    Split train = open().splits().get("train");
    Files.writeString(data.resolve("train/cat/c.png"), "no image");
    assertThat(TestRecord.read(train, 0, Set.of("id")).field("id")).containsExactly(0);
    assertThatThrownBy(() -> TestRecord.read(train, 0))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("c.png is neither PNG nor JPEG");
  }

  private void assertMistake(String message) {
    assertThatThrownBy(this::open)
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsWrongWithAFolderIsSaidOnOpening() throws IOException {
    assertMistake("has no folder train");
    folder();
    Files.writeString(data.resolve("train/dog/notes.txt"), "x");
    assertMistake("notes.txt is no image: its name ends in none of [.png]");
    Files.delete(data.resolve("train/dog/notes.txt"));
    image("val/fox/f.png", 1, 1, 1);
    assertMistake("has the classes [cat, dog, fox]");
    Files.createDirectories(data.resolve("train/fox"));
    assertMistake("fox holds no image");
    Files.writeString(data.resolve("train/list.txt"), "x");
    assertMistake("list.txt is no folder of a class");
  }

  @Test
  void greyAndTransparentImagesAreReadAsColours() throws IOException {
    BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    grey.getRaster().setSample(0, 0, 0, 100);
    grey.getRaster().setSample(1, 0, 0, 3);
    ImageIO.write(grey, "png", data.resolve("grey.png").toFile());
    RgbPicture picture = RgbPicture.read(data.resolve("grey.png"));
    assertThat(picture.pixels()).containsExactly(100, 100, 100, 3, 3, 3);
  }

  private static final TestArguments TEXT =
      TestArguments.of("folder", "data", "length", 4, "vocab", TestArguments.NONE);

  @Test
  void captionsAreFilledUpWithZeros() throws IOException {
    image("img/a.png", 1, 2, 5);
    Files.writeString(data.resolve("train.tsv"), "img/a.png\t3 9\nimg/a.png\t1 2 3 4\n");
    Files.writeString(data.resolve("test.tsv"), "img/a.png\t7\n");
    Opened opened = new ImageText().open(TEXT, new TestPlace(root));
    assertThat(opened.facts()).containsExactly(Map.entry("vocab", 10L));
    TestRecord first = TestRecord.read(opened.splits().get("train"), 0);
    assertThat(first.field("text")).containsExactly(3, 9, 0, 0);
    assertThat(first.shape("image")).isEqualTo(Shape.of(1, 2, 3));
    Files.writeString(data.resolve("test.tsv"), "img/a.png\t1 2 3 4 5\n");
    assertThatThrownBy(() -> new ImageText().open(TEXT, new TestPlace(root)))
        .hasMessageContaining("test.tsv:1: the caption has 5 ids, and 1 … 4 are wanted");
    Files.writeString(data.resolve("test.tsv"), "../b.png\t1\n");
    assertThatThrownBy(() -> new ImageText().open(TEXT, new TestPlace(root)))
        .hasMessageContaining("b.png is no file below");
  }

  private static final String ANNOTATIONS =
      """
      {"info": {"year": 2017}, "images": [{"id": 5, "file_name": "a.png", "height": 4, "width": 8}],
       "categories": [{"id": 90, "name": "dog"}, {"id": 3, "name": "cat"}],
       "annotations": [
         {"image_id": 5, "category_id": 3, "bbox": [0, 1, 2, 2], "iscrowd": 0, "segmentation": [[1, 2]]},
         {"image_id": 5, "category_id": 90, "bbox": [1, 0, 4, 3.5], "iscrowd": 0},
         {"image_id": 5, "category_id": 90, "bbox": [0, 0, 8, 4], "iscrowd": 1}]}
      """;

  private Opened coco(int most) throws IOException {
    return new CocoDetection()
        .open(TestArguments.of("folder", "data", "size", 4, "most", most), new TestPlace(root));
  }

  private void coco(String train) throws IOException {
    image("train2017/a.png", 4, 8, 5);
    image("val2017/a.png", 4, 8, 5);
    Files.createDirectories(data.resolve("annotations"));
    Files.writeString(data.resolve("annotations/instances_train2017.json"), train);
    Files.writeString(data.resolve("annotations/instances_val2017.json"), ANNOTATIONS);
  }

  @Test
  void objectsAreScaledWithTheirImageAndFilledUp() throws IOException {
    coco(ANNOTATIONS);
    Opened opened = coco(3);
    assertThat(opened.facts()).containsExactly(Map.entry("classes", 2L));
    TestRecord record = TestRecord.read(opened.splits().get("train"), 0);
    assertThat(record.field("boxes"))
        .containsExactly(0, 0.5, 1.75, 2.5, 0.5, 0, 1.5, 1, 0, 0, 0, 0);
    assertThat(record.field("classes")).containsExactly(1, 0, 0);
    assertThat(record.field("valid")).containsExactly(1, 1, 0);
    // half size: two rows of pixels, then black
    double[] image = record.field("image");
    assertThat(image).hasSize(48);
    assertThat(java.util.Arrays.copyOfRange(image, 0, 3)).containsExactly(5, 5, 5);
    assertThat(java.util.Arrays.copyOfRange(image, 24, 48)).containsOnly(0);
    TestRecord largest = TestRecord.read(coco(1).splits().get("train"), 0);
    assertThat(largest.field("classes")).containsExactly(1);
  }

  @Test
  void whatIsWrongWithAnnotationsIsSaidOnOpening() throws IOException {
    coco(ANNOTATIONS.replace("\"category_id\": 3", "\"category_id\": 4"));
    assertThatThrownBy(() -> coco(3))
        .hasMessageContaining("the category 4, which it does not list");
    coco(ANNOTATIONS.replace("a.png", "b.png"));
    assertThatThrownBy(() -> coco(3)).hasMessageContaining("b.png, which is not there");
    coco("{\"images\": [");
    assertThatThrownBy(() -> coco(3)).hasMessageContaining("json:1 is no JSON");
    coco("[]");
    assertThatThrownBy(() -> coco(3)).hasMessageContaining("is no file of annotations");
  }
}
