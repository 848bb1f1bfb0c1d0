package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.check.Denotation.FloatStatic;
import org.netwright.frontend.check.Denotation.InstanceDenotation;
import org.netwright.frontend.check.Denotation.NetDenotation;
import org.netwright.frontend.graph.StepBuilder;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.ElementType;

/** Functions that read the weights of a net. */
final class NetIntrinsics {
  static final Map<String, Intrinsics.Intrinsic> ALL = Map.of("flip_rate", NetIntrinsics::flips);

  private NetIntrinsics() {}

  /**
   * The share of one-bit weights whose sign differs from that at the start of the step, which is
   * what the step before has left. A net without such weights has none that flip.
   */
  private static Denotation flips(Operands o) {
    if (!o.elaborator().step(o.span()).isTraining()) {
      throw new DiagnosticException(TransformMessages.flipsOutsideTraining(o.span()));
    }
    List<Variable> parameters = parameters(o);
    List<Variable> weights =
        parameters.stream().filter(v -> v.storage() != Variable.Storage.REAL).toList();
    if (weights.isEmpty() && !parameters.isEmpty()) {
      return FloatStatic.of(0);
    }
    StepBuilder graph = o.graph();
    if (weights.stream().noneMatch(graph::isWritten)) {
      throw new DiagnosticException(
          o.elaborator().hasErrors()
              ? List.of() // what should have moved them is wrong
              : List.of(TransformMessages.nothingMoved(Shown.value(o.value("net")), o.span())));
    }
    Value flipped = graph.constant(0, ElementType.F64);
    double count = 0;
    for (Variable weight : weights) {
      Value now = graph.read(weight);
      Value start = graph.start(weight).orElse(now);
      Value differs =
          graph
              .apply(
                  Primitive.NOT_EQUAL, Attributes.NONE, List.of(graph.sign(start), graph.sign(now)))
              .get(0);
      flipped = graph.add(flipped, graph.cast(graph.sum(differs), ElementType.F64));
      count += weight.type().shape().elements().known();
    }
    Value share = graph.divide(flipped, graph.constant(count, ElementType.F64));
    return Operands.tensor(graph.cast(share, ElementType.F32));
  }

  private static List<Variable> parameters(Operands o) {
    Denotation net = o.value("net");
    Denotation held = net instanceof NetDenotation named ? named.applied() : net;
    if (!(held instanceof InstanceDenotation instance)) {
      throw o.wrong("net", "a net");
    }
    String path = instance.path();
    return o.elaborator().variables.parameters().stream()
        .filter(v -> v.name().equals(path) || v.name().startsWith(path + "."))
        .toList();
  }
}
