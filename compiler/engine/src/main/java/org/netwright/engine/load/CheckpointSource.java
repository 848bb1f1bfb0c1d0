package org.netwright.engine.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.fault.LoadMessages;
import org.netwright.engine.run.RunDirectory;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.NetInfo;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.spi.type.TensorType;
import org.netwright.tensorflow.HostTensor;

/** The tensors of one net in a file or run that another net is filled from. */
final class CheckpointSource implements WeightSource {
  private final Checkpoint checkpoint;
  private final Map<String, Tensor> tensors;

  private CheckpointSource(Checkpoint checkpoint, Map<String, Tensor> tensors) {
    this.checkpoint = checkpoint;
    this.tensors = tensors;
  }

  /**
   * Opens what a load names.
   *
   * @param folders where a relative path is looked for, in this order
   */
  static WeightSource open(Load load, List<Path> folders, Consumer<String> notice) {
    List<Path> tried =
        folders.stream()
            .map(folder -> folder.resolve(load.source()).normalize())
            .distinct()
            .toList();
    for (Path candidate : tried) {
      if (RunDirectory.isRun(candidate)) {
        return of(load, RunDirectory.open(candidate).checkpoints().chosen(load.choice(), notice));
      }
      if (Files.isRegularFile(candidate)) {
        return of(load, Checkpoint.open(candidate));
      }
    }
    throw new DiagnosticException(LoadMessages.noSource(load.place(), load.source(), tried));
  }

  private static WeightSource of(Load load, Checkpoint checkpoint) {
    boolean state = isState(load, checkpoint);
    return part(checkpoint, state ? "" : net(load, checkpoint), state ? load.path() : "");
  }

  /** A part of a net in a checkpoint. */
  static WeightSource part(Checkpoint checkpoint, String net, String part) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Tensor tensor : checkpoint.header().tensors()) {
      boolean value =
          tensor.kind() == Variable.Kind.PARAMETER || tensor.kind() == Variable.Kind.STATE;
      if (value && tensor.net().equals(net) && WeightSource.isInside(tensor.path(), part)) {
        tensors.put(WeightSource.inside(tensor.path(), part), tensor);
      }
    }
    return new CheckpointSource(checkpoint, tensors);
  }

  /** Whether what is filled is a state of the recipe, which a run holds under the same name. */
  private static boolean isState(Load load, Checkpoint checkpoint) {
    return !load.path().isEmpty()
        && checkpoint.header().tensors().stream()
            .anyMatch(t -> t.net().isEmpty() && t.path().equals(load.path()));
  }

  /** The net of the same name, else the only one. */
  private static String net(Load load, Checkpoint checkpoint) {
    List<String> nets = checkpoint.header().nets().stream().map(NetInfo::name).toList();
    String written = load.net().substring(load.net().lastIndexOf('/') + 1);
    for (String name : List.of(load.net(), written)) {
      if (nets.contains(name)) {
        return name;
      }
    }
    if (nets.size() == 1) {
      return nets.get(0);
    }
    throw new DiagnosticException(
        LoadMessages.whichNet(load.place(), load.source(), load.target(), nets));
  }

  @Override
  public Map<String, TensorType> tensors() {
    Map<String, TensorType> types = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> types.put(name, tensor.type()));
    return types;
  }

  @Override
  public Map<String, HostTensor> values(Collection<String> names) {
    Map<String, HostTensor> values = new HashMap<>();
    for (String name : names) {
      values.put(name, checkpoint.value(Objects.requireNonNull(tensors.get(name), name)));
    }
    return values;
  }

  @Override
  public String read() {
    return checkpoint.file().toString();
  }
}
