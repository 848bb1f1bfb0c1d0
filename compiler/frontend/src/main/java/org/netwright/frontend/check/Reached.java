package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.spi.diagnostic.Diagnostic;

/**
 * The declarations that some elaboration has come to; what it has not is checked by itself. Passes
 * on to the recorder what came about there.
 */
final class Reached {
  private final Set<Declaration> declarations = Collections.newSetFromMap(new IdentityHashMap<>());

  private final Set<Name> given = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<CheckedPart.Given> givenInOrder = new ArrayList<>();
  private final Set<Diagnostic> advice = new LinkedHashSet<>();
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

  /** Something legal that is most likely not meant. */
  void advise(Diagnostic diagnostic) {
    advice.add(diagnostic);
  }

  /** A body gives a name to something. */
  void give(String what, Name name) {
    if (given.add(name)) {
      givenInOrder.add(new CheckedPart.Given(what, name.text(), name.span()));
    }
  }

  CheckedPart.Notes notes() {
    return new CheckedPart.Notes(givenInOrder, List.copyOf(advice));
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
