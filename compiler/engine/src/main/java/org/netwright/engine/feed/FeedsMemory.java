package org.netwright.engine.feed;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.netwright.frontend.program.StepGraph;
import org.netwright.tensorflow.Feeds;
import org.netwright.tensorflow.TensorFlowProgram;

/** The native inputs of one step for the sizes that were asked for last. */
final class FeedsMemory implements AutoCloseable {
  /** Sequences and images come in many sizes, and native memory is not endless. */
  private static final int KEPT = 16;

  private final TensorFlowProgram program;
  private final StepGraph graph;
  private final Map<Map<String, Long>, Feeds> held = new LinkedHashMap<>(16, 0.75f, true);

  FeedsMemory(TensorFlowProgram program, StepGraph graph) {
    this.program = program;
    this.graph = graph;
  }

  /** Whether inputs of these sizes are held. */
  boolean holds(Map<String, Long> sizes) {
    return held.containsKey(sizes);
  }

  /** Valid until inputs of {@link #KEPT} other sizes were asked for. */
  Feeds of(Map<String, Long> sizes) {
    Feeds known = held.get(sizes);
    if (known != null) {
      return known;
    }
    if (held.size() == KEPT) {
      Iterator<Feeds> oldest = held.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    Feeds made = program.feeds(graph, sizes);
    held.put(Map.copyOf(sizes), made);
    return made;
  }

  @Override
  public void close() {
    held.values().forEach(Feeds::close);
    held.clear();
  }
}
