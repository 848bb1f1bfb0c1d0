package org.netwright.engine.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.netwright.engine.checkpoint.Checkpoint;
import org.netwright.engine.checkpoint.Header.Tensor;
import org.netwright.engine.fault.LoadMessages;
import org.netwright.engine.run.RunDirectory;
import org.netwright.frontend.program.RecipeProgram.Load;
import org.netwright.frontend.program.RecipeProgram.NetInfo;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.diagnostic.DiagnosticException;
import org.netwright.tensorflow.HostTensor;

/** The tensors of one net in a file or run that another net is filled from. */
final class WeightSource {
  private final Checkpoint checkpoint;
  private final Map<String, Tensor> tensors;

  private WeightSource(Checkpoint checkpoint, Map<String, Tensor> tensors) {
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
    String net = net(load, checkpoint);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Tensor tensor : checkpoint.header().tensors()) {
      boolean value =
          tensor.kind() == Variable.Kind.PARAMETER || tensor.kind() == Variable.Kind.STATE;
      if (value && tensor.net().equals(net)) {
        tensors.put(tensor.path(), tensor);
      }
    }
    return new WeightSource(checkpoint, tensors);
  }

  /** The net of the same name, else the only one. */
  private static String net(Load load, Checkpoint checkpoint) {
    List<String> nets = checkpoint.header().nets().stream().map(NetInfo::name).toList();
    if (nets.contains(load.net())) {
      return load.net();
    }
    if (nets.size() == 1) {
      return nets.get(0);
    }
    throw new DiagnosticException(
        LoadMessages.whichNet(load.place(), load.source(), load.net(), nets));
  }

  /** The tensors by their paths. */
  Map<String, Tensor> tensors() {
    return tensors;
  }

  HostTensor value(Tensor tensor) {
    return checkpoint.value(tensor);
  }

  /** What was read, for messages and the record. */
  Path file() {
    return checkpoint.file();
  }
}
