package org.netwright.tensorflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;

/**
 * Step graphs lowered into one TensorFlow graph with one session; variables of one name are one
 * resource.
 *
 * <p>Failures of TensorFlow while running are {@link StepFailure}s at the {@code .net} line.
 */
public final class TensorFlowProgram implements AutoCloseable {
  private TensorFlowProgram() {}

  /**
   * Lowers and verifies; nothing has run yet and the variables have no values.
   *
   * @throws org.netwright.spi.diagnostic.DiagnosticException when the device that was asked for is
   *     missing
   */
  public static TensorFlowProgram build(List<StepGraph> steps, Settings settings) {
    throw new UnsupportedOperationException();
  }

  /**
   * Native inputs for a step.
   *
   * @param sizes the size of each free dim that inputs use ({@code B})
   */
  public Feeds feeds(StepGraph step, Map<String, Long> sizes) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs a step: outputs by name, copied out of native memory; writes take effect only if nothing
   * failed.
   */
  public Map<String, HostTensor> run(StepGraph step, Feeds feeds) {
    throw new UnsupportedOperationException();
  }

  /** The current value of a variable. */
  public HostTensor value(Variable variable) {
    throw new UnsupportedOperationException();
  }

  public void assign(Variable variable, HostTensor value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Where the first value that is not finite arises when the step runs on the current variables:
   * for the message after a failed step. Writes nothing.
   */
  public Optional<NonFinite> locateNonFinite(StepGraph step, Feeds feeds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}

  /** Where the program runs, and on how many threads (0: TensorFlow's choice). */
  public record Settings(Device device, int intraThreads, int interThreads) {
    public static final Settings DEFAULT = new Settings(Device.ANY, 0, 0);
  }

  /** The device asked for. */
  public enum Device {
    ANY,
    CPU,
    GPU
  }

  /**
   * The first op whose operands are finite and whose result is not.
   *
   * @param op with its origin in the text
   * @param what {@code "inf"} or {@code "NaN"}
   */
  public record NonFinite(
      org.netwright.spi.graph.Op op,
      String what,
      List<org.netwright.spi.type.Shape> operandShapes) {}
}
