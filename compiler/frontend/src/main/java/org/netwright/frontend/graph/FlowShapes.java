package org.netwright.frontend.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Attributes;
import org.netwright.spi.graph.LoopBody;
import org.netwright.spi.graph.Primitive;
import org.netwright.spi.graph.Value;
import org.netwright.spi.type.Dim;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.spi.type.TensorType;

/** Shape rules of what orders and repeats work. */
final class FlowShapes {
  static final Map<Primitive, ShapeRule> RULES =
      Map.of(
          Primitive.AWAIT,
          (a, operands, say) -> List.of(operands.get(0)),
          Primitive.WHILE,
          FlowShapes::loop,
          Primitive.SCAN,
          FlowShapes::scan);

  private FlowShapes() {}

  /** A body that does not fit its loop is a broken promise: the checker speaks to the user. */
  private static List<TensorType> loop(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    LoopBody body = attributes.body("body");
    TensorType count = operands.get(0);
    if (!count.equals(new TensorType(ElementType.I32, Shape.SCALAR))) {
      throw say.wrongType("the number of iterations", count, "an i32 scalar");
    }
    List<TensorType> parameters =
        body.parameters().subList(1, body.parameters().size()).stream().map(Value::type).toList();
    demand(parameters.equals(operands.subList(1, operands.size())), "takes what it is given");
    List<TensorType> results = body.results().stream().map(Value::type).toList();
    demand(results.equals(parameters.subList(0, results.size())), "gives what it takes");
    demand(
        body.stop().isEmpty()
            || body.stop().get().type().equals(new TensorType(ElementType.BOOL, Shape.SCALAR)),
        "stops by a bool scalar");
    return results;
  }

  private static List<TensorType> scan(
      Attributes attributes, List<TensorType> operands, ShapeMessages say) {
    LoopBody body = attributes.body("body");
    Dim count = Dim.of(attributes.integer("count"));
    int flowing = (int) attributes.integer("flowing");
    int cut = flowing + (int) attributes.integer("parts");
    List<TensorType> wanted = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      TensorType type = operands.get(i);
      boolean part = i >= flowing && i < cut;
      demand(!part || type.shape().dim(0).equals(count), "gets a part for each iteration");
      wanted.add(part ? new TensorType(type.element(), type.shape().without(0)) : type);
    }
    List<TensorType> parameters =
        body.parameters().subList(1, body.parameters().size()).stream().map(Value::type).toList();
    demand(parameters.equals(wanted), "takes what it is given");
    List<TensorType> results = new ArrayList<>();
    for (int i = 0; i < body.results().size(); i++) {
      TensorType type = body.results().get(i).type();
      demand(i >= flowing || type.equals(operands.get(i)), "gives what it takes");
      results.add(
          i < flowing ? type : new TensorType(type.element(), type.shape().insert(0, count)));
    }
    return results;
  }

  private static void demand(boolean holds, String promise) {
    if (!holds) {
      throw new IllegalArgumentException("the body of a loop " + promise);
    }
  }
}
