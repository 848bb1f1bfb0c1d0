package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.netwright.frontend.check.Denotation.DataDenotation;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.program.DataProgram;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.Dim;

/** The operators of data pipes (definitions C14). */
final class DataWords implements WordMeaning {
  private static final Pattern CACHE = Pattern.compile("[A-Za-z0-9_-]{1,60}");
  private static final List<String> ENDS = List.of("drop", "keep");

  private final Elaborator elaborator;
  private final Optional<Long> batchSize;

  /**
   * @param batchSize overrides every {@code batch(n)}
   */
  DataWords(Elaborator elaborator, Optional<Long> batchSize) {
    this.elaborator = elaborator;
    this.batchSize = batchSize;
  }

  @Override
  public Optional<Denotation> call(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    if (piped.isEmpty() || !(piped.get() instanceof DataDenotation data)) {
      return Optional.empty();
    }
    DataPipe pipe = data.pipe();
    return switch (word) {
      case "shuffle", "repeated", "take", "group" -> {
        WordArguments arguments = new WordArguments(word, call, List.of("n"));
        long count = count(word, arguments.demand("n"), scope);
        yield Optional.of(pipe.counted(word, count, call.span()));
      }
      case "part" -> Optional.of(part(pipe, call, scope));
      case "weighted" -> Optional.of(weighted(pipe, call, scope));
      case "batch" -> Optional.of(batch(pipe, call, scope));
      case "batch_by_tokens" -> {
        WordArguments arguments = new WordArguments(word, call, List.of("n"));
        long count = count(word, arguments.demand("n"), scope);
        OptionalLong most = batchSize.map(OptionalLong::of).orElse(OptionalLong.empty());
        yield Optional.of(pipe.batchByTokens(count, most, call.span()));
      }
      case "unbatch" -> {
        new WordArguments(word, call, List.of());
        yield Optional.of(pipe.unbatch(call.span()));
      }
      case "join" -> Optional.of(join(pipe, call, scope));
      case "cache" -> Optional.of(cache(pipe, call, scope));
      default -> Optional.empty();
    };
  }

  private Denotation part(DataPipe pipe, Expression.Call call, Scope scope) {
    WordArguments arguments = new WordArguments("part", call, List.of("from", "to", "seed"));
    double from = share(arguments.demand("from"), scope);
    double to = share(arguments.demand("to"), scope);
    if (from >= to) {
      throw new DiagnosticException(DataMessages.emptyPart(from, to, call.span()));
    }
    long seed = arguments.find("seed").map(e -> whole("the seed of part", e, scope)).orElse(0L);
    return pipe.part(new DataProgram.Operator.Part(from, to, seed), call.span());
  }

  private Denotation weighted(DataPipe pipe, Expression.Call call, Scope scope) {
    WordArguments arguments = new WordArguments("weighted", call, List.of("by", "weights"));
    String by = text("by", arguments.demand("by"), scope);
    List<Double> weights = arguments.find("weights").map(e -> weights(e, scope)).orElse(List.of());
    return pipe.weighted(new DataProgram.Operator.Weighted(by, weights), call.span());
  }

  private List<Double> weights(Expression expression, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    List<Double> weights = new ArrayList<>();
    double sum = 0;
    if (value instanceof ListDenotation list) {
      for (Denotation element : list.elements()) {
        double weight = Statics.number(element).orElse(Double.NaN);
        weights.add(weight);
        sum += weight >= 0 ? weight : Double.NaN;
      }
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new DiagnosticException(DataMessages.weightsWanted(expression.span()));
    }
    return weights;
  }

  private double share(Expression expression, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    OptionalDouble share = Statics.number(value);
    if (share.isEmpty() || !(share.getAsDouble() >= 0 && share.getAsDouble() <= 1)) {
      throw new DiagnosticException(DataMessages.shareWanted(expression.span()));
    }
    return share.getAsDouble();
  }

  private long whole(String what, Expression expression, Scope scope) {
    Dim number =
        elaborator.types.integer(elaborator.evaluate(expression, scope), expression.span(), what);
    if (!number.isKnown()) {
      throw new DiagnosticException(DataMessages.shareWanted(expression.span()));
    }
    return number.known();
  }

  private Denotation batch(DataPipe pipe, Expression.Call call, Scope scope) {
    WordArguments arguments = new WordArguments("batch", call, List.of("n", "last"));
    DataProgram.Last last =
        arguments.find("last").map(value -> last(value, scope)).orElse(DataProgram.Last.DEFAULT);
    long size = count("batch", arguments.demand("n"), scope);
    return pipe.batch(batchSize.orElse(size), last, call.span());
  }

  private DataProgram.Last last(Expression expression, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value.equals(new TextStatic("drop"))) {
      return DataProgram.Last.DROP;
    } else if (value.equals(new TextStatic("keep"))) {
      return DataProgram.Last.KEEP;
    }
    throw new DiagnosticException(
        KindMessages.noChoice(
            new Types.Fitting("`last` of batch", expression.span(), expression.span()),
            ENDS,
            value));
  }

  private Denotation join(DataPipe pipe, Expression.Call call, Scope scope) {
    WordArguments arguments = new WordArguments("join", call, List.of("other", "by"));
    Expression other = arguments.demand("other");
    Denotation value = elaborator.evaluate(other, scope);
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    } else if (!(value instanceof DataDenotation data)) {
      throw new DiagnosticException(RecipeMessages.noData(value, other.span()));
    } else {
      return pipe.join(data.pipe(), text("by", arguments.demand("by"), scope), call.span());
    }
  }

  private Denotation cache(DataPipe pipe, Expression.Call call, Scope scope) {
    WordArguments arguments = new WordArguments("cache", call, List.of("name"));
    String name = text("name", arguments.demand("name"), scope);
    if (!CACHE.matcher(name).matches()) {
      throw new DiagnosticException(DataMessages.cacheName(name, call.span()));
    }
    return pipe.cache(name, call.span());
  }

  private String text(String name, Expression expression, Scope scope) {
    Denotation value = elaborator.evaluate(expression, scope);
    if (value instanceof TextStatic text) {
      return text.value();
    } else if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    throw new DiagnosticException(
        KindMessages.wrongKind(
            new Types.Fitting("`" + name + "`", expression.span(), expression.span()),
            "a string",
            value));
  }

  private long count(String word, Expression expression, Scope scope) {
    Dim count =
        elaborator.types.integer(
            elaborator.evaluate(expression, scope), expression.span(), "the number of " + word);
    if (!count.isKnown() || count.known() < 1) {
      throw new DiagnosticException(RecipeMessages.countWanted(word, expression.span()));
    }
    return count.known();
  }
}
