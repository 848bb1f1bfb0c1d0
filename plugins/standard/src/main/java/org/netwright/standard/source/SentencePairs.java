package org.netwright.standard.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.netwright.spi.definition.Arguments;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.type.Dim;

/** {@code iwslt(…)}: two aligned texts of tokens and their vocabulary. */
public final class SentencePairs implements DataSourceDefinition {
  private static final String VOCAB = "vocab";
  private static final List<String> FIRST = List.of("<pad>", "<bos>", "<eos>");
  private static final String UNKNOWN = "<unk>";
  private static final long BOS = 1;
  private static final long EOS = 2;

  @Override
  public Set<String> factsOnOpening(Arguments arguments) {
    return Set.of(VOCAB);
  }

  @Override
  public Opened open(Arguments arguments, Place place) throws IOException {
    Path folder = place.find(arguments.text("folder"));
    Map<String, Long> ids = vocabulary(folder.resolve(VOCAB), place);
    String source = arguments.text("source");
    String target = arguments.text("target");
    Pairs train = pairs(folder, "train", source, target, ids, place);
    Pairs test = pairs(folder, "test", source, target, ids, place);
    place.note(
        folder + ": " + train.size() + " + " + test.size() + " pairs, " + ids.size() + " tokens");
    return new TrainAndTest(train, test, Map.of(VOCAB, (long) ids.size()));
  }

  private static List<String> lines(Path file, Place place) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw place.error(file + " is missing", "the manual of `iwslt` says which files it reads");
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw place.error(file + " is no text in UTF-8", "convert it to UTF-8");
    }
  }

  private static Map<String, Long> vocabulary(Path file, Place place) throws IOException {
    List<String> tokens = lines(file, place);
    Map<String, Long> ids = new HashMap<>();
    for (int i = 0; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (token.isEmpty() || token.indexOf(' ') >= 0) {
        throw place.error(
            file + ":" + (i + 1) + ": \"" + token + "\" is no token", "write one token a line");
      }
      Long before = ids.put(token, (long) i);
      if (before != null) {
        throw place.error(
            file + ":" + (i + 1) + ": \"" + token + "\" is on line " + (before + 1) + " already",
            "each token has one line");
      }
    }
    if (tokens.size() < FIRST.size() || !tokens.subList(0, FIRST.size()).equals(FIRST)) {
      throw place.error(file + " does not begin with " + FIRST, "they are the tokens 0, 1 and 2");
    }
    return ids;
  }

  private static Pairs pairs(
      Path folder, String split, String source, String target, Map<String, Long> ids, Place place)
      throws IOException {
    Path left = folder.resolve(split + "." + source);
    Path right = folder.resolve(split + "." + target);
    List<long[]> sources = sentences(left, ids, place, false);
    List<long[]> targets = sentences(right, ids, place, true);
    if (sources.size() != targets.size()) {
      throw place.error(
          left + " has " + sources.size() + " lines, and " + right + " has " + targets.size(),
          "line i of one belongs to line i of the other");
    }
    return new Pairs(sources, targets);
  }

  private static List<long[]> sentences(
      Path file, Map<String, Long> ids, Place place, boolean begins) throws IOException {
    List<long[]> sentences = new ArrayList<>();
    for (String line : lines(file, place)) {
      List<Long> sentence = new ArrayList<>();
      if (begins) {
        sentence.add(BOS);
      }
      for (String token : line.isBlank() ? new String[0] : line.strip().split("\\s+")) {
        Long id = ids.getOrDefault(token, ids.get(UNKNOWN));
        if (id == null) {
          throw place.error(
              file + ":" + (sentences.size() + 1) + ": \"" + token + "\" is not in the vocabulary",
              "add it to `vocab`, or add " + UNKNOWN + " for all such tokens");
        }
        sentence.add(id);
      }
      sentence.add(EOS);
      sentences.add(sentence.stream().mapToLong(i -> i).toArray());
    }
    return sentences;
  }

  /** Pairs in memory. */
  private static final class Pairs implements Split {
    private final List<long[]> sources;
    private final List<long[]> targets;

    Pairs(List<long[]> sources, List<long[]> targets) {
      this.sources = sources;
      this.targets = targets;
    }

    @Override
    public long size() {
      return sources.size();
    }

    @Override
    public List<Field> fields() {
      return List.of(Fields.ids("source", Dim.named("S")), Fields.ids("target", Dim.named("T")));
    }

    @Override
    public OptionalLong padding(int field) {
      return OptionalLong.of(0);
    }

    @Override
    public void read(long index, RecordWriter writer) {
      int i = Math.toIntExact(index);
      write(0, sources.get(i), writer);
      write(1, targets.get(i), writer);
    }

    private static void write(int field, long[] ids, RecordWriter writer) {
      if (writer.wants(field)) {
        writer.shape(field, ids.length);
        writer.longs(field, ids);
      }
    }
  }
}
