package org.netwright.frontend.check;

import java.util.List;
import java.util.Map;
import org.netwright.frontend.program.Variable;
import org.netwright.frontend.syntax.Expression;
import org.netwright.spi.graph.Value;
import org.netwright.spi.source.Span;
import org.netwright.spi.type.Dim;

/**
 * Who is told, while a text is elaborated, what shape each expression has and what follows from the
 * text beside the graph. A body that is applied several times is told of each time, so that one
 * expression may have several shapes.
 */
public interface ShapeLog {
  /** Nobody is told. */
  ShapeLog NONE =
      new ShapeLog() {
        @Override
        public void shaped(Shaped shaped) {}

        @Override
        public void bound(Bound bound) {}

        @Override
        public void owned(Owned owned) {}

        @Override
        public void region(Region region) {}

        @Override
        public void moved(Moved moved) {}
      };

  void shaped(Shaped shaped);

  void bound(Bound bound);

  void owned(Owned owned);

  void region(Region region);

  void moved(Moved moved);

  /** Where an expression stands in the running of the text. */
  enum Role {
    /** The value of the expression itself. */
    VALUE,
    /**
     * What came out of a stage of a pipe, or of a block's expression that starts from what flows.
     */
    STAGE
  }

  /**
   * One expression that is a tensor.
   *
   * @param node the expression; for a stage the stage alone, without what flows into it
   * @param application what was applied when it was elaborated
   * @param value its type, and by its op how it came about
   */
  record Shaped(Expression node, Role role, Application application, Value value) {}

  /**
   * A name of a size that got its value from the tensor that came.
   *
   * @param name as written in the shape
   * @param pattern the place of the name in the written shape
   * @param size what it stands for from now on
   * @param axis which axis of the tensor gave it
   * @param given the place of the expression whose tensor it was
   */
  record Bound(String name, Span pattern, Dim size, int axis, Span given) {}

  /**
   * The application of an instance or function that is going on.
   *
   * @param name of the layer or function; empty outside of one
   * @param path of the instance with loop indices
   * @param number how often the same instance was applied before in the same step
   * @param declared the name in its declaration; what the header binds stands behind it
   * @param place where the text applies it
   */
  record Application(String name, String path, int number, Span declared, Span place) {
    static final Application NONE = new Application("", "", 0, Span.NONE, Span.NONE);
  }

  /**
   * A parameter or state that was declared.
   *
   * @param dims its shape as it is written, one text an axis
   * @param names the sizes that the names in it stand for
   */
  record Owned(Variable variable, List<String> dims, Map<String, Dim> names) {
    public Owned {
      dims = List.copyOf(dims);
      names = Map.copyOf(names);
    }
  }

  /** What a stretch of a step's operations was made by. */
  enum Kind {
    LAYER,
    FUNCTION,
    REPEAT,
    RECUR,
    SLICE
  }

  /**
   * A stretch of a step's operations; regions lie in one another or apart.
   *
   * @param name of the layer or function; empty for loops
   * @param path of the instance, for layers
   * @param order in which regions began: of two with the same operations the earlier is the outer
   * @param count the iterations of a loop, the runs of a slice, else 1
   * @param parts one for each iteration of a loop, else one: the runs of a slice may be worked at
   *     once
   * @param place where the text applies it
   */
  record Region(
      Kind kind, String name, String path, int order, int count, List<Extent> parts, Span place) {
    public Region {
      parts = List.copyOf(parts);
    }

    public int first() {
      return parts.get(0).first();
    }

    public int last() {
      return parts.get(parts.size() - 1).last();
    }
  }

  /** Operations by number, from the first up to, and without, the last. */
  record Extent(int first, int last) {}

  /**
   * A parameter that an optimizer moves.
   *
   * @param stage the training
   * @param chain of the statement as it is written
   * @param options of the optimizer as they are for this parameter
   */
  record Moved(
      String stage,
      Variable parameter,
      String optimizer,
      String chain,
      Map<String, String> options,
      Span place) {
    public Moved {
      options = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(options));
    }
  }
}
