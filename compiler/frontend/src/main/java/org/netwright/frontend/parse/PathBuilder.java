package org.netwright.frontend.parse;

import static org.netwright.frontend.parse.TreeBuilder.all;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.Pattern;
import org.netwright.frontend.syntax.Selector;
import org.netwright.frontend.syntax.Selector.Segment;
import org.netwright.grammar.NetParser;
import org.netwright.grammar.NetParserBaseVisitor;
import org.netwright.spi.source.Span;

/** Builds paths, terms over them, and the patterns that values are bound to. */
final class PathBuilder {
  private final TreeBuilder tree;
  private final Selectors selectors = new Selectors();

  PathBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  Selector selector(NetParser.SelectorContext context) {
    return selectors.visit(context);
  }

  Selector.Path path(NetParser.PathContext context) {
    return new Selector.Path(all(context.segment(), this::segment), tree.span(context));
  }

  List<Selector.Path> paths(NetParser.PathsContext context) {
    return all(context.path(), this::path);
  }

  private Segment segment(NetParser.SegmentContext context) {
    Segment step = step(context.step());
    List<Expression> indices = new ArrayList<>();
    for (NetParser.IndexContext index : context.index()) {
      index(index).ifPresent(indices::add);
    }
    return new Segment(step.kind(), step.word(), step.choice(), indices, tree.span(context));
  }

  /** The index of a segment; a colon is reported, since a path has no ranges. */
  Optional<Expression> index(NetParser.IndexContext context) {
    if (context.value() == null) {
      tree.problems().add(SyntaxMessages.colonInPath(tree.span(context)));
      return Optional.empty();
    }
    return Optional.of(tree.expressions().value(context.value()));
  }

  Segment step(NetParser.StepContext context) {
    Span span = tree.span(context);
    if (context.word() != null) {
      return word(tree.name(context.word()), span);
    }
    if (context.selector() != null) {
      Optional<Selector> choice = Optional.of(selector(context.selector()));
      return new Segment(Segment.Kind.CHOICE, Optional.empty(), choice, List.of(), span);
    }
    return wildcard(context.POWER() != null, span);
  }

  static Segment word(Name name, Span span) {
    return new Segment(Segment.Kind.WORD, Optional.of(name), Optional.empty(), List.of(), span);
  }

  static Segment wildcard(boolean any, Span span) {
    Segment.Kind kind = any ? Segment.Kind.ANY : Segment.Kind.ONE;
    return new Segment(kind, Optional.empty(), Optional.empty(), List.of(), span);
  }

  Pattern pattern(NetParser.PatternContext context) {
    Span span = tree.span(context);
    return context.name() != null
        ? new Pattern.Whole(tree.name(context.name()), span)
        : new Pattern.Parts(all(context.patternItem(), this::item), span);
  }

  private Pattern.Item item(NetParser.PatternItemContext context) {
    return new Pattern.Item(
        pattern(context.pattern()),
        TreeBuilder.optional(context.name(), tree::name),
        tree.span(context));
  }

  private final class Selectors extends NetParserBaseVisitor<Selector> {
    @Override
    public Selector visitNotSelector(NetParser.NotSelectorContext context) {
      return new Selector.Not(selector(context.selector()), tree.span(context));
    }

    @Override
    public Selector visitAndSelector(NetParser.AndSelectorContext context) {
      return new Selector.And(selector(context.left), selector(context.right), tree.span(context));
    }

    @Override
    public Selector visitOrSelector(NetParser.OrSelectorContext context) {
      return new Selector.Or(selector(context.left), selector(context.right), tree.span(context));
    }

    @Override
    public Selector visitPathSelector(NetParser.PathSelectorContext context) {
      return path(context.path());
    }
  }
}
