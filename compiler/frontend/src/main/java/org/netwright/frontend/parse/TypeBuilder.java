package org.netwright.frontend.parse;

import static org.netwright.frontend.parse.TreeBuilder.all;
import static org.netwright.frontend.parse.TreeBuilder.optional;

import java.util.List;
import java.util.Optional;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.grammar.NetParser;
import org.netwright.grammar.NetParserBaseVisitor;
import org.netwright.spi.source.Span;

/** Builds types. */
final class TypeBuilder {
  private final TreeBuilder tree;
  private final SimpleTypes simple = new SimpleTypes();

  TypeBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  TypeExpression type(NetParser.TypeContext context) {
    Span span = tree.span(context);
    if (context.simpleType() == null) {
      return new TypeExpression.Choice(all(context.STRING(), tree.texts()::text), span);
    }
    TypeExpression type = simple(context.simpleType());
    return context.QUESTION() == null ? type : new TypeExpression.OptionalOf(type, span);
  }

  private TypeExpression simple(NetParser.SimpleTypeContext context) {
    return simple.visit(context);
  }

  private List<TypeExpression.DimExpression> dims(NetParser.ShapeContext context) {
    return all(
        context.dim(),
        dim ->
            new TypeExpression.DimExpression(
                tree.expressions().value(dim.value()), dim.ELLIPSIS() != null, tree.span(dim)));
  }

  private TypeExpression.Field field(NetParser.TypeFieldContext context) {
    return new TypeExpression.Field(
        optional(context.word(), tree::name), type(context.type()), tree.span(context));
  }

  private final class SimpleTypes extends NetParserBaseVisitor<TypeExpression> {
    @Override
    public TypeExpression visitListType(NetParser.ListTypeContext context) {
      Span span = tree.span(context);
      if (context.type() == null) {
        Span word = tree.source().span(context.LIST().getSymbol());
        return new TypeExpression.Word(new Name(context.LIST().getText(), word), span);
      }
      return new TypeExpression.ListOf(type(context.type()), span);
    }

    @Override
    public TypeExpression visitWordType(NetParser.WordTypeContext context) {
      Name word = tree.name(context.typeWord());
      Span span = tree.span(context);
      return context.shape() == null
          ? new TypeExpression.Word(word, span)
          : new TypeExpression.Tensor(Optional.of(word), dims(context.shape()), span);
    }

    @Override
    public TypeExpression visitShapeType(NetParser.ShapeTypeContext context) {
      return new TypeExpression.Tensor(Optional.empty(), dims(context.shape()), tree.span(context));
    }

    /** {@code (T)} is T, as {@code (e)} is e. */
    @Override
    public TypeExpression visitTupleType(NetParser.TupleTypeContext context) {
      List<TypeExpression.Field> fields = all(context.typeField(), TypeBuilder.this::field);
      long named = fields.stream().filter(field -> field.name().isPresent()).count();
      if (named > 0 && named < fields.size()) {
        tree.problems().add(SyntaxMessages.halfNamed(tree.span(context), "type"));
      }
      Span parentheses =
          tree.source().span(context.OPEN_PAREN().getSymbol(), context.CLOSE_PAREN().getSymbol());
      TypeExpression.TupleOf tuple = new TypeExpression.TupleOf(fields, parentheses);
      if (context.ARROW() != null) {
        return new TypeExpression.Function(tuple, simple(context.simpleType()), tree.span(context));
      }
      return fields.size() == 1 && named == 0 ? fields.get(0).type() : tuple;
    }
  }
}
