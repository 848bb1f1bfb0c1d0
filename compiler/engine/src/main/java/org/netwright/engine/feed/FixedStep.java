package org.netwright.engine.feed;

import java.util.Map;
import org.netwright.frontend.program.StepGraph;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.HostTensor;
import org.netwright.tensorflow.TensorFlowProgram;

/** A step that reads no data: first values, resets, results. */
public final class FixedStep implements AutoCloseable {
  private final TensorFlowProgram program;
  private final StepGraph graph;
  private final Feeds feeds;

  public FixedStep(TensorFlowProgram program, StepGraph graph) {
    this.program = program;
    this.graph = graph;
    this.feeds = program.feeds(graph, Map.of());
  }

  /** Runs once outside any training. */
  public static Map<String, HostTensor> once(TensorFlowProgram program, StepGraph graph) {
    try (FixedStep step = new FixedStep(program, graph)) {
      return step.run(Moment.START);
    }
  }

  public Map<String, HostTensor> run(Moment moment) {
    moment.set(graph, feeds);
    return program.run(graph, feeds);
  }

  @Override
  public void close() {
    feeds.close();
  }
}
