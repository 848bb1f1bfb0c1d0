package org.netwright.frontend.check;

import java.util.function.Function;
import org.netwright.frontend.resolve.ResolvedProgram;
import org.netwright.frontend.syntax.Declaration;

/** Asks for the check of one declaration after the other, unless it knows what would come of it. */
@FunctionalInterface
public interface CheckMemory {
  /** How a declaration is checked. */
  enum Way {
    MODEL,
    RECIPE,
    TEST,
    /** With symbolic sizes, since nothing reaches it. */
    OPEN
  }

  CheckedPart part(
      ResolvedProgram program, Declaration root, Way way, Function<Recorder, CheckedPart> check);

  /** Remembers nothing and listens to nothing. */
  CheckMemory NONE = (program, root, way, check) -> check.apply(Recorder.NONE);
}
