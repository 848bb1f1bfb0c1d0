package org.netwright.frontend.resolve;

import org.netwright.frontend.syntax.Name;
import org.netwright.spi.source.Span;

/** Is told what the names of a text mean, by those who resolve them: what an editor follows. */
public interface Mentions {
  /** A name is given to something inside a declaration. */
  void defined(Name name);

  /** A name stands for what was given it inside the same declaration. */
  void used(Name name, Span definition);

  /** A name stands for what a file, the library or a plugin declares. */
  void used(Name name, Symbol symbol);

  /** Nobody listens. */
  Mentions NONE =
      new Mentions() {
        @Override
        public void defined(Name name) {}

        @Override
        public void used(Name name, Span definition) {}

        @Override
        public void used(Name name, Symbol symbol) {}
      };
}
