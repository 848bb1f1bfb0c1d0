package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.netwright.frontend.CompiledFile.NumberRunner;
import org.netwright.frontend.check.Denotation.BoolStatic;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TextStatic;
import org.netwright.frontend.cost.Costs;
import org.netwright.frontend.program.ModelProgram;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Statement;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/** What checks may ask of a layer or model (definitions C27); each question elaborates it anew. */
final class Probes implements WordMeaning {
  /** The name under which a probed layer is built, so that two of them have equal paths. */
  static final String NET = "model";

  private final Elaborator elaborator;
  private final Optional<NumberRunner> numbers;
  private @Nullable String reason;
  private int comparisons;

  Probes(Elaborator elaborator, Optional<NumberRunner> numbers) {
    this.elaborator = elaborator;
    this.numbers = numbers;
  }

  /** Why the last question was answered with no, when that takes words; asked for once. */
  Optional<String> reason() {
    Optional<String> said = Optional.ofNullable(reason);
    reason = null;
    return said;
  }

  /** A number that no comparison of this test had before. */
  int nextComparison() {
    return comparisons++;
  }

  void because(String words) {
    reason = words;
  }

  @Override
  public Optional<Denotation> call(
      String word, Optional<Denotation> piped, Expression.Call call, Scope scope) {
    if (!Words.CHECKS.contains(word) || piped.isPresent()) {
      return Optional.empty();
    }
    Question question = new Question(call, scope);
    return Optional.of(
        switch (word) {
          case "params" -> params(question);
          case "macs" -> new IntStatic(Costs.of(program(question, 0)).work().macs());
          case "binary_ops" -> new IntStatic(Costs.of(program(question, 0)).work().binaryOps());
          case "memory" -> new IntStatic(Costs.of(program(question, 0)).work().activationBytes());
          case "paths" -> paths(question);
          default -> compared(word, question);
        });
  }

  /** The arguments of a question, by position and name. */
  final class Question {
    private final Expression.Call call;
    private final Scope scope;

    Question(Expression.Call call, Scope scope) {
      this.call = call;
      this.scope = scope;
    }

    Span span() {
      return call.span();
    }

    Expression part(int position) {
      List<Expression> given =
          call.arguments().stream()
              .filter(a -> a.name().isEmpty())
              .map(Expression.Argument::value)
              .toList();
      if (position >= given.size()) {
        throw new DiagnosticException(
            ArgumentMessages.questionWithout(
                Source.text(call.target()), position + 1, call.span()));
      }
      return given.get(position);
    }

    Optional<Expression> second() {
      return call.arguments().stream().filter(a -> a.name().isEmpty()).count() > 1
          ? Optional.of(part(1))
          : Optional.empty();
    }

    Optional<Denotation> named(String name) {
      return call.arguments().stream()
          .filter(a -> a.name().isPresent() && a.name().get().text().equals(name))
          .findFirst()
          .map(a -> elaborator.evaluate(a.value(), scope));
    }

    Denotation value(int position) {
      return elaborator.evaluate(part(position), scope);
    }

    /** {@code on = [1, 3, 4]}, or a list of shapes for several inputs. */
    List<List<Long>> sizes() {
      Optional<Denotation> on = named("on");
      if (on.isEmpty()) {
        return List.of();
      }
      if (!(on.get() instanceof ListDenotation list)) {
        throw new DiagnosticException(
            KindMessages.wrongKind(
                new Types.Fitting("`on`", call.span(), Span.NONE), "a shape", on.get()));
      }
      boolean several =
          !list.elements().isEmpty() && list.elements().get(0) instanceof ListDenotation;
      List<Denotation> shapes = several ? list.elements() : List.of(list);
      return shapes.stream().map(s -> shape((ListDenotation) s)).toList();
    }

    private List<Long> shape(ListDenotation list) {
      List<Long> sizes = new ArrayList<>();
      for (Denotation element : list.elements()) {
        Dim size = elaborator.types.integer(element, call.span(), "a size of `on`");
        if (!size.isKnown()) {
          throw new DiagnosticException(SizeMessages.unknownCount(size, call.span()));
        }
        sizes.add(size.known());
      }
      return sizes;
    }
  }

  /** An elaborator of its own, whose findings are those of the test. */
  Elaborator fresh() {
    return new Elaborator(
        elaborator.program,
        elaborator.catalog,
        elaborator.limits,
        elaborator.findings,
        elaborator.reached,
        0,
        false);
  }

  Denotation built(Elaborator probe, Question question, int position) {
    return probe.expressions.evaluate(question.part(position), question.scope, new Owned(NET, 0));
  }

  private ModelProgram program(Question question, int position) {
    return elaborate(question.part(position), question.scope, question.sizes()).program();
  }

  private ModelElaboration.Elaborated elaborate(
      Expression expression, Scope scope, List<List<Long>> sizes) {
    Elaborator probe = fresh();
    Denotation built = probe.expressions.evaluate(expression, scope, new Owned(NET, 0));
    ModelElaboration.Elaborated made =
        new ModelElaboration(probe).apply(Source.text(expression), built, sizes, expression.span());
    if (made.result().isError()) {
      throw new DiagnosticException(List.of());
    }
    return made;
  }

  // ---- counts

  private Denotation params(Question question) {
    ModelProgram program = program(question, 0);
    Optional<Expression> term = question.second();
    Dim total = Dim.of(0);
    boolean found = false;
    for (Variable variable : program.variables()) {
      if (variable.kind() == Variable.Kind.PARAMETER
          && (term.isEmpty() || named(term.get(), question, variable))) {
        total = total.plus(variable.type().shape().elements());
        found = true;
      }
    }
    demand(found || term.isEmpty(), term, program);
    return new IntStatic(total);
  }

  private boolean named(Expression term, Question question, Variable variable) {
    Denotation value = Terms.argument(elaborator, term, question.scope);
    if (value.isError()) {
      throw new DiagnosticException(List.of());
    }
    return Terms.names(value, variable, variable.path(), term.span());
  }

  private static void demand(boolean found, Optional<Expression> term, ModelProgram program) {
    boolean pattern =
        term.isPresent()
            && (term.get() instanceof Expression.PathPattern
                || term.get() instanceof Expression.Member
                || term.get() instanceof Expression.Subscript);
    if (!found && pattern) {
      String text = Source.text(term.get());
      throw new DiagnosticException(
          NameMessages.noPath(
              text,
              term.get().span(),
              NearPaths.of(text, program.variables().stream().map(Variable::path).toList())));
    }
  }

  private Denotation paths(Question question) {
    ModelProgram program = program(question, 0);
    Optional<Expression> term = question.second();
    List<Denotation> paths =
        program.variables().stream()
            .filter(v -> term.isEmpty() || named(term.get(), question, v))
            .map(Variable::path)
            .sorted()
            .map(p -> (Denotation) new TextStatic(p))
            .toList();
    demand(!paths.isEmpty() || term.isEmpty(), term, program);
    return new ListDenotation(paths);
  }

  // ---- check M() -> [B, 10]

  void demandResult(Statement.Check check, Scope scope) {
    Denotation result = result(check.condition(), scope);
    Types.Fitting fitting =
        new Types.Fitting(
            "the result of " + Source.text(check.condition()),
            check.condition().span(),
            check.type().orElseThrow().span());
    elaborator.types.fit(check.type().orElseThrow(), result, scope.inner(), fitting);
  }

  /** What a layer gives on open inputs; a value is what it is. */
  private Denotation result(Expression asked, Scope scope) {
    boolean builds =
        asked instanceof Expression.BlockLayer
            || asked instanceof Expression.Loop
            || elaborator.program.site(asked).isPresent();
    if (!builds) {
      Denotation value = elaborator.evaluate(asked, scope);
      if (value.isError()) {
        throw new DiagnosticException(List.of());
      } else if (!Types.isLayer(value)) {
        return value;
      }
    }
    return elaborate(asked, scope, List.of()).result();
  }

  // ---- what needs numbers

  private Denotation compared(String word, Question question) {
    if (numbers.isEmpty()) {
      because("it needs numbers, and nothing here computes them");
    }
    Comparisons comparisons = new Comparisons(this, elaborator, numbers);
    return new BoolStatic(
        switch (word) {
          case "equal" -> comparisons.equal(question);
          case "trains" -> comparisons.trains(question);
          default -> comparisons.close(question);
        });
  }
}
