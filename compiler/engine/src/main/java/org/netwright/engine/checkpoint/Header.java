package org.netwright.engine.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.RecipeProgram;
import org.netwright.frontend.program.RecipeProgram.NetInfo;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.type.TensorType;

/**
 * What stands at the start of a checkpoint file.
 *
 * @param tensors in the order of their values in the file
 */
public record Header(
    RunIdentity identity, TrainingState state, List<NetInfo> nets, List<Tensor> tensors) {
  public Header {
    nets = List.copyOf(nets);
    tensors = List.copyOf(tensors);
  }

  /** The header for a recipe's variables. */
  public static Header of(RecipeProgram program, RunIdentity identity, TrainingState state) {
    List<Tensor> tensors =
        program.variables().stream()
            .map(v -> new Tensor(v.net(), v.path(), v.kind(), v.type()))
            .toList();
    return new Header(identity, state, program.nets(), tensors);
  }

  /** A variable in the file. */
  public record Tensor(String net, String path, Variable.Kind kind, TensorType type) {
    /** As {@link Variable#name}. */
    public String name() {
      return net.isEmpty() ? path : net + "." + path;
    }

    long bytes() {
      return Math.multiplyExact(type.shape().elements().known(), (long) type.element().bytes());
    }
  }

  /** The tensors by their full names. */
  public Map<String, Tensor> byName() {
    Map<String, Tensor> byName = new LinkedHashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    return byName;
  }
}
