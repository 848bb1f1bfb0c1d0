package org.netwright.frontend.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.netwright.frontend.check.Adaptation.Transform;
import org.netwright.frontend.check.Denotation.FunctionDenotation;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.IntStatic;
import org.netwright.frontend.check.Denotation.ListDenotation;
import org.netwright.frontend.check.Denotation.TensorDenotation;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Declaration.Parameter;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;

/**
 * Contractions of a parameter with an activation, where the transforms of {@code adapt} act
 * (definitions C7). Which transforms those are, the instance knows that declares the parameter.
 */
final class Contractions {
  private static final String CONTRACTED = "contracted";

  private final Elaborator elaborator;

  Contractions(Elaborator elaborator) {
    this.elaborator = elaborator;
  }

  /** One operand: its value, and the axes of it that the contraction sums over. */
  record Operand(Value value, Set<Integer> summed) {
    Operand {
      summed = Set.copyOf(summed);
    }
  }

  /** The parameter that a value is, seen through reshape, transpose and slice only. */
  Optional<ParameterView> parameter(Value value) {
    return elaborator.currentStep().flatMap(step -> ParameterView.of(value, step::parameter));
  }

  /** The operands of a contraction, transformed where one of them is a parameter. */
  List<Value> transformed(Operand left, Operand right, Span span) {
    Optional<ParameterView> one = parameter(left.value());
    Optional<ParameterView> other = parameter(right.value());
    if (one.isPresent() == other.isPresent()) {
      return List.of(left.value(), right.value());
    } else if (one.isPresent()) {
      Value input = input(one.get(), right.value(), span);
      return List.of(weight(one.get(), left, span), input);
    }
    Value input = input(other.orElseThrow(), left.value(), span);
    return List.of(input, weight(other.orElseThrow(), right, span));
  }

  private Value weight(ParameterView view, Operand operand, Span span) {
    Variable variable = view.variable();
    Adaptation adaptation = elaborator.variables.adaptation(variable, span);
    elaborator.adapting.contracted(adaptation, variable.name());
    Optional<Transform> transform = adaptation.weights(variable.name());
    if (transform.isEmpty()) {
      return operand.value();
    }
    Denotation built = built(transform.get(), variable, "weights");
    List<Given> given = new ArrayList<>();
    given.add(Given.value(new TensorDenotation(view.parameter()), transform.get().place()));
    if (takesContracted(built)) {
      given.add(contracted(view, operand, transform.get(), span));
    }
    Value made =
        applied(built, given, transform.get(), "`" + variable.path() + "`", view.parameter());
    return view.seen(elaborator.graph(span), made);
  }

  private Given contracted(
      ParameterView view, Operand operand, Transform transform, Span contraction) {
    String name = Shown.builderName(transform.builder());
    List<Integer> axes =
        view.contracted(
            operand.summed(),
            axis ->
                new DiagnosticException(
                    elaborator.isOpen()
                        ? List.of() // an application will give the sizes
                        : List.of(
                            TransformMessages.splitAxis(
                                name,
                                view.variable(),
                                axis,
                                operand.value().type(),
                                transform.place(),
                                contraction))));
    Denotation list =
        new ListDenotation(axes.stream().<Denotation>map(a -> IntStatic.of(a)).toList());
    return Given.value(list, transform.place()).named(CONTRACTED);
  }

  private Value input(ParameterView view, Value operand, Span span) {
    Variable variable = view.variable();
    Optional<Transform> transform =
        elaborator.variables.adaptation(variable, span).inputs(variable.name());
    if (transform.isEmpty()) {
      return operand;
    }
    Denotation built = built(transform.get(), variable, "inputs");
    List<Given> given =
        List.of(Given.value(new TensorDenotation(operand), transform.get().place()));
    Value made = applied(built, given, transform.get(), "the operand", operand);
    elaborator.graph(span);
    return made;
  }

  /** The transform of a parameter: one instance, whose parts lie under the parameter's path. */
  private Denotation built(Transform transform, Variable variable, String which) {
    return elaborator.adapting.in(
        Adaptation.NONE,
        () ->
            elaborator.building.build(
                transform.builder(),
                List.of(),
                elaborator.topScope(elaborator.program.main()),
                Place.join(variable.name(), which),
                transform.place()));
  }

  private static boolean takesContracted(Denotation built) {
    List<Parameter> inputs = List.of();
    if (built instanceof InstanceDenotation instance) {
      inputs = Application.inputs(instance.symbol());
    } else if (built instanceof FunctionDenotation function) {
      inputs = function.symbol().parameters();
    }
    return inputs.stream().skip(1).anyMatch(p -> p.name().text().equals(CONTRACTED));
  }

  private Value applied(
      Denotation built, List<Given> given, Transform transform, String what, Value of) {
    Denotation result =
        elaborator.application.apply(
            built, given, transform.place(), elaborator.topScope(elaborator.program.main()));
    if (result.isError()) {
      throw new DiagnosticException(List.of()); // what is wrong with it was said
    }
    if (result instanceof TensorDenotation tensor
        && (tensor.value().type().equals(of.type()) || elaborator.isOpen())) {
      return tensor.value();
    }
    throw new DiagnosticException(
        TransformMessages.changesType(
            Shown.builderName(transform.builder()),
            what,
            of.type(),
            Shown.value(result),
            transform.place()));
  }
}
