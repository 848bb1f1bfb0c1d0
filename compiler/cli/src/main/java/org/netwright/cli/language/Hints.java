package org.netwright.cli.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintKind;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.netwright.frontend.live.LiveFile;
import org.netwright.frontend.syntax.Children;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Node;
import org.netwright.frontend.syntax.Pattern.Whole;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.source.Span;

/**
 * The shapes of a text beside it: behind every stage of a pipe, and behind names of {@code let}.
 */
final class Hints {
  /** Of a layer elaborated with many sizes, as many as fit beside a line. */
  private static final int MOST_SHAPES = 3;

  private static final Pattern TENSOR = Pattern.compile("\\(?[a-z0-9_= ]*\\[.*\\]\\)?");

  private final LiveFile file;
  private final Range range;
  private final List<InlayHint> hints = new ArrayList<>();

  private Hints(LiveFile file, Range range) {
    this.file = file;
    this.range = range;
  }

  /** The hints of the declarations that reach into a range. */
  static List<InlayHint> in(LiveFile file, Range range) {
    Hints hints = new Hints(file, range);
    for (Declaration declaration : file.program().main().tree().declarations()) {
      if (hints.isSeen(file.place(declaration.span()))) {
        Children.walk(declaration, hints::node);
      }
    }
    return hints.hints;
  }

  private boolean isSeen(Span place) {
    return place.exists()
        && place.endLine() > range.getStart().getLine()
        && place.line() <= range.getEnd().getLine() + 1;
  }

  private void node(Node node) {
    if (node instanceof Statement.Let let && let.pattern() instanceof Whole whole) {
      if (!(let.value() instanceof Expression.Pipe)) {
        named(whole.name());
      }
    } else if (node instanceof Expression.Pipe pipe) {
      if (pipe.head() instanceof Expression.Call || pipe.head() instanceof Expression.Marked) {
        stage(pipe.head());
      }
      pipe.stages().forEach(this::stage);
    } else if (node instanceof Statement.Result result
        && !(result.value() instanceof Expression.Pipe)) {
      stage(result.value());
    }
  }

  private void named(Name name) {
    add(name, ": ", InlayHintKind.Type, false);
  }

  private void stage(Expression stage) {
    add(stage, "", InlayHintKind.Type, true);
  }

  private void add(Node node, String before, InlayHintKind kind, boolean apart) {
    Set<String> shapes = file.recordings().at(node);
    Span place = file.place(node.span());
    if (shapes.isEmpty() || !isSeen(place) || !shapes.stream().allMatch(Hints::isTensor)) {
      return;
    }
    String label = String.join(" | ", shapes.stream().limit(MOST_SHAPES).toList());
    label += shapes.size() > MOST_SHAPES ? " | …" : "";
    InlayHint hint = new InlayHint(Document.range(place).getEnd(), Either.forLeft(before + label));
    hint.setKind(kind);
    hint.setPaddingLeft(apart);
    if (shapes.size() > 1) {
      hint.setTooltip("elaborated with: " + String.join(", ", shapes));
    }
    hints.add(hint);
  }

  private static boolean isTensor(String shown) {
    return TENSOR.matcher(shown).matches();
  }
}
