package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;

/** {@code cifar100(…)}: the binary version of CIFAR-100, with its classes and their groups. */
public final class Cifar100 implements DataSourceDefinition {
  private static final int CLASSES = 100;
  private static final int GROUPS = 20;
  private static final List<CifarRecords.Label> LABELS =
      List.of(new CifarRecords.Label("coarse", GROUPS), new CifarRecords.Label("label", CLASSES));
  private static final List<Integer> LABEL_FIRST = List.of(1, 0);

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return Map.of("classes", (long) CLASSES, "groups", (long) GROUPS);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    CifarRecords train = records(folder, "train.bin", place);
    CifarRecords test = records(folder, "test.bin", place);
    place.note(folder + ": " + train.size() + " + " + test.size() + " images");
    return new TrainAndTest(train, test);
  }

  private static CifarRecords records(Path folder, String name, Place place) throws IOException {
    return CifarRecords.read(folder, List.of(name), LABELS, LABEL_FIRST, "CIFAR-100", place);
  }
}
