package org.netwright.standard.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.Dim;

/** {@code tokens(folder, window)}: windows of a long text of token ids. */
public final class TokenWindows implements DataSourceDefinition {
  private static final String VOCAB = "vocab";

  @Override
  public Map<String, Long> facts(Arguments arguments) {
    return arguments.isNone(VOCAB) ? Map.of() : Map.of(VOCAB, arguments.integer(VOCAB));
  }

  @Override
  public Set<String> factsOnOpening(Arguments arguments) {
    return arguments.isNone(VOCAB) ? Set.of(VOCAB) : Set.of();
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    TokenFile train = TokenFile.read(folder, "train", place);
    TokenFile test = TokenFile.read(folder, "test", place);
    int window = Math.toIntExact(arguments.integer("window"));
    long largest = Math.max(train.largest(), test.largest());
    if (!arguments.isNone(VOCAB) && largest >= arguments.integer(VOCAB)) {
      throw place.error(
          folder + " holds the id " + largest + ", outside 0 … " + (arguments.integer(VOCAB) - 1),
          "`vocab` is at least " + (largest + 1));
    }
    place.note(folder + ": " + train.length() + " + " + test.length() + " tokens");
    return new TrainAndTest(
        windows(train, window, place), windows(test, window, place), facts(arguments, largest));
  }

  private static Map<String, Long> facts(Arguments arguments, long largest) {
    return arguments.isNone(VOCAB) ? Map.of(VOCAB, largest + 1) : Map.of();
  }

  private static Split windows(TokenFile file, int window, Place place) {
    if (file.length() < window) {
      throw place.error(
          file.file() + " has " + file.length() + " tokens, less than a window of " + window,
          "use a shorter window or a longer text");
    }
    return new Split() {
      @Override
      public long size() {
        return file.length() / window;
      }

      @Override
      public List<Field> fields() {
        return List.of(Fields.ids("tokens", Dim.of(window)));
      }

      @Override
      public void read(long index, RecordWriter writer) {
        writer.longs(0, file.window(Math.toIntExact(index * window), window));
      }
    };
  }
}
