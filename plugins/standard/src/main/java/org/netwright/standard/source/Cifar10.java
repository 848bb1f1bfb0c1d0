package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;

/** {@code cifar10(…)}: the binary version of CIFAR-10. */
public final class Cifar10 implements DataSourceDefinition {
  private static final int CLASSES = 10;
  private static final List<CifarRecords.Label> LABELS =
      List.of(new CifarRecords.Label("label", CLASSES));

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return Map.of("classes", (long) CLASSES);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    CifarRecords train =
        records(
            folder,
            IntStream.rangeClosed(1, 5).mapToObj(i -> "data_batch_" + i + ".bin").toList(),
            place);
    CifarRecords test = records(folder, List.of("test_batch.bin"), place);
    place.note(folder + ": " + train.size() + " + " + test.size() + " images");
    return new TrainAndTest(train, test);
  }

  private static CifarRecords records(Path folder, List<String> names, Place place)
      throws IOException {
    return CifarRecords.read(folder, names, LABELS, List.of(0), "CIFAR-10", place);
  }
}
