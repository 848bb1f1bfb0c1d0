package org.netwright.frontend.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.netwright.frontend.Limits;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;

/**
 * The applications and calls in progress, innermost first, and what they add to a mistake: where
 * the project's text applies the thing that is wrong.
 */
final class ApplicationStack {
  /** How many places around a mistake are worth showing. */
  private static final int SHOWN_PLACES = 3;

  private final ResolvedProgram program;
  private final Limits limits;
  private final Bounds bounds;
  private final Deque<Frame> frames = new ArrayDeque<>();

  /**
   * Those in progress in which a parameter has no known shape: what else is wrong there follows.
   */
  private final Set<Frame> unsized = new HashSet<>();

  ApplicationStack(ResolvedProgram program, Limits limits, Bounds bounds) {
    this.program = program;
    this.limits = limits;
    this.bounds = bounds;
  }

  <T> T within(Frame frame, Supplier<T> work) {
    if (frames.size() >= limits.nesting()) {
      bounds.exhaust(); // who goes on without an end goes on in many places
      throw new DiagnosticException(BuildingMessages.tooDeep(frame, limits.nesting()));
    }
    frames.push(frame);
    try {
      return work.get();
    } finally {
      unsized.remove(frames.pop());
    }
  }

  Optional<Frame> innermost() {
    return Optional.ofNullable(frames.peek());
  }

  /** The path of the instance that is being applied. */
  String path() {
    return innermost().map(Frame::path).orElse("");
  }

  /** How many applications and calls are in progress. */
  int depth() {
    return frames.size();
  }

  /** Whether no application is in progress. */
  boolean isOutermost() {
    return frames.isEmpty();
  }

  /** Whether an application of a declaration is in progress. */
  boolean isInside(Span declared) {
    return frames.stream().anyMatch(frame -> frame.declared().equals(declared));
  }

  /** Where the project's text applies what is being elaborated, innermost first. */
  List<Span> appliedAt() {
    List<Span> places = new ArrayList<>();
    for (Frame frame : frames) {
      if (frame.isWritten() && program.isProjectFile(frame.place().file())) {
        places.add(frame.place());
      }
    }
    return List.copyOf(places);
  }

  // ---- mistakes

  /** Whether a mistake only follows from the size of a parameter that was missed before. */
  boolean follows(Diagnostic mistake) {
    boolean follows = frames.stream().anyMatch(unsized::contains);
    if (mistake.code().equals(OwnershipMessages.UNKNOWN_SIZE)) {
      innermost().ifPresent(unsized::add);
    }
    return follows;
  }

  /** A place in the project's text: that of the library's application there. */
  Span shownPlace(Span place) {
    return traced(Diagnostic.warning("", place, "")).span();
  }

  /**
   * A mistake with the applications around it; one inside the library stands where the project's
   * text applies it.
   */
  Diagnostic traced(Diagnostic mistake) {
    List<Frame> around = new ArrayList<>(frames);
    boolean inProject = around.isEmpty() || around.get(0).unit().isProject();
    Diagnostic shown = mistake;
    int places = 0;
    for (int i = 0; i < around.size() && places < SHOWN_PLACES; i++) {
      Frame frame = around.get(i);
      boolean calledFromProject = i + 1 >= around.size() || around.get(i + 1).unit().isProject();
      if (!inProject && calledFromProject && frame.isWritten()) {
        shown = moved(shown, frame);
        inProject = true;
      } else if (inProject && frame.isWritten() && !isShown(frame.place(), shown)) {
        shown = shown.with(new Related(frame.place(), "`" + frame.name() + "` is applied here"));
        places++;
      }
    }
    return shown;
  }

  private static boolean isShown(Span place, Diagnostic diagnostic) {
    return place.equals(diagnostic.span())
        || diagnostic.related().stream().anyMatch(r -> r.span().equals(place));
  }

  private static Diagnostic moved(Diagnostic mistake, Frame frame) {
    Diagnostic moved =
        new Diagnostic(
            mistake.code(),
            mistake.severity(),
            mistake.message(),
            frame.place(),
            mistake.related().stream().filter(r -> !r.span().equals(frame.place())).toList(),
            mistake.hint());
    return moved.with(new Related(mistake.span(), "inside `" + frame.name() + "`"));
  }
}
