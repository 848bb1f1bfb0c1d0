package org.netwright.tensorflow;

import java.util.Optional;
import org.netwright.spi.diagnostic.Diagnostic;
import org.tensorflow.TensorFlow;

/** TensorFlow's native library: whether it loads, and which one it is. */
public final class TensorFlowRuntime {
  private TensorFlowRuntime() {}

  /**
   * The version of the native library, such as {@code 2.18.0}.
   *
   * @throws EnvironmentFault when it does not load
   */
  public static String version() {
    demand();
    return TensorFlow.version();
  }

  /** Why the native library does not load; empty when it does. Loads it. */
  public static Optional<Diagnostic> loadProblem() {
    try {
      TensorFlow.version();
      return Optional.empty();
    } catch (LinkageError missing) {
      return Optional.of(TensorFlowMessages.noNativeLibrary(missing));
    }
  }

  static void demand() {
    loadProblem()
        .ifPresent(
            problem -> {
              throw new EnvironmentFault(problem);
            });
  }
}
