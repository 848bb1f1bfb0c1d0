package org.netwright.frontend.check;

import java.util.function.Supplier;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern;

/**
 * Is told what came about at the places of a text while it was elaborated: what an editor shows.
 */
public interface Recorder {
  /**
   * A stage of a pipe, its head, a name that {@code let} binds or a parameter has a value.
   *
   * @param shown the value as messages show it: of a tensor its type
   */
  void value(Node at, Supplier<String> shown);

  /** A part of a pattern was bound by the name of a field, and not by its position. */
  void boundByName(Pattern.Item item);

  /** Nobody listens. */
  Recorder NONE =
      new Recorder() {
        @Override
        public void value(Node at, Supplier<String> shown) {}

        @Override
        public void boundByName(Pattern.Item item) {}
      };
}
