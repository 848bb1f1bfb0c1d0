package org.netwright.frontend.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.netwright.spi.type.TensorType;

/**
 * The parts of a model and what flows between them.
 *
 * @param depth how many levels of layers are opened
 * @param parts from the input on, in the order of the computation
 * @param flows between parts without parts of their own; each pair of parts once
 */
public record ModelStructure(String name, int depth, List<Part> parts, List<Flow> flows) {
  public ModelStructure {
    parts = List.copyOf(parts);
    flows = List.copyOf(flows);
  }

  /** What a part is. */
  public enum Kind {
    INPUT,
    OUTPUT,
    /** A function, or operators of one line. */
    OPERATION,
    LAYER,
    /** A loop that builds anew in each turn; the first turn is shown. */
    REPEAT,
    /** A loop whose turns share what is built; one turn is shown. */
    RECUR,
    /** A construct whose runs are worked on one by one; one run is shown. */
    SLICE
  }

  /**
   * A part.
   *
   * @param id unique in the picture
   * @param title what it is: {@code Conv2d}, {@code relu}
   * @param path of a layer inside the model
   * @param count the turns of a loop, else 1
   * @param parameters how many numbers it owns or shares, each counted once
   * @param binary whether some of them are used as one bit
   * @param output the type of its last result
   * @param parts inside it, when it is opened
   */
  public record Part(
      int id,
      Kind kind,
      String title,
      String path,
      int count,
      long parameters,
      boolean binary,
      Optional<TensorType> output,
      List<Part> parts) {
    public Part {
      parts = List.copyOf(parts);
    }

    public boolean isLoop() {
      return kind == Kind.REPEAT || kind == Kind.RECUR || kind == Kind.SLICE;
    }
  }

  /** Something that flows from one part to another. */
  public record Flow(int from, int to, TensorType type) {}

  /** All parts at all levels, the outer before the inner. */
  public List<Part> all() {
    List<Part> all = new ArrayList<>();
    collect(parts, all);
    return all;
  }

  private static void collect(List<Part> parts, List<Part> all) {
    for (Part part : parts) {
      all.add(part);
      collect(part.parts(), all);
    }
  }
}
