package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.syntax.Declaration;

/**
 * Remembers the check of each declaration as long as neither it nor anything that its names lead to
 * changes; declarations are the same only if they are one object. What a check recorded comes back
 * with it.
 */
public final class DeclarationMemory implements CheckMemory {
  private Map<Declaration, Map<Way, Known>> known = new IdentityHashMap<>();
  private Map<Declaration, Map<Way, Known>> before = new IdentityHashMap<>();
  private Dependencies dependencies = new Dependencies(new IdentityHashMap<>());

  /** A check, with all that it stands on. */
  private record Known(List<Object> grounds, CheckedPart part, Recordings recordings) {}

  /** A check of the whole file begins: what the last one did not ask for is forgotten. */
  public void begin() {
    before = known;
    known = new IdentityHashMap<>();
    dependencies = new Dependencies(dependencies.names());
  }

  @Override
  public CheckedPart part(
      ResolvedProgram program, Declaration root, Way way, Function<Recorder, CheckedPart> check) {
    List<Object> grounds = dependencies.of(program, root);
    Known last = before.getOrDefault(root, Map.of()).get(way);
    if (last == null || !isSame(last.grounds(), grounds)) {
      Recordings recordings = new Recordings(program);
      last = new Known(grounds, check.apply(recordings), recordings);
    }
    known.computeIfAbsent(root, r -> new EnumMap<>(Way.class)).put(way, last);
    return last.part();
  }

  private static boolean isSame(List<Object> one, List<Object> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (one.get(i) != other.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** What the checks since {@link #begin} recorded, those that were remembered among them. */
  public Recordings recordings() {
    List<Recordings> all = new ArrayList<>();
    known.values().forEach(ways -> ways.values().forEach(each -> all.add(each.recordings())));
    return Recordings.merged(all);
  }

  /** The models of the file by their names. */
  public Map<String, ModelProgram> models() {
    Map<String, ModelProgram> models = new HashMap<>();
    known
        .values()
        .forEach(
            ways ->
                ways.values()
                    .forEach(
                        each ->
                            each.part()
                                .model()
                                .ifPresent(model -> models.put(model.name(), model))));
    return models;
  }
}
