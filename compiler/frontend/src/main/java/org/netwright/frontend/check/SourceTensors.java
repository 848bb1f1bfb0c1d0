package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.TensorType;

/**
 * The tensors of a source by their names, while a rule of {@code from} is computed: a path, or a
 * string that is the name of one, is the tensor (definitions C9).
 */
final class SourceTensors {
  private final PathPattern.Match match;
  private final Map<String, TensorType> types;
  private final StepBuilder graph;
  private final List<String> used = new ArrayList<>();
  private final List<Value> inputs = new ArrayList<>();

  SourceTensors(PathPattern.Match match, Map<String, TensorType> types, StepBuilder graph) {
    this.match = match;
    this.types = types;
    this.graph = graph;
  }

  /** The names that were read, in the order of the inputs. */
  List<String> used() {
    return used;
  }

  /** A path, or a foreign name as a string; empty for other expressions. */
  static Optional<String> name(Expression value) {
    if (value instanceof Expression.Text text) {
      return Optional.of(literal(text));
    } else if (value instanceof Expression.PathPattern pattern) {
      return Optional.of(Source.pattern(pattern.path()));
    } else if (value instanceof Expression.Reference reference) {
      return Optional.of(reference.name().text());
    } else if (value instanceof Expression.Member member) {
      return name(member.target()).map(t -> t + "." + member.name().text());
    } else if (value instanceof Expression.Subscript subscript
        && subscript.indices().size() == 1
        && subscript.indices().get(0).isPresent()
        && isIndex(subscript.indices().get(0).get())
        && !(subscript.target() instanceof Expression.Text)) {
      String index = Source.text(subscript.indices().get(0).get());
      return name(subscript.target()).map(t -> t + "[" + index + "]");
    }
    return Optional.empty();
  }

  private static boolean isIndex(Expression index) {
    return index instanceof Expression.IntLiteral || index instanceof Expression.Reference;
  }

  /** A string with its `{i}` as they stand. */
  static String literal(Expression.Text text) {
    StringBuilder made = new StringBuilder();
    for (Expression.Text.Part part : text.parts()) {
      made.append(part.expression().map(e -> "{" + Source.text(e) + "}").orElse(part.text()));
    }
    return made.toString();
  }

  /** The tensor that an expression names; empty when it names none. */
  Optional<Denotation> tensor(Expression expression, Scope scope) {
    Optional<String> name = name(expression).map(match::fill);
    if (name.isEmpty()) {
      return Optional.empty();
    } else if (types.containsKey(name.get())) {
      return Optional.of(new TensorDenotation(input(name.get())));
    }
    boolean dotted =
        expression instanceof Expression.Member || expression instanceof Expression.PathPattern;
    if (dotted && scope.find(root(expression)) == null) {
      throw new DiagnosticException(
          CompositionMessages.noSourceTensor(name.get(), types.keySet(), expression.span()));
    }
    return Optional.empty();
  }

  private static String root(Expression expression) {
    Expression at = expression;
    while (at instanceof Expression.Member || at instanceof Expression.Subscript) {
      at =
          at instanceof Expression.Member member
              ? member.target()
              : ((Expression.Subscript) at).target();
    }
    return Source.text(at);
  }

  private Value input(String name) {
    int known = used.indexOf(name);
    if (known >= 0) {
      return inputs.get(known);
    }
    Value made =
        graph.input(
            "x" + used.size(),
            types.getOrDefault(name, TensorType.f32(org.netwright.spi.type.Shape.SCALAR)));
    used.add(name);
    inputs.add(made);
    return made;
  }
}
