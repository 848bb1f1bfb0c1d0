package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.cost.ModelCost;
import org.netwright.frontend.cost.ParameterCost;
import org.netwright.frontend.cost.WorkCost;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/** What is shown about the thing under the pointer: its value here, what it costs, its manual. */
final class Hovers {
  /** Models that are elaborated in search of the one that applies a layer. */
  private static final int MOST_MODELS = 6;

  private final LiveFile file;

  Hovers(LiveFile file) {
    this.file = file;
  }

  Optional<Hover> at(Position position) {
    Cursor cursor = new Cursor(file, position);
    List<String> parts = new ArrayList<>();
    Optional<Name> name = cursor.name();
    Optional<Cursor.Meaning> meaning = cursor.meaning();
    name.ifPresent(n -> value(n, meaning, cursor).ifPresent(parts::add));
    cost(cursor, meaning).ifPresent(parts::add);
    sizes(meaning).ifPresent(parts::add);
    meaning.flatMap(m -> manual(m)).ifPresent(parts::add);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Hover hover = new Hover(new MarkupContent(MarkupKind.MARKDOWN, String.join("\n\n", parts)));
    name.ifPresent(n -> hover.setRange(Document.range(file.place(n.span()))));
    return Optional.of(hover);
  }

  /** Whether a value is known of the name there, or of the stage that it begins. */
  boolean isValued(Position position) {
    Cursor cursor = new Cursor(file, position);
    return cursor.name().flatMap(name -> value(name, cursor.meaning(), cursor)).isPresent();
  }

  private Optional<String> manual(Cursor.Meaning meaning) {
    if (meaning.parameter().isPresent() && meaning.symbol().isPresent()) {
      String parameter = meaning.parameter().get().name().text();
      return Optional.of(
          "parameter `" + parameter + "` of\n\n" + Manual.of(meaning.symbol().get(), file));
    }
    return meaning.symbol().map(symbol -> Manual.of(symbol, file));
  }

  /** What the name, or the stage that it begins, comes to. */
  private Optional<String> value(Name name, Optional<Cursor.Meaning> meaning, Cursor cursor) {
    Set<String> own =
        meaning
            .filter(m -> m.symbol().isEmpty())
            .flatMap(m -> file.names().definition(m.definition()))
            .map(defined -> file.recordings().at(defined))
            .orElse(Set.of());
    if (!own.isEmpty()) {
      return Optional.of("`" + name.text() + "`: " + listed(own));
    }
    Set<String> stage = stage(cursor).map(file.recordings()::at).orElse(Set.of());
    return stage.isEmpty() ? Optional.empty() : Optional.of("gives " + listed(stage));
  }

  /** What the prover says about the sizes of a layer of this file, and the smallest that fail. */
  private Optional<String> sizes(Optional<Cursor.Meaning> meaning) {
    Optional<Symbol> symbol = meaning.filter(m -> m.parameter().isEmpty()).flatMap(m -> m.symbol());
    return symbol
        .filter(s -> s.unit() == file.program().main())
        .flatMap(s -> file.compiled().requirement(s.name()))
        .map(
            requirement ->
                requirement.sentence()
                    + requirement
                        .counterexample()
                        .map(c -> "; not for " + c.sizes() + ": " + c.arithmetic())
                        .orElse(""));
  }

  private static String listed(Set<String> values) {
    return String.join(", ", values.stream().map(value -> "`" + value + "`").toList());
  }

  /** The innermost expression around the cursor that something was recorded for. */
  private Optional<Node> stage(Cursor cursor) {
    List<Node> nodes = cursor.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (node instanceof Expression && !file.recordings().at(node).isEmpty()) {
        return Optional.of(node);
      } else if (node instanceof Expression.Argument || node instanceof Declaration) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private Optional<String> cost(Cursor cursor, Optional<Cursor.Meaning> meaning) {
    Optional<Symbol> symbol = meaning.filter(m -> m.parameter().isEmpty()).flatMap(m -> m.symbol());
    if (symbol.isPresent() && file.compiled().models().contains(symbol.get().name())) {
      Optional<ModelCost> cost = cost(symbol.get().name());
      if (cost.isPresent()) {
        return cost.map(c -> figures(c.parameters(), c.work()));
      }
    }
    if (symbol.filter(Symbol::isConstructor).isEmpty()) {
      return Optional.empty();
    }
    return stage(cursor).flatMap(node -> layerCost(node.span()));
  }

  /** What an application costs in the first model that reaches it. */
  private Optional<String> layerCost(Span place) {
    return file.compiled().models().stream()
        .limit(MOST_MODELS)
        .flatMap(model -> cost(model).stream())
        .flatMap(cost -> cost.layers().stream())
        .filter(layer -> layer.call().place().equals(place))
        .findFirst()
        .map(layer -> figures(layer.parameters(), layer.work()));
  }

  private Optional<ModelCost> cost(String model) {
    try {
      return Optional.of(Costs.of(file.compiled().model(model, Map.of(), Optional.empty())));
    } catch (DiagnosticException open) {
      return Optional.empty();
    }
  }

  private static String figures(ParameterCost parameters, WorkCost work) {
    return "parameters " + grouped(parameters.trainable()) + ", MACs " + work.macs();
  }

  private static String grouped(long number) {
    return String.format(java.util.Locale.ROOT, "%,d", number);
  }
}
