package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;

/**
 * {@code fashion_mnist()}: a given folder, else the folder of the Debian package {@code
 * dataset-fashion-mnist}, else the subset inside the plugin. It says which.
 */
public final class FashionMnist implements DataSourceDefinition {
  private static final int CLASSES = 10;
  private static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");
  private static final String SUBSET = "fashion-mnist-subset";

  private final Path system;

  /** Looks where Debian installs the data set. */
  public FashionMnist() {
    this(DEBIAN);
  }

  FashionMnist(Path system) {
    this.system = system;
  }

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return Map.of("classes", (long) CLASSES);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    if (!arguments.isNone("folder")) {
      Path folder = place.find(arguments.text("folder"));
      return open(IdxFolder.at(folder), "Fashion-MNIST in " + folder, place);
    }
    if (Files.isDirectory(system)) {
      return open(IdxFolder.at(system), "Fashion-MNIST of the system in " + system, place);
    }
    return open(
        IdxFolder.inside(SUBSET),
        "the subset of Fashion-MNIST inside the standard plugin, since no folder is given and "
            + system
            + " is not there",
        place);
  }

  private static Opened open(IdxFolder folder, String what, Place place) throws IOException {
    TrainAndTest opened = TrainAndTest.of(new IdxReader(folder, place, CLASSES));
    place.note(what + ": " + opened.train().size() + " + " + opened.test().size() + " pictures");
    return opened;
  }
}
