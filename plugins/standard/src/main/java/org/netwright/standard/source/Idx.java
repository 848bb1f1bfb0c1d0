package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;

/** {@code idx(folder)}: the four files of a data set in the format of MNIST. */
public final class Idx implements DataSourceDefinition {
  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return Map.of("classes", arguments.integer("classes"));
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    int classes = Math.toIntExact(arguments.integer("classes"));
    TrainAndTest opened = TrainAndTest.of(new IdxReader(IdxFolder.at(folder), place, classes));
    place.note(folder + ": " + opened.train().size() + " + " + opened.test().size() + " pictures");
    return opened;
  }
}
