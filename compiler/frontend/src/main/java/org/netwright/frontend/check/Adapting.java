package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.netwright.frontend.check.Adaptation.Construct;
import org.netwright.frontend.check.Adaptation.Only;
import org.netwright.frontend.check.Adaptation.Transform;
import org.netwright.frontend.check.Denotation.BlockDenotation;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.program.PathPattern;
import org.netwright.frontend.resolve.ItMention;
import org.netwright.frontend.resolve.NameMessages;
import org.netwright.frontend.resolve.Words;
import org.netwright.frontend.syntax.Block;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.diagnostic.DiagnosticException;

/**
 * {@code adapt} and {@code binarize} around what is built: their scope is construction, so the room
 * knows the adaptation in force and gives it to each instance (definitions C7).
 */
final class Adapting {
  private static final List<String> PARAMETERS = List.of("weights", "inputs", "only");

  private final Elaborator elaborator;
  private final Set<Adaptation> builtIn = Collections.newSetFromMap(new IdentityHashMap<>());
  private final IdentityHashMap<Expression.Call, Use> uses = new IdentityHashMap<>();
  private Adaptation current = Adaptation.NONE;

  /** What became of one {@code only}: the paths it was asked for, and whether it held for one. */
  private static final class Use {
    final Only only;
    final Set<String> asked = new TreeSet<>();
    boolean held;

    Use(Only only) {
      this.only = only;
    }
  }

  Adapting(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  static boolean isConstruct(String word) {
    return Words.TRANSFORMS.contains(word);
  }

  /** The transforms that something built here gets. */
  Adaptation current() {
    return current;
  }

  <T> T in(Adaptation adaptation, Supplier<T> work) {
    Adaptation before = enter(adaptation);
    try {
      return work.get();
    } finally {
      enter(before);
    }
  }

  /**
   * From now on something else is built; returns what was before. Deep recursion has no stack for
   * {@link #in}.
   */
  Adaptation enter(Adaptation adaptation) {
    Adaptation before = current;
    current = adaptation;
    return before;
  }

  /** Something is built here; returns the transforms it keeps. */
  Adaptation build() {
    Optional<Adaptation> at = Optional.of(current);
    while (at.isPresent()) {
      builtIn.add(at.get());
      at = at.get().outer();
    }
    return current;
  }

  // ---- the constructs

  /**
   * The construct as a value or as a stage of a pipe. Around one constructor it is that instance,
   * since it adds nothing to paths; else a block not yet applied.
   */
  Denotation construct(Optional<Denotation> piped, Expression.Call call, Scope scope) {
    Optional<Owned> owner = piped.isPresent() ? Optional.empty() : elaborator.expressions.owner();
    Block block = block(call);
    String base = owner.map(Owned::path).orElse(scope.place().path());
    Adaptation inside = current.with(read(call, scope, base));
    if (piped.isPresent()) {
      return elaborator.loops.block(new BlockDenotation(block, scope, inside), piped.get());
    }
    Optional<Expression.Call> constructor = constructor(block, scope);
    if (constructor.isPresent()) {
      return in(
          inside,
          () -> elaborator.expressions.evaluate(constructor.get(), scope, owner.orElse(null)));
    }
    Scope sites = owner.map(o -> scope.inner(scope.place().inside(o.path(), true))).orElse(scope);
    return new BlockDenotation(block, sites, inside);
  }

  /** One constructor and the adaptation it is built with. */
  record Inside(Adaptation adaptation, Expression value) {}

  /** What a net's expression builds inside a construct; the net's name is its path (C1). */
  Optional<Inside> ofNet(String net, Expression value, Scope scope) {
    if (value instanceof Expression.Call call
        && call.target() instanceof Expression.Reference target
        && isConstruct(target.name().text())
        && elaborator.evaluate(target, scope) instanceof Denotation.WordDenotation) {
      Adaptation inside = current.with(read(call, scope, net));
      return ItMention.onlyExpression(block(call)).map(only -> new Inside(inside, only));
    }
    return Optional.empty();
  }

  private static Block block(Expression.Call call) {
    return call.block()
        .orElseThrow(
            () ->
                new DiagnosticException(
                    TransformMessages.blockWanted(Source.text(call.target()), call.span())));
  }

  private Optional<Expression.Call> constructor(Block block, Scope scope) {
    return ItMention.onlyExpression(block)
        .filter(e -> e instanceof Expression.Call)
        .map(e -> (Expression.Call) e)
        .filter(c -> c.target() instanceof Expression.Reference)
        .filter(
            c -> {
              Denotation target = elaborator.evaluate(c.target(), scope);
              return target instanceof BuilderDenotation
                  || target instanceof Denotation.WordDenotation word && isConstruct(word.word());
            });
  }

  /** After the body of a construct was elaborated: something must have been built in it. */
  void demandBuilt(BlockDenotation block) {
    Adaptation adaptation = block.adaptation();
    Optional<Expression.Call> own =
        adaptation
            .construct()
            .map(Construct::call)
            .filter(c -> c.block().filter(b -> b == block.block()).isPresent());
    if (own.isPresent() && !builtIn.contains(adaptation) && !elaborator.isOpen()) {
      throw new DiagnosticException(
          TransformMessages.nothingBuilt(Source.text(own.get().target()), own.get().span()));
    }
  }

  // ---- their arguments

  private Construct read(Expression.Call call, Scope scope, String base) {
    String word = Source.text(call.target());
    Map<String, Expression> given = given(word, call);
    Optional<Transform> weights = transform(word, "weights", given, scope);
    Optional<Transform> inputs = transform(word, "inputs", given, scope);
    if (!given.containsKey("weights") && !given.containsKey("inputs")) {
      throw new DiagnosticException(TransformMessages.transformsNothing(word, call.span()));
    }
    Optional<Only> only = Optional.ofNullable(given.get("only")).map(Adapting::only);
    only.ifPresent(o -> uses.computeIfAbsent(call, c -> new Use(o)));
    return new Construct(call, weights, inputs, only, base);
  }

  private static Map<String, Expression> given(String word, Expression.Call call) {
    Map<String, Expression> given = new java.util.LinkedHashMap<>();
    int position = 0;
    for (Expression.Argument argument : call.arguments()) {
      String name =
          argument
              .name()
              .map(n -> n.text())
              .orElse(position < PARAMETERS.size() ? PARAMETERS.get(position) : "");
      position++;
      if (!PARAMETERS.contains(name)) {
        throw new DiagnosticException(
            TransformMessages.unknownArgument(
                word,
                argument.name().map(n -> n.text()),
                PARAMETERS,
                argument.name().map(n -> n.span()).orElse(argument.value().span())));
      }
      if (given.put(name, argument.value()) != null) {
        throw new DiagnosticException(
            TransformMessages.argumentTwice(word, name, argument.value().span()));
      }
    }
    return given;
  }

  private Optional<Transform> transform(
      String word, String name, Map<String, Expression> given, Scope scope) {
    Expression expression = given.get(name);
    if (expression == null) {
      return Optional.empty();
    }
    Denotation value = elaborator.building.asBuilder(expression, scope);
    if (value.isError()) {
      if (elaborator.isOpen()) {
        return Optional.empty(); // an application will say which
      }
      throw new DiagnosticException(List.of());
    }
    if (!(value instanceof BuilderDenotation builder)) {
      throw new DiagnosticException(
          TransformMessages.notATransform(word, name, value, expression.span()));
    }
    if (word.equals("binarize") && !Quantizers.isQuantizer(builder)) {
      throw new DiagnosticException(
          TransformMessages.quantizerWanted(
              "`" + name + "` of binarize", builder, expression.span()));
    }
    return Optional.of(new Transform(builder, expression.span()));
  }

  private static Only only(Expression expression) {
    return new Only(PathPattern.of(pattern(expression)), expression.span());
  }

  /** A pattern of plain words is written like a name and its members. */
  private static String pattern(Expression expression) {
    if (expression instanceof Expression.PathPattern pattern) {
      return Source.pattern(pattern.path());
    } else if (expression instanceof Expression.Reference reference) {
      return reference.name().text();
    } else if (expression instanceof Expression.Member member) {
      return pattern(member.target()) + "." + member.name().text();
    } else if (expression instanceof Expression.Subscript subscript
        && subscript.indices().stream()
            .allMatch(i -> i.isPresent() && i.get() instanceof Expression.IntLiteral)) {
      StringBuilder text = new StringBuilder(pattern(subscript.target()));
      subscript
          .indices()
          .forEach(i -> text.append('[').append(Source.text(i.orElseThrow())).append(']'));
      return text.toString();
    }
    throw new DiagnosticException(TransformMessages.patternWanted(expression.span()));
  }

  // ---- which parameters they met

  /** A parameter is contracted: remembers what each {@code only} around it said. */
  void contracted(Adaptation adaptation, String path) {
    Optional<Adaptation> at = Optional.of(adaptation);
    while (at.isPresent()) {
      Optional<Construct> construct = at.get().construct();
      if (construct.isPresent()) {
        Use use = uses.get(construct.get().call());
        if (use != null) {
          use.asked.add(construct.get().from(path));
          use.held |= construct.get().isFor(path);
        }
      }
      at = at.get().outer();
    }
  }

  /**
   * At the end of an elaboration that found no mistake: an {@code only} that was for no parameter
   * is one.
   */
  void demandMatched() {
    if (elaborator.isOpen()) {
      return;
    }
    List<Use> unmatched = new ArrayList<>();
    uses.values().stream().filter(u -> !u.held).forEach(unmatched::add);
    for (Use use : unmatched) {
      String pattern = use.only.pattern().toString();
      elaborator.report(
          NameMessages.noPath(
              pattern, use.only.place(), NearPaths.of(pattern, List.copyOf(use.asked))));
    }
  }
}
