package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Declaration;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.definition.DataSourceDefinition;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;

/**
 * A source of records with what is written behind it (definitions C14). Operators on a source with
 * several splits apply to each; the blocks are elaborated where the data is used.
 */
final class DataPipe {
  /** One written stage of the pipe. */
  sealed interface Link {
    record Map(Block block, Scope scope) implements Link {}

    /** {@code shuffle(n)}, {@code repeated(k)}, {@code take(n)}, {@code group(k)}. */
    record Counted(String operator, long count, Span span) implements Link {}

    record Part(DataProgram.Operator.Part part) implements Link {}

    record Weighted(DataProgram.Operator.Weighted weighted, Span span) implements Link {}

    record Batch(long size, DataProgram.Last last, Span span) implements Link {}

    record BatchByTokens(long tokens, OptionalLong most, Span span) implements Link {}

    record Unbatch(Span span) implements Link {}

    record Join(DataPipe other, String by, Span span) implements Link {}

    record Cache(String name, Span span) implements Link {}

    /** The record that the text states; it changes nothing. */
    record Stated(TypeExpression.TupleOf type, Scope scope) implements Link {}
  }

  private final Elaborator elaborator;
  private final Symbol symbol;
  private final Map<String, Denotation> arguments;
  private final Span span;
  private final Optional<String> split;
  private final List<Link> links;

  private DataPipe(
      Elaborator elaborator,
      Symbol symbol,
      Map<String, Denotation> arguments,
      Span span,
      Optional<String> split,
      List<Link> links) {
    this.elaborator = elaborator;
    this.symbol = symbol;
    this.arguments = arguments;
    this.span = span;
    this.split = split;
    this.links = List.copyOf(links);
  }

  /** The call of a declared source. */
  static DataPipe source(
      Elaborator elaborator, Symbol symbol, Map<String, Denotation> arguments, Span span) {
    return new DataPipe(elaborator, symbol, arguments, span, Optional.empty(), List.of());
  }

  Symbol symbol() {
    return symbol;
  }

  Span span() {
    return span;
  }

  Map<String, Denotation> arguments() {
    return arguments;
  }

  BoundArguments bound() {
    return new BoundArguments(elaborator, symbol, arguments, span);
  }

  Optional<String> split() {
    return split;
  }

  List<Link> links() {
    return links;
  }

  DataSourceDefinition definition() {
    return elaborator.definitions.definition(DataSourceDefinition.class, symbol, span);
  }

  // ---- members

  /** A split, or a fact of the source. */
  Denotation member(String name, Span place) {
    if (split.isEmpty() && splits().containsKey(name)) {
      return new DataDenotation(
          new DataPipe(elaborator, symbol, arguments, span, Optional.of(name), links));
    }
    Map<String, Long> facts = definition().facts(bound());
    Long fact = facts.get(name);
    if (fact != null) {
      return IntStatic.of(fact);
    }
    Set<String> onOpening = definition().factsOnOpening(bound());
    if (onOpening.contains(name)) {
      return elaborator.facts.ask(this, name, place);
    }
    TreeSet<String> known = new TreeSet<>(facts.keySet());
    known.addAll(onOpening);
    known.addAll(splits().keySet());
    throw new DiagnosticException(RecipeMessages.noSplit(name, symbol.name(), known, place));
  }

  /** The record type of each split; one with an empty name when there is only one. */
  Map<String, TypeExpression.TupleOf> splits() {
    Map<String, TypeExpression.TupleOf> splits = new LinkedHashMap<>();
    Optional<TypeExpression> result = ((Declaration.External) symbol.declaration()).result();
    if (result.isPresent() && result.get() instanceof TypeExpression.TupleOf tuple) {
      if (!isSeveral(tuple)) {
        splits.put("", tuple);
      } else {
        for (TypeExpression.Field field : tuple.fields()) {
          splits.put(
              field.name().map(n -> n.text()).orElse(""), (TypeExpression.TupleOf) field.type());
        }
      }
    }
    return splits;
  }

  /** Whether a type is a tuple of records, one a split. */
  static boolean isSeveral(TypeExpression.TupleOf tuple) {
    return !tuple.fields().isEmpty()
        && tuple.fields().stream().allMatch(f -> f.type() instanceof TypeExpression.TupleOf);
  }

  // ---- stages

  private Denotation with(Link link) {
    List<Link> more = new ArrayList<>(links);
    more.add(link);
    return new DataDenotation(new DataPipe(elaborator, symbol, arguments, span, split, more));
  }

  private boolean isBatched() {
    boolean batched = false;
    for (Link link : links) {
      batched |= link instanceof Link.Batch || link instanceof Link.BatchByTokens;
      batched &= !(link instanceof Link.Unbatch);
    }
    return batched;
  }

  private void demandRecords(String operator, Span place) {
    if (isBatched()) {
      throw new DiagnosticException(RecipeMessages.beforeBatch(operator, place));
    }
  }

  Denotation block(Block block, Scope scope) {
    return with(new Link.Map(block, scope));
  }

  Denotation stated(TypeExpression.TupleOf type, Scope scope) {
    return with(new Link.Stated(type, scope));
  }

  Denotation counted(String operator, long count, Span place) {
    demandRecords(operator, place);
    return with(new Link.Counted(operator, count, place));
  }

  /** It chooses among the records of the source, so nothing that counts stands before it. */
  Denotation part(DataProgram.Operator.Part part, Span place) {
    if (!links.stream().allMatch(l -> l instanceof Link.Map || l instanceof Link.Stated)) {
      throw new DiagnosticException(DataMessages.partComesFirst(place));
    }
    return with(new Link.Part(part));
  }

  /** It reads a field of the records of the source, so no block stands before it. */
  Denotation weighted(DataProgram.Operator.Weighted weighted, Span place) {
    if (!links.stream().allMatch(l -> l instanceof Link.Part || l instanceof Link.Stated)) {
      throw new DiagnosticException(DataMessages.weightedComesFirst(place));
    }
    return with(new Link.Weighted(weighted, place));
  }

  Denotation batch(long size, DataProgram.Last last, Span place) {
    demandOneBatch(place);
    return with(new Link.Batch(size, last, place));
  }

  Denotation batchByTokens(long tokens, OptionalLong most, Span place) {
    demandOneBatch(place);
    if (links.stream().anyMatch(l -> l instanceof Link.Weighted)) {
      throw new DiagnosticException(DataMessages.drawnLengths(place));
    }
    return with(new Link.BatchByTokens(tokens, most, place));
  }

  private void demandOneBatch(Span place) {
    if (isBatched()) {
      throw new DiagnosticException(RecipeMessages.batchedTwice(place));
    }
  }

  Denotation unbatch(Span place) {
    if (!isBatched()) {
      throw new DiagnosticException(DataMessages.behindBatch("unbatch", place));
    }
    return with(new Link.Unbatch(place));
  }

  Denotation join(DataPipe other, String by, Span place) {
    demandRecords("join", place);
    if (!other.links.stream().allMatch(l -> l instanceof Link.Stated)) {
      throw new DiagnosticException(
          DataMessages.noSplitToJoin("this one has operators or blocks behind it", place));
    }
    if (other.split.isEmpty() && !other.splits().containsKey("")) {
      throw new DiagnosticException(
          DataMessages.noSplitToJoin(
              other.symbol.name() + " has several: " + other.splits().keySet(), place));
    }
    return with(new Link.Join(other, by, place));
  }

  Denotation cache(String name, Span place) {
    elaborator.facts.demandCacheName(name, place);
    return with(new Link.Cache(name, place));
  }

  @Override
  public String toString() {
    return symbol.name() + split.map(s -> "." + s).orElse("");
  }
}
