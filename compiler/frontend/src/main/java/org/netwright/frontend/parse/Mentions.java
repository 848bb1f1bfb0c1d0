package org.netwright.frontend.parse;

import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.netwright.grammar.NetLexer;
import org.netwright.grammar.NetParser;

/** Looks for {@code it} in a block. */
final class Mentions {
  private Mentions() {}

  /** The {@code it} of a nested block does not count, that of a branch of an {@code if} does. */
  static boolean it(ParseTree tree) {
    for (int i = 0; i < tree.getChildCount(); i++) {
      ParseTree child = tree.getChild(i);
      if (child instanceof TerminalNode node && node.getSymbol().getType() == NetLexer.IT) {
        if (!(tree instanceof NetParser.WordContext)) {
          return true;
        }
      }
      boolean another =
          child instanceof NetParser.BlockContext && !(tree instanceof NetParser.ChoiceContext);
      if (!another && it(child)) {
        return true;
      }
    }
    return false;
  }
}
