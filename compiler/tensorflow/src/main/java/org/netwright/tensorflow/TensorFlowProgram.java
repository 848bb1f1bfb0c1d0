package org.netwright.tensorflow;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.netwright.frontend.program.StepGraph;
import org.netwright.frontend.program.Variable;
import org.netwright.spi.graph.Op;
import org.netwright.spi.type.ElementType;
import org.netwright.spi.type.Shape;
import org.netwright.tensorflow.emit.Target;
import org.netwright.tensorflow.lower.LoweredStep;
import org.netwright.tensorflow.lower.NonFiniteScan;
import org.netwright.tensorflow.lower.StepLowering;
import org.netwright.tensorflow.lower.VariableResources;
import org.netwright.tensorflow.node.NodeNames;
import org.netwright.tensorflow.node.NodeWriter;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.proto.ConfigProto;

/**
 * Step graphs lowered into one TensorFlow graph with one session; variables of one name are one
 * resource. Different steps may run on different threads at a time.
 *
 * <p>Failures of TensorFlow while running are {@link StepFailure}s at the {@code .net} line.
 */
public final class TensorFlowProgram implements AutoCloseable {
  private final Graph graph;
  private final Session session;
  private final NodeWriter nodes;
  private final VariableResources variables;
  private final VariableContents contents;
  private final Target target;
  private final FailureReader failures;
  private final IdentityHashMap<StepGraph, LoweredStep> steps = new IdentityHashMap<>();
  private final IdentityHashMap<StepGraph, NonFiniteScan> scans = new IdentityHashMap<>();

  /** Runs share the graph; a scan that is lowered late has it alone. */
  private final ReadWriteLock growth = new ReentrantReadWriteLock();

  private TensorFlowProgram(Settings settings) {
    this.target = target(settings.device());
    NodeNames names = new NodeNames();
    this.graph = new Graph();
    this.nodes = new NodeWriter(graph, names, new KernelRegistry(target));
    this.variables = new VariableResources(nodes);
    this.failures = new FailureReader(names);
    this.session = new Session(graph, false, configuration(settings));
    this.contents = new VariableContents(session, variables);
  }

  /**
   * Lowers and verifies; nothing has run yet and the variables have no values.
   *
   * @throws EnvironmentFault when TensorFlow does not load, the device that was asked for is
   *     missing, or there is no kernel for an op in bf16
   */
  public static TensorFlowProgram build(List<StepGraph> steps, Settings settings) {
    TensorFlowRuntime.demand();
    TensorFlowProgram program = new TensorFlowProgram(settings);
    try {
      for (StepGraph step : steps) {
        LoweredStep lowered =
            StepLowering.lower(step, program.nodes, program.variables, program.target);
        program.steps.put(step, lowered);
      }
      return program;
    } catch (RuntimeException refused) {
      program.close();
      throw refused;
    }
  }

  private static Target target(Device wanted) {
    if (wanted == Device.CPU) {
      return Target.CPU;
    }
    DeviceList devices = DeviceList.ofThisMachine();
    if (wanted == Device.GPU && !devices.hasGpu()) {
      throw new EnvironmentFault(TensorFlowMessages.noGpu(devices.devices()));
    }
    return devices.hasGpu() ? Target.GPU : Target.CPU;
  }

  /**
   * No node names a device, so that TensorFlow places all of them; what a GPU lacks runs beside.
   */
  private static ConfigProto configuration(Settings settings) {
    ConfigProto.Builder configuration = ConfigProto.newBuilder().setAllowSoftPlacement(true);
    if (settings.device() == Device.CPU) {
      configuration.putDeviceCount("GPU", 0);
    }
    configuration.getGpuOptionsBuilder().setAllowGrowth(true);
    if (settings.intraThreads() > 0 || settings.interThreads() > 0) {
      configuration
          .setIntraOpParallelismThreads(settings.intraThreads())
          .setInterOpParallelismThreads(settings.interThreads())
          .setUsePerSessionThreads(true);
    }
    return configuration.build();
  }

  private LoweredStep lowered(StepGraph step) {
    LoweredStep lowered = steps.get(step);
    if (lowered == null) {
      throw new IllegalArgumentException("step " + step.name() + " must belong to the program");
    }
    return lowered;
  }

  /**
   * Native inputs for a step.
   *
   * @param sizes the size of each free dim that inputs use ({@code B})
   */
  public Feeds feeds(StepGraph step, Map<String, Long> sizes) {
    return new NativeFeeds(lowered(step), sizes);
  }

  private NativeFeeds own(LoweredStep step, Feeds feeds) {
    if (feeds instanceof NativeFeeds own && own.areFor(step)) {
      return own;
    }
    throw new IllegalArgumentException(
        "the feeds of step " + step.step().name() + " must be made by feeds(…) for it");
  }

  /**
   * Runs a step: outputs by name, copied out of native memory; writes take effect only if nothing
   * failed.
   *
   * @throws StepFailure when a check does not hold, a value is not finite, or TensorFlow fails
   */
  public Map<String, HostTensor> run(StepGraph step, Feeds feeds) {
    LoweredStep lowered = lowered(step);
    NativeFeeds own = own(lowered, feeds);
    growth.readLock().lock();
    try {
      Session.Runner runner = session.runner();
      own.into(runner);
      lowered.fetches().forEach(runner::fetch);
      runner.addTarget(lowered.done());
      try (Result result = execute(runner, step, own)) {
        return outputs(lowered, result);
      }
    } finally {
      growth.readLock().unlock();
    }
  }

  private Result execute(Session.Runner runner, StepGraph step, NativeFeeds feeds) {
    try {
      return runner.run();
    } catch (RuntimeException failure) {
      throw FailureReader.isFromTensorFlow(failure) ? failures.read(step, feeds, failure) : failure;
    }
  }

  private static Map<String, HostTensor> outputs(LoweredStep step, Result result) {
    Map<String, HostTensor> outputs = new LinkedHashMap<>();
    step.step()
        .outputs()
        .forEach(
            (name, value) -> {
              Tensor fetched = result.get(step.places().getOrDefault(name, 0));
              outputs.put(name, NativeMemory.copy(fetched, value.type().element()));
            });
    return outputs;
  }

  /** The current value of a variable. For many, {@link #values} is much faster. */
  public HostTensor value(Variable variable) {
    HostTensor value = values(List.of(variable)).get(variable);
    if (value == null) {
      throw new IllegalStateException("values(…) must answer for every variable");
    }
    return value;
  }

  /** The current values of variables, read in one go. */
  public Map<Variable, HostTensor> values(Collection<Variable> wanted) {
    growth.readLock().lock();
    try {
      return contents.values(wanted);
    } finally {
      growth.readLock().unlock();
    }
  }

  /** Sets a variable. For many, {@link #assignAll} is much faster. */
  public void assign(Variable variable, HostTensor value) {
    assignAll(Map.of(variable, value));
  }

  /** Sets variables in one go. */
  public void assignAll(Map<Variable, HostTensor> values) {
    growth.readLock().lock();
    try {
      contents.assign(values);
    } finally {
      growth.readLock().unlock();
    }
  }

  /**
   * Where the first value that is not finite arises when the step runs on the current variables:
   * for the message after a failed step. Writes nothing. The first call for a step lowers it once
   * more, which takes as long as building it.
   */
  public Optional<NonFinite> locateNonFinite(StepGraph step, Feeds feeds) {
    LoweredStep lowered = lowered(step);
    NativeFeeds own = own(lowered, feeds);
    if (!NonFiniteScan.hasFloats(step)) {
      return Optional.empty();
    }
    growth.writeLock().lock();
    try {
      NonFiniteScan scan =
          scans.computeIfAbsent(
              step, key -> NonFiniteScan.lower(lowered, nodes, variables, target));
      Session.Runner runner = session.runner();
      own.into(runner);
      runner.fetch(scan.finite()).fetch(scan.nan());
      try (Result result = execute(runner, step, own)) {
        return scan.first(flags(result.get(0)), flags(result.get(1)))
            .map(finding -> located(finding, own));
      }
    } finally {
      growth.writeLock().unlock();
    }
  }

  private static NonFinite located(NonFiniteScan.Finding finding, NativeFeeds feeds) {
    List<Shape> shapes =
        finding.op().operands().stream().map(v -> feeds.sized(v.type()).shape()).toList();
    return new NonFinite(finding.op(), finding.nan() ? "NaN" : "inf", shapes);
  }

  private static boolean[] flags(Tensor tensor) {
    HostTensor copy = NativeMemory.copy(tensor, ElementType.BOOL);
    boolean[] flags = new boolean[copy.elements()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] = copy.number(i) != 0;
    }
    return flags;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

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
  public record NonFinite(Op op, String what, List<Shape> operandShapes) {
    public NonFinite {
      operandShapes = List.copyOf(operandShapes);
    }
  }
}
