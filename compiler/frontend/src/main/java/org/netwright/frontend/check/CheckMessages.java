package org.netwright.frontend.check;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.netwright.frontend.check.Denotation.BuilderDenotation;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.RatioStatic;
import org.netwright.frontend.check.Denotation.TupleDenotation;
import org.netwright.frontend.resolve.NearMiss;
import org.netwright.frontend.resolve.Symbol;
import org.netwright.frontend.syntax.Expression;
import org.netwright.frontend.syntax.Name;
import org.netwright.frontend.syntax.TypeExpression;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Edit;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/**
 * The sentences about types, static values, building and applying (NW300 to NW339, NW37x to NW39x).
 * It is long because it holds all of them, and nothing else.
 */
final class CheckMessages {
  private CheckMessages() {}

  private static Diagnostic error(String code, Span span, String message) {
    return Diagnostic.error(code, span, message);
  }

  private static Diagnostic declared(Diagnostic found, Span declared) {
    return declared.exists() && !declared.equals(found.span())
        ? found.with(new Related(declared, "declared here"))
        : found;
  }

  // ---- kinds of values (NW301)

  static Diagnostic wrongKind(Types.Fitting fitting, String wanted, Denotation given) {
    Diagnostic found =
        error(
            "NW301",
            fitting.span(),
            "%s must be %s, and is %s".formatted(fitting.what(), wanted, Shown.kind(given)));
    if (wanted.equals("an int") && given instanceof FloatStatic) {
      found = found.with(Hint.of("`int(…)` cuts a float, `ceil` and `floor` round it"));
    } else if (given instanceof BuilderDenotation builder) {
      String name = Shown.builderName(builder);
      found = found.with(Hint.of("`%s(…)` builds it".formatted(name)));
    }
    return declared(found, fitting.declared());
  }

  static Diagnostic numberForDuration(Types.Fitting fitting, Denotation given) {
    String number = Shown.value(given);
    return declared(
        error(
                "NW301",
                fitting.span(),
                "%s is a duration, and %s says no unit".formatted(fitting.what(), number))
            .with(
                Hint.of(
                    "write `%s epochs` or `%s steps`".formatted(number, number),
                    new Edit(fitting.span(), number + " epochs"))),
        fitting.declared());
  }

  static Diagnostic noChoice(Types.Fitting fitting, List<String> choices, Denotation given) {
    String list = String.join(", ", choices.stream().map(c -> '"' + c + '"').toList());
    Diagnostic found =
        error(
            "NW302",
            fitting.span(),
            "%s is one of %s, and not %s".formatted(fitting.what(), list, Shown.value(given)));
    Optional<String> nearest =
        given instanceof Denotation.TextStatic text
            ? NearMiss.of(text.value(), choices)
            : Optional.empty();
    return declared(
        nearest
            .map(
                n ->
                    found.with(
                        Hint.of(
                            "did you mean \"" + n + "\"?",
                            new Edit(fitting.span(), '"' + n + '"'))))
            .orElse(found),
        fitting.declared());
  }

  static Diagnostic notATensorType(TypeExpression type) {
    return error(
        "NW303",
        type.span(),
        "a parameter or state is a tensor, and `%s` is no tensor type"
            .formatted(Source.type(type)));
  }

  static Diagnostic noTensorValue(
      Types.Fitting fitting, TypeExpression.Tensor type, Denotation given) {
    return declared(
        error(
            "NW301",
            fitting.span(),
            "%s must be a tensor %s, and is %s"
                .formatted(fitting.what(), Source.type(type), Shown.kind(given))),
        fitting.declared());
  }

  static Diagnostic noTensor(Denotation value, Span span) {
    return error("NW301", span, "a number or tensor is wanted here, not " + Shown.kind(value));
  }

  static Diagnostic wrongElement(Types.Fitting fitting, ElementType wanted, TensorType found) {
    return declared(
        error(
                "NW304",
                fitting.span(),
                "%s has elements of type %s, and is %s"
                    .formatted(fitting.what(), wanted, found.element() + found.shape().toString()))
            .with(Hint.of("narrowing is written: `cast(…, %s)`".formatted(wanted))),
        fitting.declared());
  }

  // ---- shapes (NW305)

  static Diagnostic wrongRank(
      Types.Fitting fitting,
      TypeExpression.Tensor type,
      String expected,
      Denotation given,
      Shape found) {
    Diagnostic message =
        declared(
            error(
                "NW305",
                fitting.span(),
                "%s is %s, and not of rank %d: %s"
                    .formatted(fitting.what(), expected, found.rank(), Shown.value(given))),
            fitting.declared());
    boolean spread = type.dims().stream().anyMatch(TypeExpression.DimExpression::spread);
    if (found.rank() > type.dims().size() && type.dims().size() == 2 && !spread) {
      return message.with(Hint.of("`|> flatten` joins all axes but the first"));
    } else if (found.rank() == 3 && type.dims().size() == 4 && !spread) {
      return message.with(
          Hint.of("a batch or a channel axis may be missing; `x[:, :, :, none]` adds one"));
    }
    return message;
  }

  static Diagnostic wrongSize(
      Types.Fitting fitting,
      String pattern,
      Dim expected,
      Dim found,
      int axis,
      String expectedShape,
      Shape shape) {
    String size = pattern.equals(expected.toString()) ? pattern : pattern + " = " + expected;
    Diagnostic message =
        declared(
            error(
                "NW306",
                fitting.span(),
                "%s is %s, and not %s: axis %d is %s where %s is expected"
                    .formatted(fitting.what(), expectedShape, shape, axis, found, size)),
            fitting.declared());
    return channelsFirst(expectedShape, shape)
        ? message.with(
            Hint.of(
                "images are [batch, height, width, channels]; `transpose(x, [0, 2, 3, 1])` moves"
                    + " channels to the end"))
        : message;
  }

  /** Whether the sizes fit once the channels stand behind height and width. */
  private static boolean channelsFirst(String expected, Shape found) {
    if (found.rank() != 4) {
      return false;
    }
    String moved =
        new Shape(List.of(found.dim(0), found.dim(2), found.dim(3), found.dim(1))).toString();
    return expected.substring(expected.indexOf('[')).equals(moved)
        || expected.endsWith(", " + found.dim(1) + "]") && !found.dim(1).equals(found.dim(3));
  }

  static Diagnostic wrongSpread(Types.Fitting fitting, String name, Denotation bound, Shape found) {
    return declared(
        error(
            "NW306",
            fitting.span(),
            "%s is %s, which does not fit `%s...` = %s"
                .formatted(fitting.what(), found, name, Shown.value(bound))),
        fitting.declared());
  }

  static Diagnostic spreadNeedsName(Span span) {
    return error("NW307", span, "only a name stands before `...`");
  }

  static Diagnostic noSolution(Span span) {
    return error(
            "NW308",
            span,
            "this size has more than one unknown name, or one that cannot be solved for")
        .with(Hint.of("bind the name by itself in another place of the signature"));
  }

  static Diagnostic noMultiple(Types.Fitting fitting, String expected, Dim of, Dim by) {
    return declared(
        error(
            "NW309",
            fitting.span(),
            "%s is %s, and %s is no multiple of %s".formatted(fitting.what(), expected, of, by)),
        fitting.declared());
  }

  static Diagnostic wrongValueShape(Types.Fitting fitting, TensorType wanted, TensorType found) {
    return declared(
        error(
            "NW306",
            fitting.span(),
            "%s is %s, and not %s".formatted(fitting.what(), wanted, found)),
        fitting.declared());
  }

  // ---- static arithmetic (NW310)

  static Diagnostic divisionByZero(Span span) {
    return error("NW310", span, "this divides by zero");
  }

  static Diagnostic overflow(Span span, ArithmeticException cause) {
    return error(
        "NW311", span, "an int leaves the 64 bits it has: " + String.valueOf(cause.getMessage()));
  }

  static Diagnostic noNumber(double a, String sign, double b, Span span) {
    return error(
        "NW312", span, "%s %s %s is no number".formatted(Shown.number(a), sign, Shown.number(b)));
  }

  static Diagnostic noNumberOf(String function, double x, Span span) {
    return error("NW312", span, "%s(%s) is no number".formatted(function, Shown.number(x)));
  }

  static Diagnostic notWhole(RatioStatic ratio, Span span) {
    return error(
            "NW313",
            span,
            "%s / %s is not whole, and an int is wanted here".formatted(ratio.of(), ratio.by()))
        .with(Hint.of("`//` rounds down, `ceil(a / b)` rounds up"));
  }

  static Diagnostic noOperation(String sign, Denotation left, Denotation right, Span span) {
    return error(
        "NW314",
        span,
        "`%s` has no meaning between %s and %s"
            .formatted(sign, Shown.kind(left), Shown.kind(right)));
  }

  static Diagnostic noNegative(Denotation value, Span span) {
    return error("NW314", span, "`-` has no meaning before " + Shown.kind(value));
  }

  static Diagnostic noNot(Denotation value, Span span) {
    return error("NW314", span, "`not` wants a bool, and this is " + Shown.kind(value));
  }

  static Diagnostic tensorCondition(Expression condition, Denotation value) {
    return error(
            "NW315",
            condition.span(),
            "`if` is decided when compiling, and this condition is a tensor " + Shown.value(value))
        .with(Hint.of("`where(condition, a, b)` chooses per element"));
  }

  static Diagnostic undecided(Expression condition) {
    return error(
            "NW315",
            condition.span(),
            "`if` is decided when compiling, and sizes that are not known leave `%s` open"
                .formatted(Source.text(condition)))
        .with(Hint.of("the size of the batch decides nothing; other sizes must be given"));
  }

  static Diagnostic missingElse(Span span) {
    return error("NW316", span, "this `if` is used as a value and has no `else`");
  }

  static Diagnostic branchOfStatements(Span span) {
    return error("NW316", span, "a branch of an `if` that is a value holds one expression");
  }

  // ---- arguments (NW32x)

  static Diagnostic unknownArgument(ArgumentBinding.Signature signature, Name name) {
    List<String> known = signature.parameters().stream().map(p -> p.name().text()).toList();
    Diagnostic found =
        error(
            "NW320",
            name.span(),
            "%s takes no argument `%s`".formatted(signature.name(), name.text()));
    Optional<String> nearest = NearMiss.of(name.text(), known);
    return found.with(
        nearest
            .map(n -> Hint.of("did you mean `" + n + "`?", new Edit(name.span(), n)))
            .orElse(Hint.of("it is " + signature)));
  }

  static Diagnostic missingArgument(ArgumentBinding.Signature signature, List<String> missing) {
    String names = String.join(", ", missing.stream().map(m -> "`" + m + "`").toList());
    return error("NW321", signature.span(), "%s is not given %s".formatted(signature.name(), names))
        .with(Hint.of("it is " + signature));
  }

  static Diagnostic tooManyArguments(ArgumentBinding.Signature signature, int given, Span span) {
    return error(
            "NW322",
            span,
            "%s takes %d argument%s and is given %d"
                .formatted(
                    signature.name(),
                    signature.parameters().size(),
                    signature.parameters().size() == 1 ? "" : "s",
                    given))
        .with(Hint.of("it is " + signature));
  }

  static Diagnostic argumentTwice(ArgumentBinding.Signature signature, String name, Span span) {
    return error(
        "NW323", span, "argument `%s` of %s is given twice".formatted(name, signature.name()));
  }

  static Diagnostic positionalAfterNamed(Span span) {
    return error("NW324", span, "an argument without a name stands behind one with a name")
        .with(Hint.of("give it its name, or move it to the front"));
  }

  static Diagnostic noBlockWanted(ArgumentBinding.Signature signature, Span span) {
    return error("NW325", span, "%s takes no block".formatted(signature.name()))
        .with(Hint.of("it is " + signature));
  }

  static Diagnostic unmet(
      String name,
      Optional<String> message,
      String condition,
      String values,
      Span call,
      Span constraint) {
    String sentence =
        message.filter(m -> !m.isEmpty()).orElse("%s asks that %s".formatted(name, condition));
    Diagnostic found = error("NW326", call, sentence).with(new Related(constraint, "asked here"));
    return values.isEmpty() ? found : found.with(Hint.of("here " + values));
  }

  static Diagnostic leftOpen(String name, String condition, Span call, Span constraint) {
    return Diagnostic.warning(
            "NW327",
            call,
            "%s asks that %s, which sizes that are not known here leave open"
                .formatted(name, condition))
        .with(new Related(constraint, "asked here"));
  }

  static Diagnostic requirement(Optional<String> message, String condition, Span span) {
    return error(
        "NW326", span, message.filter(m -> !m.isEmpty()).orElse(condition + " does not hold"));
  }

  // ---- building and applying (NW33x)

  static Diagnostic withoutParentheses(String name, Span span) {
    return error("NW330", span, "`%s` is a layer that is not built yet".formatted(name))
        .with(Hint.of("write `%s()`".formatted(name), new Edit(span, name + "()")));
  }

  static Diagnostic builderForInstance(String parameter, BuilderDenotation builder, Span span) {
    String name = Shown.builderName(builder);
    return error(
            "NW330",
            span,
            "`%s` is used as one instance, and `%s` is not built yet".formatted(parameter, name))
        .with(Hint.of("write `%s()`".formatted(name), new Edit(span, name + "()")));
  }

  static Diagnostic instanceForBuilder(String name, Span span) {
    return error(
            "NW331",
            span,
            "a parameter in UpperCamel builds anew at each use, and this %s is built already"
                .formatted(name))
        .with(Hint.of("give the constructor itself: `%s`".formatted(name)));
  }

  static Diagnostic takesNoHyperparameters(String name, Span span) {
    return error("NW322", span, "`%s` takes no hyperparameters".formatted(name));
  }

  static Diagnostic buildsNowhere(String name, Span span) {
    return error("NW332", span, "nothing here can own the parameters of `%s`".formatted(name))
        .with(Hint.of("build it in a layer, or as a `net` of a recipe"));
  }

  static Diagnostic notApplicable(Denotation value, Span span) {
    return error("NW333", span, "%s cannot be applied".formatted(Shown.kind(value)));
  }

  static Diagnostic notApplicableThing(Symbol symbol, Span span) {
    return error(
        "NW333",
        span,
        "the %s `%s` is no stage of this pipe".formatted(symbol.kindWord(), symbol.name()));
  }

  static Diagnostic noStage(Denotation value, Span span) {
    return error("NW333", span, "a value cannot flow into %s".formatted(Shown.kind(value)))
        .with(Hint.of("the right side of `|>` is a function, a layer or a block"));
  }

  static Diagnostic nothingFlows(Span span) {
    return error("NW321", span, "a block is applied to nothing");
  }

  static Diagnostic blockWithoutIt(Span span) {
    return error("NW334", span, "this block never uses `it`, the value that flows in");
  }

  static Diagnostic trainingOutsideTrain(Span span) {
    return error(
        "NW335", span, "`training = true` is legal in `train` only, and never on a frozen net");
  }

  static Diagnostic tooDeep(Frame frame, int limit) {
    return error(
            "NW336",
            frame.place(),
            "layers lie more than %d deep in one another; `%s` may build itself without an end"
                .formatted(limit, frame.name()))
        .with(Hint.of("the limit \"nesting\" can be raised"));
  }

  static Diagnostic tooManyIterations(Span span, int limit) {
    return error("NW337", span, "the loops of one elaboration run more than " + limit + " times")
        .with(Hint.of("the limit \"iterations\" can be raised"));
  }

  static Diagnostic unknownCount(Dim count, Span span) {
    return error("NW338", span, "this must be known when compiling, and is " + count);
  }

  static Diagnostic negativeCount(Dim count, Span span) {
    return error("NW338", span, "a loop cannot run " + count + " times");
  }

  static Diagnostic selfReference(String name, Span use, Span declared) {
    return error("NW339", use, "`" + name + "` is defined by itself")
        .with(new Related(declared, "declared here"));
  }

  static Diagnostic presetOfNothing(String name, Span span) {
    return error("NW339", span, "`%s` must be a layer with other defaults".formatted(name));
  }

  // ---- what layers own (NW37x)

  static Diagnostic disagreement(
      String path, String first, String second, Span declared, Span oneCall, Span otherCall) {
    return sharing(
        disagreement(path, first, second, declared)
            .with(new Related(oneCall, "applied here it is " + first))
            .with(new Related(otherCall, "applied here it is " + second)));
  }

  /** The same for two iterations of a loop, which stand at one place. */
  static Diagnostic disagreementOfIterations(
      String path, String first, String second, Span declared, Optional<Span> call) {
    Diagnostic found = disagreement(path, first, second, declared);
    return sharing(
        call.map(
                place ->
                    found.with(
                        new Related(
                            place,
                            "applied here more than once: it is %s, then %s"
                                .formatted(first, second))))
            .orElse(found));
  }

  private static Diagnostic disagreement(String path, String first, String second, Span declared) {
    return error(
        "NW370",
        declared,
        "`%s` is one variable, and two applications disagree about it: %s, then %s"
            .formatted(path, first, second));
  }

  private static Diagnostic sharing(Diagnostic found) {
    return found.with(
        Hint.of(
            "what is built once is shared by all its applications; build another instance"
                + " (`repeat`, `fresh`) where parameters must differ"));
  }

  static Diagnostic roleWanted(Name name, TensorType type) {
    return error(
            "NW371",
            name.span(),
            "parameter `%s` has rank %d, so its role must be written"
                .formatted(name.text(), type.shape().rank()))
        .with(Hint.of("such as `as bias`, `as gain` or `as shift`"));
  }

  static Diagnostic ownsNothing(Name name) {
    return error("NW372", name.span(), "nothing here can own `" + name.text() + "`")
        .with(Hint.of("`param` and `state` stand in layers"));
  }

  static Diagnostic unknownSize(Dim dim, Shape shape, Span span) {
    return error(
        "NW373",
        span,
        "the shape of a parameter or state must be known, and in %s `%s` is not"
            .formatted(shape, dim));
  }

  static Diagnostic pathTooLong(String path, Span span) {
    return error("NW374", span, "a path has more than 255 characters: " + path);
  }

  static Diagnostic tooManyElements(String path, long limit, Span span) {
    return error(
            "NW375",
            span,
            "with `%s` the parameters have more than %d elements".formatted(path, limit))
        .with(Hint.of("the limit \"parameterElements\" can be raised"));
  }

  static Diagnostic initialFromInputs(String path, Span span) {
    return error(
        "NW376", span, "the first value of `%s` cannot depend on what flows in".formatted(path));
  }

  static Diagnostic notUpdatable(Name target, Span span) {
    return error(
        "NW377", span, "`%s` is no state that can be updated here".formatted(target.text()));
  }

  static Diagnostic updateInInference(Name target, Span span) {
    return error("NW378", span, "`%s` is updated in inference".formatted(target.text()))
        .with(Hint.of("write `if training { update … }`"));
  }

  // ---- statements and members (NW38x)

  static Diagnostic noResult(Span span) {
    return error("NW380", span, "this body ends without `return`");
  }

  static Diagnostic unusedValue(Span span) {
    return error("NW381", span, "this value is used for nothing")
        .with(Hint.of("`let` gives it a name, `return` makes it the result"));
  }

  static Diagnostic onlyInRecipes(String what, Span span) {
    return error("NW382", span, what + " stands in recipes only");
  }

  static Diagnostic onlyInTests(String word, Span span) {
    return error("NW382", span, "`" + word + "` stands in `check` statements of tests only");
  }

  static Diagnostic misplaced(String word, String where, Span span) {
    return error("NW382", span, "`%s` has no place in %s".formatted(word, where));
  }

  static Diagnostic noField(String name, TupleDenotation tuple, Span span) {
    List<String> fields = tuple.fields().stream().flatMap(f -> f.name().stream()).toList();
    Diagnostic found =
        error(
            "NW383",
            span,
            fields.isEmpty()
                ? "the fields of this tuple have no names"
                : "there is no field `%s`; there are %s"
                    .formatted(name, String.join(", ", fields)));
    return NearMiss.of(name, fields)
        .map(n -> found.with(Hint.of("did you mean `" + n + "`?", new Edit(span, n))))
        .orElse(found);
  }

  static Diagnostic namedTupleByName(TupleDenotation tuple, Span span) {
    return error("NW383", span, "a tuple with names is taken apart by name: " + Shown.value(tuple));
  }

  static Diagnostic wrongCount(int wanted, int found, Span span) {
    return error(
        "NW384",
        span,
        "%d name%s for %d value%s"
            .formatted(wanted, wanted == 1 ? "" : "s", found, found == 1 ? "" : "s"));
  }

  static Diagnostic renamedUnnamed(Span span) {
    return error(
        "NW384", span, "values without names are taken by position, so `as` has no meaning");
  }

  static Diagnostic noMember(String name, Denotation target, Span span) {
    return error("NW385", span, "%s has no `%s`".formatted(Shown.kind(target), name));
  }

  static Diagnostic noPart(String name, String owner, Collection<String> parts, Span span) {
    if (parts.isEmpty()) {
      return error("NW385", span, "`%s` has no part or parameter `%s` yet".formatted(owner, name))
          .with(Hint.of("its parts are known once it has been applied"));
    }
    Diagnostic found =
        error("NW385", span, "`%s` has no part or parameter `%s`".formatted(owner, name));
    return found.with(
        NearMiss.of(name, parts)
            .map(n -> Hint.of("did you mean `" + n + "`?", new Edit(span, n)))
            .orElse(Hint.of("it has " + String.join(", ", parts))));
  }

  static Diagnostic noSubscript(Denotation target, Span span) {
    return error("NW386", span, "%s has no elements to take".formatted(Shown.kind(target)));
  }

  static Diagnostic oneIndex(Span span) {
    return error("NW386", span, "a list takes one index");
  }

  static Diagnostic outsideList(String index, int size, Span span) {
    return error(
        "NW386", span, "index %s lies outside a list of %d, counted from 0".formatted(index, size));
  }

  static Diagnostic tooManyIndices(int count, Shape shape, Span span) {
    return error("NW386", span, "%d indices for a tensor %s".formatted(count, shape));
  }

  static Diagnostic negativeIndex(Dim index, Dim length, Span span) {
    return error("NW386", span, "an index counts from 0, and is " + index)
        .with(Hint.of("the last is `%s`".formatted(length.minus(1))));
  }

  static Diagnostic tensorIndex(Span span) {
    return error("NW386", span, "a subscript is known when compiling, and this is a tensor")
        .with(Hint.of("`gather(x, index, axis)` picks by a tensor"));
  }

  static Diagnostic noAxis(String function, long axis, int rank, Span span) {
    return error(
        "NW342",
        span,
        rank == 0
            ? "%s: axis %d does not exist in a scalar".formatted(function, axis)
            : "%s: axis %d does not exist; axes run from 0 to %d"
                .formatted(function, axis, rank - 1));
  }

  static Diagnostic noParts(Dim length, long parts, int axis, Span span) {
    return error(
        "NW387",
        span,
        "axis %d of %s does not divide into %d parts".formatted(axis, length, parts));
  }

  static Diagnostic unknownArgumentSize(String what, Dim dim, Span span) {
    return error("NW338", span, "%s must be known when compiling, and is %s".formatted(what, dim));
  }

  // ---- steps and definitions (NW39x)

  static Diagnostic noTensorHere(Span span) {
    return error(
        "NW395", span, "a tensor cannot be computed here, only values known when compiling");
  }

  static Diagnostic noClock(Span span) {
    return error("NW391", span, "there is no clock here")
        .with(Hint.of("`now` and schedules stand in `train` and in options of optimizers"));
  }

  static Diagnostic noClockMember(String name, Collection<String> members, Span span) {
    return error(
        "NW391", span, "`now` has no `%s`; it has %s".formatted(name, String.join(", ", members)));
  }

  static Diagnostic notDefined(String kind, Symbol symbol, Span span) {
    return error(
        "NW502",
        span,
        "the header of %s declares the %s `%s`, and nothing defines it"
            .formatted(symbol.unit().imported(), kind, symbol.name()));
  }

  static Diagnostic sizesWanted(Span span) {
    return error("NW392", span, "the sizes of its input are wanted")
        .with(Hint.of("such as `on = [1, 28, 28, 1]`"));
  }

  static Diagnostic notInFile(String name, String file, List<String> known) {
    Diagnostic found =
        error("NW393", Span.NONE, "%s declares no `%s` to use here".formatted(file, name));
    return known.isEmpty()
        ? found
        : found.with(
            Hint.of(
                NearMiss.of(name, known)
                    .map(n -> "did you mean `" + n + "`?")
                    .orElse("there are " + String.join(", ", known))));
  }

  static Diagnostic questionWithout(String word, int position, Span span) {
    return error("NW321", span, "`%s` has no argument %d to ask about".formatted(word, position));
  }

  static Diagnostic unknownTerm(String word, Span span, Collection<String> known) {
    Diagnostic found = error("NW394", span, "`%s` is neither a role nor a storage".formatted(word));
    return found.with(
        Hint.of(
            NearMiss.of(word, known)
                .map(n -> "did you mean `" + n + "`?")
                .orElse("known here are " + String.join(", ", known))));
  }

  /** Arguments that a definition cannot put together. */
  static Diagnostic doNotFit(String message, String hint, Span span) {
    Diagnostic found = error("NW390", span, message);
    return hint.isEmpty() ? found : found.with(Hint.of(hint));
  }

  static Diagnostic gradientForm(Span span) {
    return error("NW320", span, "a gradient is written `gradient(value, of = x)`");
  }
}
