package org.netwright.spi.export;

import java.util.List;
import java.util.Map;
import org.netwright.spi.graph.Op;

/** What is exported: the graph that {@code predict} runs, in inference mode, and its tensors. */
public interface TrainedNetwork {
  /** The recipe that trained it. */
  String recipe();

  /**
   * What is known of it, for a format that has a place for such things: {@code recipe}, {@code
   * seed}, {@code step}, {@code netwright} (the version), in this order.
   */
  Map<String, String> facts();

  /** What is fed, in the order of the text. */
  List<Port> inputs();

  /** What comes out. */
  List<Port> outputs();

  /** The graph: every operand comes before its use; {@code INPUT} and {@code READ} begin it. */
  List<Op> ops();

  /** Every tensor that the graph reads, each once, in the order in which it was declared. */
  List<StoredTensor> tensors();
}
