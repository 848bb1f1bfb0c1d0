package org.netwright.frontend.check;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;

/**
 * The declarations that some elaboration has come to; what it has not is checked by itself. Passes
 * on to the recorder what came about there.
 */
final class Reached {
  private final Set<Declaration> declarations = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Recorder recorder;

  Reached() {
    this(Recorder.NONE);
  }

  Reached(Recorder recorder) {
    this.recorder = recorder;
  }

  void add(Symbol symbol) {
    declarations.add(symbol.declaration());
  }

  Set<Declaration> declarations() {
    return declarations;
  }

  /** Tells of a value, and gives it back. */
  Denotation value(Node at, Denotation value) {
    if (recorder != Recorder.NONE && !value.isError()) {
      recorder.value(at, () -> Shown.value(value));
    }
    return value;
  }

  void boundByName(Pattern.Item item) {
    recorder.boundByName(item);
  }
}
