package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;

/**
 * Remembers the check of each declaration as long as neither it nor anything that its names lead to
 * changes; declarations are the same only if they are one object. What a check recorded comes back
 * with it.
 */
public final class DeclarationMemory implements CheckMemory {
  private IdentityHashMap<Declaration, Map<Way, Known>> known = new IdentityHashMap<>();
  private IdentityHashMap<Declaration, Map<Way, Known>> before = new IdentityHashMap<>();
  private Dependencies dependencies = Dependencies.none();

  private final List<Declaration> checked = new ArrayList<>();
  private final List<Recordings> recorded = new ArrayList<>();
  private LongPredicate later = nanos -> false;
  private BooleanSupplier abandoned = () -> false;
  private long cheapestPostponed = Long.MAX_VALUE;

  /** A check, with all that it stands on and how long it took. */
  private record Known(List<Object> grounds, CheckedPart part, Recordings recordings, long nanos) {}

  /**
   * A check of the whole file begins: what the last one did not ask for is forgotten.
   *
   * @param later asked before a declaration is checked, with the nanoseconds that its last check
   *     took, 0 when there was none: whether that has time until the next check
   */
  public void begin(LongPredicate later) {
    this.later = later;
    cheapestPostponed = Long.MAX_VALUE;
    before = known;
    known = new IdentityHashMap<>();
    dependencies = dependencies.next();
    checked.clear();
    recorded.clear();
  }

  /** Ends a check whose answer nobody wants any more. */
  @SuppressWarnings("serial")
  private static final class Abandoned extends RuntimeException {
    Abandoned() {
      super("nobody wants the answer any more", null, false, false);
    }
  }

  /** Records until somebody has no more use for it. */
  private final class Abandonable implements Recorder {
    private final Recorder recorder;

    Abandonable(Recorder recorder) {
      this.recorder = recorder;
    }

    @Override
    public void value(Node at, Supplier<String> shown) {
      if (abandoned.getAsBoolean()) {
        throw new Abandoned();
      }
      recorder.value(at, shown);
    }

    @Override
    public void boundByName(Pattern.Item item) {
      recorder.boundByName(item);
    }
  }

  /**
   * Checks may end halfway.
   *
   * @param unwanted asked often during a check: whether nobody wants its answer any more
   */
  public void abandonWhen(BooleanSupplier unwanted) {
    this.abandoned = unwanted;
  }

  @Override
  public CheckedPart part(
      ResolvedProgram program, Declaration root, Way way, Function<Recorder, CheckedPart> check) {
    List<Object> grounds = dependencies.of(program, root);
    Known last = before.getOrDefault(root, Map.of()).getOrDefault(way, nothing(program));
    if (!isSame(last.grounds(), grounds)) {
      if (later.test(last.nanos())) {
        cheapestPostponed = Math.min(cheapestPostponed, last.nanos());
      } else {
        try {
          last = checked(program, root, grounds, check);
        } catch (Abandoned halfway) {
          cheapestPostponed = Math.min(cheapestPostponed, last.nanos());
        }
      }
    }
    known.computeIfAbsent(root, r -> new EnumMap<>(Way.class)).put(way, last);
    recorded.add(last.recordings());
    return last.part();
  }

  private Known checked(
      ResolvedProgram program,
      Declaration root,
      List<Object> grounds,
      Function<Recorder, CheckedPart> check) {
    long start = System.nanoTime();
    Recordings recordings = new Recordings(program);
    CheckedPart part = check.apply(new Abandonable(recordings));
    checked.add(root);
    // A model holds its whole graph; the few that are looked at are made again.
    CheckedPart light =
        new CheckedPart(part.diagnostics(), part.reached(), part.notes(), Optional.empty());
    return new Known(grounds, light, recordings, System.nanoTime() - start);
  }

  /** What is known of a declaration that was never checked; it holds for no grounds. */
  private static Known nothing(ResolvedProgram program) {
    CheckedPart empty =
        new CheckedPart(List.of(), Set.of(), CheckedPart.Notes.NONE, Optional.empty());
    return new Known(List.of(), empty, new Recordings(program), 0);
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

  /** The declarations that were not remembered since {@link #begin}. */
  public List<Declaration> checked() {
    return List.copyOf(checked);
  }

  /** Whether declarations were left for the next check; what was known of them stands in for it. */
  public boolean isPostponed() {
    return cheapestPostponed < Long.MAX_VALUE;
  }

  /** The nanoseconds that the next check needs to come further. */
  public long cheapestPostponed() {
    return isPostponed() ? cheapestPostponed : 0;
  }

  /** What the checks since {@link #begin} recorded, those that were remembered among them. */
  public Recordings recordings() {
    return Recordings.merged(recorded);
  }
}
