package org.netwright.frontend.parse;

import static org.netwright.frontend.parse.TreeBuilder.all;
import static org.netwright.frontend.parse.TreeBuilder.optional;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.parse.StatementBuilder.Purpose;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Expression.Argument;
import org.netwright.frontend.syntax.Expression.Marker;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.Selector.Segment;
import org.netwright.grammar.NetParser;
import org.netwright.grammar.NetParser.CallSuffixContext;
import org.netwright.grammar.NetParser.IndexSuffixContext;
import org.netwright.grammar.NetParser.MemberSuffixContext;
import org.netwright.grammar.NetParser.SuffixContext;
import org.netwright.grammar.NetParser.TapSuffixContext;
import org.netwright.spi.source.Span;

/** Builds what binds tightest: an atom, the suffixes behind it and the marker before it. */
final class ChainBuilder {
  private final TreeBuilder tree;

  ChainBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Expression chain(NetParser.ChainContext context) {
    if (context.marker() == null) {
      boolean bare = context.suffix().isEmpty() && !isPattern(context, List.of());
      return bare ? first(context) : suffixed(context, context.suffix());
    }
    Marker marker = marker(context.marker());
    Expression operand = suffixed(context, context.suffix());
    if (marker == Marker.FRESH) {
      constructor(operand)
          .filter(name -> !Character.isUpperCase(name.text().charAt(0)))
          .ifPresent(name -> tree.problems().add(SyntaxMessages.freshInstance(name)));
    }
    return new Expression.Marked(marker, operand, tree.span(context));
  }

  private static Marker marker(NetParser.MarkerContext context) {
    if (context.FRESH() != null) {
      return Marker.FRESH;
    }
    if (context.FROZEN() != null) {
      return Marker.FROZEN;
    }
    return context.TWIN() != null ? Marker.TWIN : Marker.RUN;
  }

  /** The last name before the first argument list: the constructor, if the value builds one. */
  private static Optional<Name> constructor(Expression value) {
    Expression at = value;
    while (at instanceof Expression.Call call) {
      at = call.target();
    }
    if (at instanceof Expression.Reference reference) {
      return Optional.of(reference.name());
    }
    return at instanceof Expression.Member member ? Optional.of(member.name()) : Optional.empty();
  }

  private Expression suffixed(NetParser.ChainContext context, List<SuffixContext> suffixes) {
    int tap = 0;
    while (tap < suffixes.size() && !(suffixes.get(tap) instanceof TapSuffixContext)) {
      tap++;
    }
    List<SuffixContext> ordinary = suffixes.subList(0, tap);
    Expression result =
        isPattern(context, ordinary)
            ? pattern(context, ordinary)
            : members(first(context), ordinary);
    int at = tap;
    while (at < suffixes.size()) {
      at = suffixes.get(at) instanceof TapSuffixContext ? at + 1 : at;
      int from = at;
      while (at < suffixes.size() && extendsPath(suffixes.get(at))) {
        at++;
      }
      NetParser.StepContext step = ((TapSuffixContext) suffixes.get(from - 1)).step();
      Selector.Path path = path(tree.paths().step(step), suffixes.subList(from, at));
      result = new Expression.Tap(result, path, result.span().to(path.span()));
      int calls = at;
      while (at < suffixes.size() && !(suffixes.get(at) instanceof TapSuffixContext)) {
        at++;
      }
      result = members(result, suffixes.subList(calls, at));
    }
    return result;
  }

  private static boolean extendsPath(SuffixContext suffix) {
    return suffix instanceof MemberSuffixContext || suffix instanceof IndexSuffixContext;
  }

  private static boolean isPattern(NetParser.ChainContext context, List<SuffixContext> suffixes) {
    NetParser.@Nullable AtomContext atom = context.atom();
    return atom != null && (atom.STAR() != null || atom.POWER() != null)
        || suffixes.stream()
            .anyMatch(
                suffix ->
                    suffix instanceof MemberSuffixContext member && member.step().word() == null);
  }

  private Expression pattern(NetParser.ChainContext context, List<SuffixContext> suffixes) {
    Span span = tree.span(context);
    NetParser.@Nullable AtomContext atom = context.atom();
    Optional<Segment> first = Optional.empty();
    if (atom == null) {
      first = Optional.of(PathBuilder.word(tree.name(context.name()), tree.span(context.name())));
    } else if (atom.name() != null) {
      first = Optional.of(PathBuilder.word(tree.name(atom.name()), tree.span(atom)));
    } else if (atom.STAR() != null || atom.POWER() != null) {
      first = Optional.of(PathBuilder.wildcard(atom.POWER() != null, tree.span(atom)));
    }
    List<SuffixContext> path = suffixes.stream().filter(ChainBuilder::extendsPath).toList();
    if (first.isEmpty() || path.size() < suffixes.size()) {
      tree.problems().add(SyntaxMessages.callInPattern(span));
    }
    Segment head = first.orElseGet(() -> PathBuilder.wildcard(true, span));
    Selector.Path whole = path(head, path);
    return new Expression.PathPattern(whole, whole.span());
  }

  /** A first segment and the members and indices behind it. */
  private Selector.Path path(Segment first, List<SuffixContext> suffixes) {
    List<Segment> segments = new ArrayList<>(List.of(first));
    for (SuffixContext suffix : suffixes) {
      if (suffix instanceof MemberSuffixContext member) {
        segments.add(tree.paths().step(member.step()));
      } else if (suffix instanceof IndexSuffixContext index) {
        int last = segments.size() - 1;
        segments.set(last, indexed(segments.get(last), index));
      }
    }
    Span span = first.span().to(segments.get(segments.size() - 1).span());
    return new Selector.Path(segments, span);
  }

  private Segment indexed(Segment segment, IndexSuffixContext suffix) {
    List<Expression> indices = new ArrayList<>(segment.indices());
    for (NetParser.IndexContext index : suffix.index()) {
      tree.paths().index(index).ifPresent(indices::add);
    }
    Span span = segment.span().to(tree.span(suffix));
    return new Segment(segment.kind(), segment.word(), segment.choice(), indices, span);
  }

  private Expression members(Expression target, List<SuffixContext> suffixes) {
    Expression result = target;
    for (SuffixContext suffix : suffixes) {
      Span span = result.span().to(tree.span(suffix));
      if (suffix instanceof MemberSuffixContext member) {
        if (member.step().word() == null) {
          tree.problems().add(SyntaxMessages.callInPattern(span));
        } else {
          result = new Expression.Member(result, tree.name(member.step().word()), span);
        }
      } else if (suffix instanceof IndexSuffixContext index) {
        result = new Expression.Subscript(result, all(index.index(), this::index), span);
      } else if (suffix instanceof CallSuffixContext call) {
        result = new Expression.Call(result, arguments(call), Optional.empty(), true, span);
      }
    }
    return result;
  }

  private Optional<Expression> index(NetParser.IndexContext context) {
    return optional(context.value(), tree.expressions()::value);
  }

  private List<Argument> arguments(CallSuffixContext context) {
    List<Argument> arguments = new ArrayList<>();
    for (NetParser.ArgumentContext argument : context.argument()) {
      arguments.add(argument(argument));
    }
    Optional<Name> named = Optional.empty();
    for (Argument argument : arguments) {
      if (argument.name().isPresent()) {
        named = argument.name();
      } else if (named.isPresent()) {
        tree.problems().add(SyntaxMessages.positionalAfterNamed(argument.span(), named.get()));
        break;
      }
    }
    return arguments;
  }

  private Argument argument(NetParser.ArgumentContext context) {
    return new Argument(
        optional(context.word(), tree::name),
        context.block() != null
            ? tree.expressions().blockLayer(context.block())
            : tree.expressions().pipeline(context.pipeline()),
        tree.span(context));
  }

  private Expression first(NetParser.ChainContext context) {
    if (context.atom() == null) {
      return new Expression.Reference(tree.name(context.name()), tree.span(context.name()));
    }
    NetParser.AtomContext atom = context.atom();
    Span span = tree.span(atom);
    if (atom.name() != null) {
      return new Expression.Reference(tree.name(atom.name()), span);
    }
    if (atom.IT() != null) {
      return new Expression.It(span);
    }
    if (atom.literal() != null) {
      return new LiteralBuilder(tree).literal(atom.literal());
    }
    if (atom.tuple() != null) {
      return tuple(atom.tuple());
    }
    if (atom.listOf() != null) {
      return list(atom.listOf());
    }
    return atom.choice() != null
        ? tree.expressions().choice(atom.choice(), Purpose.BRANCH_VALUE)
        : tree.expressions().selection(atom.selection());
  }

  private Expression tuple(NetParser.TupleContext context) {
    List<Argument> fields = new ArrayList<>();
    for (NetParser.TupleItemContext item : context.tupleItem()) {
      fields.add(field(item));
    }
    long named = fields.stream().filter(field -> field.name().isPresent()).count();
    if (named > 0 && named < fields.size()) {
      tree.problems().add(SyntaxMessages.halfNamed(tree.span(context), "tuple"));
    }
    return fields.size() == 1 && named == 0
        ? fields.get(0).value()
        : new Expression.Tuple(fields, tree.span(context));
  }

  private Argument field(NetParser.TupleItemContext context) {
    return new Argument(
        optional(context.word(), tree::name),
        tree.expressions().pipeline(context.pipeline()),
        tree.span(context));
  }

  private Expression list(NetParser.ListOfContext context) {
    Span span = tree.span(context);
    List<Expression> elements = new ArrayList<>();
    for (NetParser.ElementContext element : context.element()) {
      elements.add(tree.expressions().element(element));
    }
    if (context.clause().isEmpty()) {
      return new Expression.ListOf(elements, span);
    }
    return new Expression.Comprehension(
        elements.get(0),
        all(context.clause(), this::clause),
        optional(context.value(), tree.expressions()::value),
        span);
  }

  private Expression.Comprehension.Clause clause(NetParser.ClauseContext context) {
    return new Expression.Comprehension.Clause(
        tree.paths().pattern(context.pattern()),
        tree.expressions().value(context.value()),
        tree.span(context));
  }
}
