package org.netwright.frontend.check;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.TensorType;

/** The sentences about the operators of data pipes (NW481 to NW494). */
final class DataMessages {
  private DataMessages() {}

  private static Diagnostic error(String code, Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  private static String list(Collection<String> words) {
    return String.join(", ", words.stream().map(w -> "`" + w + "`").toList());
  }

  static Diagnostic behindBatch(String operator, Span span) {
    return error(
            "NW481", span, "`%s` takes batches, and this data is not cut yet".formatted(operator))
        .with(Hint.of("put it behind `|> batch(128)`"));
  }

  static Diagnostic copiesDoNotGroup(long group, long copies, Span span) {
    return error(
            "NW482",
            span,
            "a group of %d has no whole number of neighbours of one record: each record has %d"
                .formatted(group, copies))
        .with(Hint.of("`repeated(n)` makes the neighbours, and n must be a multiple of the group"));
  }

  static Diagnostic noSplitToJoin(String what, Span span) {
    return error("NW483", span, "`join` looks records up in a split of a source, and " + what)
        .with(Hint.of("such as `join(images.train, by = \"id\")`; blocks stand behind it"));
  }

  static Diagnostic noKey(String by, String side, Collection<String> fields, Span span) {
    return error(
            "NW483",
            span,
            "`join` by \"%s\": no such field in %s, only %s"
                .formatted(by, side, list(new TreeSet<>(fields))))
        .with(Hint.of("name a field that both have"));
  }

  static Diagnostic keyTypes(String by, TensorType left, TensorType right, Span span) {
    return error(
            "NW483",
            span,
            "`join` by \"%s\" compares whole numbers of one type, and this is %s and %s"
                .formatted(by, left, right))
        .with(Hint.of("such as the `id: i64` of a record"));
  }

  static Diagnostic joinedTwice(List<String> names, Span span) {
    return error("NW484", span, "both sides of `join` have " + list(names))
        .with(Hint.of("leave one of them out in the block before: `(id = it.id, …)`"));
  }

  static Diagnostic statedFields(
      Collection<String> stated, Collection<String> found, Span span, Span source) {
    return error(
            "NW485",
            span,
            "the record is stated to have %s, and it has %s".formatted(list(stated), list(found)))
        .with(new Related(source, "the data come from here"));
  }

  static Diagnostic statedType(String field, String stated, String found, Span span, Span source) {
    return error(
            "NW485", span, "`%s` is stated to be %s, and it is %s".formatted(field, stated, found))
        .with(new Related(source, "the data come from here"));
  }

  static Diagnostic notARecord(Span span) {
    return error("NW485", span, "the type of a `data` is a record with named fields")
        .with(Hint.of("such as `data d: (image: u8[28, 28, 1], label: i64) = …`"));
  }

  static Diagnostic netBeforeBatch(List<String> variables, Span span) {
    return error(
            "NW486",
            span,
            "a block before `batch` applies no net, and this reads " + first(variables))
        .with(Hint.of("move the net into a block behind `batch`, where it sees whole batches"));
  }

  static Diagnostic netIsNotFrozen(String net, Span span) {
    return error(
            "NW486", span, "a data block applies frozen nets only, and `%s` is not".formatted(net))
        .with(Hint.of("`net teacher = frozen %s` is a frozen view of it".formatted(net)));
  }

  static Diagnostic readsRecipe(List<String> variables, Span span) {
    return error(
        "NW486",
        span,
        "a data block reads no parameter or state of the recipe, and this reads "
            + first(variables));
  }

  private static String first(List<String> variables) {
    String more = variables.size() > 1 ? " and %d more".formatted(variables.size() - 1) : "";
    return "`" + variables.get(0) + "`" + more;
  }

  static Diagnostic movesMeanwhile(List<String> variables, Span data, Span training) {
    return error(
            "NW487",
            training,
            "this training moves " + first(variables) + ", which a block of its own data reads")
        .with(new Related(data, "the data are made here, while the steps run"))
        .with(Hint.of("apply that net in the body of `train`, or train in a stage of its own"));
  }

  static Diagnostic unknownFact(String fact, String source, Span span) {
    return error(
            "NW488", span, "`%s` of %s is known when its files are opened".formatted(fact, source))
        .with(Hint.of("train it, or try it with --synthetic"));
  }

  static Diagnostic openSizes(String field, TensorType type, Span span) {
    return error(
            "NW489",
            span,
            "`batch_by_tokens` fills sequences up, and `%s` is %s".formatted(field, type))
        .with(Hint.of("at most the first axis of a field may differ from record to record"));
  }

  static Diagnostic shuffledInVain(Span span) {
    return error(
            "NW489",
            span,
            "`batch_by_tokens` puts records of about equal length together, so `shuffle` before it"
                + " does nothing")
        .with(Hint.of("leave `shuffle` out: a training draws the order of its batches itself"));
  }

  static Diagnostic unknownArgument(
      String operator, String name, Collection<String> known, Span span) {
    return error("NW490", span, "`%s` has no argument `%s`".formatted(operator, name))
        .with(Hint.of(known.isEmpty() ? "it takes none" : "it takes " + list(known)));
  }

  static Diagnostic tooManyArguments(String operator, Collection<String> known, Span span) {
    return error("NW490", span, "`%s` takes fewer arguments".formatted(operator))
        .with(Hint.of(known.isEmpty() ? "it takes none" : "it takes " + list(known)));
  }

  static Diagnostic argumentTwice(String operator, String name, Span span) {
    return error("NW490", span, "`%s` of `%s` is given twice".formatted(name, operator));
  }

  static Diagnostic missingArgument(String operator, String name, Span span) {
    return error("NW490", span, "`%s` wants its argument `%s`".formatted(operator, name));
  }

  static Diagnostic cacheName(String name, Span span) {
    return error(
            "NW491",
            span,
            "\"%s\" does not name a cache; it becomes part of a file's name".formatted(name))
        .with(Hint.of("use letters, digits, `-` and `_`, at most 60"));
  }

  static Diagnostic cachedTwice(String name, Span second, Span first) {
    return error("NW491", second, "two caches have the name \"%s\"".formatted(name))
        .with(new Related(first, "the other is here"))
        .with(Hint.of("give it another name, or use the same `data` twice"));
  }

  static Diagnostic noField(String field, Denotation value, Span span) {
    return error(
            "NW492",
            span,
            "field `%s` of a record is %s, and a record holds tensors"
                .formatted(field, Shown.kind(value)))
        .with(Hint.of("lists that are not empty and tuples with named fields may hold them"));
  }

  // ---- parts

  static Diagnostic partComesFirst(Span span) {
    return error(
            "NW414",
            span,
            "`part` chooses among the records of a source, and here they were counted before")
        .with(Hint.of("put it in front of what repeats, shuffles, takes, caches or batches"));
  }

  static Diagnostic emptyPart(double from, double to, Span span) {
    return error("NW414", span, "the part from %s to %s is empty".formatted(from, to))
        .with(Hint.of("it begins before it ends, such as `part(0.0, 0.9)`"));
  }

  static Diagnostic shareWanted(Span span) {
    return error("NW414", span, "`part` goes from one known share, 0.0 to 1.0, to another")
        .with(Hint.of("`part(0.0, 0.9)` is the first nine tenths of a drawn order"));
  }

  // ---- weights

  static Diagnostic weightedComesFirst(Span span) {
    return error(
            "NW414",
            span,
            "`weighted` reads a field of the source, and stands before all but `part`")
        .with(Hint.of("put it right behind the source"));
  }

  static Diagnostic weightsWanted(Span span) {
    return error(
            "NW414",
            span,
            "`weights` is a list of known numbers from 0, at least one of them above 0")
        .with(Hint.of("leave it out to make all classes equally likely"));
  }

  static Diagnostic noFieldToWeigh(String by, Collection<String> fields, Span span) {
    return error(
            "NW414",
            span,
            "`weighted` by \"%s\": the record has no such field, only %s"
                .formatted(by, list(new TreeSet<>(fields))))
        .with(Hint.of("name a field of a whole number, such as `label`"));
  }

  static Diagnostic noNumberToWeigh(String by, TensorType type, Span span) {
    return error(
            "NW414",
            span,
            "`weighted` by \"%s\" wants one whole number, and it is %s".formatted(by, type))
        .with(Hint.of("name a field of a whole number, such as `label`"));
  }

  static Diagnostic drawnLengths(Span span) {
    return error(
            "NW414",
            span,
            "`batch_by_tokens` sorts records by their lengths, which `weighted` draws anew in each epoch")
        .with(Hint.of("use `batch`"));
  }
}
