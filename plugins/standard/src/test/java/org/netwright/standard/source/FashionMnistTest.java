package org.netwright.standard.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.netwright.spi.definition.DataSourceDefinition.Opened;
import org.netwright.spi.definition.DataSourceDefinition.Split;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.testkit.TestArguments;
import org.netwright.testkit.TestPlace;
import org.netwright.testkit.TestRecord;

class FashionMnistTest {
  private static final Path SUBSET = Path.of("../../samples/data/fashion-mnist-subset");

  @TempDir Path folder;

  private static void assertBalanced(Split split, int perClass) throws IOException {
    int[] counts = new int[10];
    for (long i = 0; i < split.size(); i++) {
      counts[(int) TestRecord.read(split, i).field("label")[0]]++;
    }
    assertThat(counts).containsOnly(perClass);
  }

  @Test
  void theSubsetInsideThePluginIsBalanced() throws IOException {
    TestPlace place = new TestPlace(folder);
    Opened opened =
        new FashionMnist(folder.resolve("nowhere"))
            .open(TestArguments.of("folder", TestArguments.NONE), place);
    Split train = opened.splits().get("train");
    Split test = opened.splits().get("test");
    assertThat(train.size()).isEqualTo(6000);
    assertThat(test.size()).isEqualTo(1000);
    assertBalanced(train, 600);
    assertBalanced(test, 100);
    assertThat(place.notes())
        .singleElement()
        .asString()
        .contains("subset of Fashion-MNIST inside", "nowhere is not there", "6000 + 1000");
  }

  @Test
  void itsPicturesAreThoseOfClothes() throws IOException {
    Opened opened =
        new FashionMnist(folder.resolve("nowhere"))
            .open(TestArguments.of("folder", TestArguments.NONE), new TestPlace(folder));
    // the whole data set begins with an ankle boot, whose first row is empty
    TestRecord boot = TestRecord.read(opened.splits().get("train"), 0);
    assertThat(boot.field("label")).containsExactly(9);
    double[] pixels = boot.field("image");
    assertThat(java.util.Arrays.stream(pixels).limit(28).sum()).isZero();
    assertThat(java.util.Arrays.stream(pixels).max().orElseThrow()).isEqualTo(255);
    assertThat(java.util.Arrays.stream(pixels).sum()).isEqualTo(76247);
  }

  @Test
  void aGivenFolderGoesFirst() throws IOException {
    TestPlace place = new TestPlace(Path.of(""));
    Opened opened =
        new FashionMnist(folder).open(TestArguments.of("folder", SUBSET.toString()), place);
    assertThat(opened.splits().get("train").size()).isEqualTo(6000);
    assertThat(place.notes()).singleElement().asString().contains("fashion-mnist-subset");
  }

  @Test
  void theFolderOfTheSystemGoesBeforeTheSubset() throws IOException {
    TestPlace place = new TestPlace(folder);
    new FashionMnist(SUBSET).open(TestArguments.of("folder", TestArguments.NONE), place);
    assertThat(place.notes()).singleElement().asString().contains("of the system");
  }

  @Test
  void aDamagedFolderOfTheSystemIsNotPassedOverInSilence() throws IOException {
    Path system = Files.createDirectory(folder.resolve("system"));
    assertThatThrownBy(
            () ->
                new FashionMnist(system)
                    .open(TestArguments.of("folder", TestArguments.NONE), new TestPlace(folder)))
        .isInstanceOf(DiagnosticException.class)
        .hasMessageContaining("train-images-idx3-ubyte is missing");
  }

  @Test
  void theNumberOfClassesIsKnownWithoutFiles() {
    assertThat(new FashionMnist().facts(TestArguments.of("folder", TestArguments.NONE)))
        .containsEntry("classes", 10L);
  }
}
