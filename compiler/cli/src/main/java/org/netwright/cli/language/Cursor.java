package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.source.Span;

/** The nodes around a position of a file, from the declaration down to the innermost. */
final class Cursor {
  private final LiveFile file;
  private final List<Node> nodes = new ArrayList<>();

  Cursor(LiveFile file, Position position) {
    this.file = file;
    List<? extends Node> at = file.program().main().tree().declarations();
    while (!at.isEmpty()) {
      Node next = null;
      for (Node node : at) {
        if (Document.contains(file.place(node.span()), position)) {
          next = node;
        }
      }
      if (next == null) {
        return;
      }
      nodes.add(next);
      at = Children.of(next);
    }
  }

  List<Node> nodes() {
    return nodes;
  }

  Optional<Name> name() {
    return nodes.isEmpty() || !(nodes.get(nodes.size() - 1) instanceof Name name)
        ? Optional.empty()
        : Optional.of(name);
  }

  /**
   * What a name stands for.
   *
   * @param symbol the declaration that it names, or whose parameter it is
   * @param definition where it was named, in the tree; of a declaration the name in its head
   */
  record Meaning(
      Optional<Symbol> symbol, Optional<Declaration.Parameter> parameter, Span definition) {}

  /** What the name under the cursor stands for, if it is a name that stands for something. */
  Optional<Meaning> meaning() {
    return name().flatMap(this::meaning);
  }

  private Optional<Meaning> meaning(Name name) {
    Optional<Symbol> symbol = file.names().symbol(name).or(() -> declared(name));
    if (symbol.isPresent()) {
      return Optional.of(new Meaning(symbol, Optional.empty(), symbol.get().place()));
    }
    Optional<Meaning> argument = argument(name);
    if (argument.isPresent()) {
      return argument;
    }
    return file.names()
        .local(name)
        .map(place -> new Meaning(Optional.empty(), Optional.empty(), place));
  }

  /** The declaration in whose head the name stands. */
  private Optional<Symbol> declared(Name name) {
    return file.program()
        .mainSpace()
        .declared(name.text())
        .filter(symbol -> symbol.place().equals(name.span()));
  }

  /** The parameter that a named argument fills. */
  private Optional<Meaning> argument(Name name) {
    for (int i = nodes.size() - 2; i > 0; i--) {
      if (nodes.get(i) instanceof Expression.Argument argument
          && argument.name().filter(n -> n == name).isPresent()
          && nodes.get(i - 1) instanceof Expression.Call call) {
        return Callee.of(call, file.names())
            .flatMap(
                callee ->
                    callee
                        .parameter(name.text())
                        .map(
                            parameter ->
                                new Meaning(
                                    Optional.of(callee.symbol()),
                                    Optional.of(parameter),
                                    parameter.name().span())));
      }
    }
    return Optional.empty();
  }
}
