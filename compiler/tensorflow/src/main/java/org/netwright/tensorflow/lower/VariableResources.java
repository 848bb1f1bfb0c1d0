package org.netwright.tensorflow.lower;

import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.GraphOperation;
import org.tensorflow.Output;

/**
 * The variables of one TensorFlow graph. Variables of one name are one resource, whichever steps
 * use them.
 */
public final class VariableResources {
  private final NodeWriter nodes;
  private final Map<String, Resource> resources = new LinkedHashMap<>();

  public VariableResources(NodeWriter nodes) {
    this.nodes = nodes;
  }

  /**
   * A variable in TensorFlow, with the nodes that read it and set it from outside a step.
   *
   * @param value what is fed to {@code assign}
   */
  public record Resource(
      TensorType type, Output<?> handle, Output<?> read, Output<?> value, GraphOperation assign) {}

  /** The resource of a variable; made when it is first asked for. */
  public Resource of(Variable variable) {
    Resource resource = resources.get(variable.name());
    if (resource == null) {
      resource = make(variable);
      resources.put(variable.name(), resource);
    }
    if (!resource.type().equals(variable.type())) {
      throw new IllegalStateException(
          "variable "
              + variable.name()
              + " must have one type, not "
              + resource.type()
              + " and "
              + variable.type());
    }
    return resource;
  }

  /** Whether a step uses the variable. */
  public boolean has(Variable variable) {
    return resources.containsKey(variable.name());
  }

  private Resource make(Variable variable) {
    TensorType type = variable.type();
    nodes.begin("variables/" + variable.name(), null, NodeNames.Role.COMPUTE);
    Output<?> handle =
        nodes
            .node("VarHandleOp")
            .with("dtype", type.element())
            .with("shape", type.shape())
            .with("shared_name", variable.name())
            .output();
    Output<?> read = nodes.node("ReadVariableOp", handle).with("dtype", type.element()).output();
    Output<?> value =
        nodes
            .node("Placeholder")
            .with("dtype", type.element())
            .with("shape", type.shape())
            .output();
    GraphOperation assign = nodes.node("AssignVariableOp", handle, value).operation();
    return new Resource(type, handle, read, value, assign);
  }
}
