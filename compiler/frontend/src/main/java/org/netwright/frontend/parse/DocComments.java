package org.netwright.frontend.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.netwright.grammar.NetLexer;

/** The {@code ##} lines of a file, by line. */
final class DocComments {
  private final Map<Integer, String> lines = new HashMap<>();

  DocComments(List<Token> tokens) {
    Set<Integer> withCode = new HashSet<>();
    for (Token token : tokens) {
      if (token.getType() == NetLexer.DOC) {
        lines.put(token.getLine(), text(token.getText()));
      } else if (token.getChannel() == Token.DEFAULT_CHANNEL
          && token.getType() != NetLexer.LINE_END
          && token.getType() != Token.EOF) {
        withCode.add(token.getLine());
      }
    }
    lines.keySet().removeAll(withCode);
  }

  /** The text of the unbroken run of doc lines that ends directly above a line. */
  String above(int line) {
    Deque<String> run = new ArrayDeque<>();
    for (int at = line - 1; lines.containsKey(at); at--) {
      run.addFirst(lines.get(at));
    }
    return String.join("\n", run);
  }

  private static String text(String comment) {
    String text = comment.substring(2);
    return (text.startsWith(" ") ? text.substring(1) : text).stripTrailing();
  }
}
